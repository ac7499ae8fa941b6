"""Social security number of the United States (美国社会安全号码).

Nine digits, written 3-2-4: no area 000, 666 or 900 and above, no group 00, no serial 0000.  There
is no check digit and nine numbers in ten pass, so a word or a column's name has to announce it.

Source: https://www.ssa.gov/employer/randomization.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums
from recognizers.base import ProvenRecognizer
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.scores import SIMILARITY

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

WIDTH = 9
_NO_AREAS, _ABROAD = (0, 666), 900  # from 900 on they are taxpayers' (ITIN)


class UsSocialSecurityRecognizer(ProvenRecognizer):
    """Recognize such numbers by area, group and serial, where something announces them."""

    ENTITY = "US_SSN"
    TITLE = "US social security number"
    TITLE_ZH = "美国社会安全号码"
    COUNTRY_CODE = "us"
    SOURCE = "US Social Security Administration"
    LENGTHS = (WIDTH,)
    HEADS = "012345678"
    PLAIN = "[0-8][0-9]{8}"
    PLAIN_SCORE = 0.4
    VARIANTS = (
        ("hyphened", "[0-9]{3}-[0-9]{2}-[0-9]{4}", 0.6),
        ("grouped by blanks", "[0-9]{3} [0-9]{2} [0-9]{4}", 0.5),
    )
    SIEVE = (("-", "[0-9]{3}-[0-9]{2}-[0-9]{4}"), (" ", "[0-9]{3} [0-9]{2} [0-9]{4}"))
    NEED = SIMILARITY
    CONTEXT = (
        *("美国社会安全号", "社会安全号", "社安号", "ssn", "ss no", "ss#", "social security no"),
        *("social security number", "social security", "security number", "security no"),
    )
    NEGATIVE = ORDER_WORDS
    GENUINE = ("219-09-9999", "219 09 9999", "219099999", "001-01-0001")
    IMPOSTORS = (
        "000-09-9999",
        "666-09-9999",
        "900-09-9999",
        "219-00-9999",
        "219-09-0000",
        "219-09 9999",
        "21909999",
        "2190999990",
        "219\n09\n9999",
    )
    CHECK = "form"
    CHANCE = 0.89
    SHOWN = 2

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are nine digits, the first no 9."""
        return checksums.is_digits(values) & (values[:, 0] != ord("9")), values

    def passes(self, values: Bytes) -> Mask:
        """Tell which have an area, a group and a serial that are given out."""
        if values.shape[1] < WIDTH:
            return np.zeros(len(values), np.bool_)
        good: Mask = ~values[:, WIDTH:].any(axis=1) & checksums.is_digits(values[:, :WIDTH])
        area, group, serial = (
            checksums.number(values, *span) for span in ((0, 3), (3, 5), (5, WIDTH))
        )
        good &= ~np.isin(area, _NO_AREAS) & (area < _ABROAD)
        return good & (group > 0) & (serial > 0)
