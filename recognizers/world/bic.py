"""Business identifier code of a bank (SWIFT 代码, BIC): no personal information.

Four letters for the bank, two for the country, two signs for the place, three more for a branch
or none.  Words of eight letters look the same, so only a word or a column's name tells.

Source: ISO 9362:2022.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums, signs, tables
from recognizers.base import ProvenRecognizer
from recognizers.scores import SIMILARITY
from recognizers.series import both_cases

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

WIDTH, WITH_BRANCH = 8, 11
_BANK, _COUNTRY = 4, 6  # where they end


class BankIdentifierRecognizer(ProvenRecognizer):
    """Recognize such codes by their country, where something announces them."""

    ENTITY = "BANK_BIC"
    TITLE = "Business identifier code of a bank (SWIFT)"
    TITLE_ZH = "银行国际代码（SWIFT）"
    COUNTRY_CODE = None
    SOURCE = "ISO 9362:2022"
    LENGTHS = (WIDTH, WITH_BRANCH)
    HEADS = both_cases(signs.LETTERS)
    PLAIN = "[A-Za-z]{6}[0-9A-Za-z]{2}(?:[0-9A-Za-z]{3})?"
    PLAIN_SCORE = 0.3
    NEED = SIMILARITY
    CONTEXT = (
        *("swift", "bic", "swift code", "swift bic", "bank identifier", "国际代码", "银行代码"),
        *("电汇代码", "環球銀行"),
    )
    GENUINE = ("ICBKCNBJ", "BKCHCNBJ300", "icbkcnbjxxx", "DEUTDEFF500", "HSBCHKHHHKH")
    IMPOSTORS = ("ICBKXXBJ", "ICBKCNB", "ICB1CNBJ", "ICBKCNBJ30", "ICBK CNBJ")
    CHECK = "country"
    CHANCE = 0.37
    SHOWN = 4

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are six letters, then letters or digits."""
        codes = signs.in_capitals(values)
        letters = np.all(signs.one_of(codes[:, :_COUNTRY], signs.LETTERS), axis=1)
        return letters & signs.is_alnum(codes), codes

    def passes(self, values: Bytes) -> Mask:
        """Tell which name a country."""
        if values.shape[1] < WIDTH:
            return np.zeros(len(values), np.bool_)
        first, second = (values[:, place].astype(np.int64) for place in (_BANK, _BANK + 1))
        sized = np.isin(checksums.lengths(values), self.LENGTHS)
        return np.asarray(sized & _countries()[first << 8 | second])


@cache
def _countries() -> Mask:
    """Return by two bytes which are a country."""
    table = np.zeros(1 << 16, np.bool_)
    for row in tables.rows("countries"):
        table[int.from_bytes(row["alpha2"].encode())] = True
    return table
