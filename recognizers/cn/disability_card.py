"""Number of a disability certificate (残疾人证号): whoever has it is known to be disabled.

The resident ID number, a digit for the kind (1 to 7) and one for the grade (1 to 4);
reissued ones end in B and a count.  A taxpayer's number is made alike: a word has to announce it.

Source: 中国残疾人联合会《中华人民共和国残疾人证管理办法》; GB/T 26341-2010.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums, signs
from recognizers.base import ProvenRecognizer
from recognizers.cn import gb11643
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.cn.resident_id import CnResidentIdRecognizer
from recognizers.scores import SIMILARITY

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

WIDTH, REISSUED = gb11643.WIDTH + 2, gb11643.WIDTH + 4
_KINDS, _GRADES = "1234567", "1234"
_RESIDENTS = CnResidentIdRecognizer()


class CnDisabilityCardRecognizer(ProvenRecognizer):
    """Recognize resident ID numbers with a kind and a grade, where words announce them."""

    ENTITY = "CN_DISABILITY_CARD"
    TITLE = "Number of a disability certificate"
    TITLE_ZH = "残疾人证号"
    SOURCE = "《中华人民共和国残疾人证管理办法》; GB/T 26341-2010"
    LENGTHS = (WIDTH, REISSUED)
    PLAIN = "[1-8][0-9]{16}[0-9Xx][1-7][1-4](?:[Bb][1-9])?"
    PLAIN_SCORE = 0.55
    NEED = SIMILARITY
    CONTEXT = ("残疾", "残联", "残障", "disability", "disabled", "cjzh")
    NEGATIVE = ORDER_WORDS
    GENUINE = ("11010519491231002X44", "11010519491231002x11", "11010519491231002X44B1")
    IMPOSTORS = (
        "11010519491231002X85",  # no such kind
        "11010519491231002X45",  # nor grade
        "11010519491231002144",  # wrong check sign
        "11010519491231002X",
        "11010519491231002X44B",
        "11010519491231002X44C1",
    )
    CHECK = "MOD 11-2"
    CHANCE = 1 / 11
    SHOWN = 0

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are an ID number, a kind and a grade, and maybe a count."""
        codes = signs.in_capitals(values)
        good = gb11643.is_number(codes[:, : gb11643.WIDTH]) & (codes[:, 0] != ord("0"))
        good &= (codes[:, 0] != ord("9")) & _is_graded(codes)
        if values.shape[1] == REISSUED:
            good &= (codes[:, WIDTH] == ord("B")) & signs.one_of(codes[:, -1], "123456789")
        return good, codes

    def passes(self, values: Bytes) -> Mask:
        """Tell which embed a resident ID number that holds."""
        if values.shape[1] < WIDTH:
            return np.zeros(len(values), np.bool_)
        good = np.isin(checksums.lengths(values), self.LENGTHS) & _is_graded(values)
        good[good] = _RESIDENTS.passes(values[good, : gb11643.WIDTH])
        return good


def _is_graded(codes: Bytes) -> Mask:
    """Tell which have a kind and a grade after the ID number."""
    kind, grade = codes[:, gb11643.WIDTH], codes[:, gb11643.WIDTH + 1]
    return np.asarray(signs.one_of(kind, _KINDS) & signs.one_of(grade, _GRADES))
