"""Bank card number of 19 digits that a spreadsheet or a 64-bit float has rounded.

Excel keeps 15 digits (6228480402564880000), a float a multiple of 1,024 (...4889600).

The issuer's prefix survives.  A card of 16 digits loses its check digit only and cannot be
told from a typing error.

Source: ECMA-376 18.3.1.96; IEEE 754-2019 (binary64); ISO/IEC 7812-1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums, words
from recognizers.base import ProvenRecognizer
from recognizers.cn.bank_card import LONGEST, LOST, CnBankCardRecognizer
from recognizers.compiled import telling

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

WIDTH = LONGEST
_SPACING = 1024  # of 64-bit floats as large as such a number


class DamagedBankCardRecognizer(ProvenRecognizer):
    """Recognize card numbers that are rounded and fail the Luhn check."""

    ENTITY = "CN_BANK_CARD_DAMAGED"
    TITLE = "Bank card number, damaged"
    TITLE_ZH = "受损的银行卡号"
    SOURCE = "ISO/IEC 7812-1; ECMA-376; IEEE 754-2019"
    LENGTHS = (WIDTH,)
    HEADS = "123456789"
    PLAIN = "[1-9][0-9]{18}"
    PLAIN_SCORE = 0.2
    CONTEXT = CnBankCardRecognizer.CONTEXT
    NEGATIVE = CnBankCardRecognizer.NEGATIVE
    GENUINE = ("6228480402564880000", "6228480000000010000", "6228480402564889600")
    IMPOSTORS = (
        "6228480402564890018",  # nothing is lost
        "1234567890123450000",  # no issuer's prefix
        "622848040256488000",
        "622848\n0402564880000",
    )
    CHECK = "trace of damage"
    CHANCE = 0.002
    SHOWN = 4

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are digits that do not begin with zero."""
        return checksums.is_digits(values) & (values[:, 0] != ord("0")), values

    def may_pass(self, values: Bytes) -> Mask:
        """Tell which end in 0000, or are a multiple of what a float keeps."""
        return _is_rounded(values).view(np.bool_)

    def passes(self, values: Bytes) -> Mask:
        """Tell which have an issuer's prefix and lost digits."""
        if values.shape[1] < WIDTH:
            return np.zeros(len(values), np.bool_)
        good: Mask = ~values[:, WIDTH:].any(axis=1) & checksums.is_digits(values[:, :WIDTH])
        good &= _is_rounded(values[:, :WIDTH]).view(np.bool_)
        rows = np.flatnonzero(good)
        cards = values[rows, :WIDTH]
        good[rows] = CnBankCardRecognizer().may_pass(cards) & ~checksums.luhn(cards)
        return good


@telling
def _is_rounded(rounded: Bytes, values: Bytes) -> None:
    """Tell which digits end in zeros, or in ten that the spacing divides, as it does 10**10."""
    for row in range(len(values)):
        value = values[row]
        last = int(value[WIDTH - 2]) * 10 + int(value[WIDTH - 1]) - 11 * ord("0")
        eight = words.number(words.load(value, WIDTH - 2 - words.WORD))
        rest = eight * 100 + last
        rounded[row] = rest % 10**LOST == 0 or rest % _SPACING == 0
