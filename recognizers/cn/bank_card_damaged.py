"""Bank card number of 19 digits that a spreadsheet has cut to 15 (6228480402564880000).

The issuer's prefix survives.  A card of 16 digits loses its check digit only and cannot be
told from a typing error.

Source: ECMA-376 18.3.1.96; ISO/IEC 7812-1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums
from recognizers.base import ProvenRecognizer
from recognizers.cn.bank_card import LONGEST, LOST, CnBankCardRecognizer
from recognizers.compiled import compiled

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

WIDTH = LONGEST


class DamagedBankCardRecognizer(ProvenRecognizer):
    """Recognize card numbers that end in 0000 and fail the Luhn check."""

    ENTITY = "CN_BANK_CARD_DAMAGED"
    TITLE = "Bank card number, damaged"
    TITLE_ZH = "受损的银行卡号"
    SOURCE = "ISO/IEC 7812-1; ECMA-376"
    LENGTHS = (WIDTH,)
    HEADS = "123456789"
    PLAIN = "[1-9][0-9]{18}"
    PLAIN_SCORE = 0.2
    CONTEXT = CnBankCardRecognizer.CONTEXT
    NEGATIVE = CnBankCardRecognizer.NEGATIVE
    GENUINE = ("6228480402564880000", "6228480000000010000")
    IMPOSTORS = (
        "6228480402564890018",  # nothing is lost
        "1234567890123450000",  # no issuer's prefix
        "622848040256488000",
        "622848\n0402564880000",
    )
    CHECK = "trace of damage"
    CHANCE = 0.001
    SHOWN = 4

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are digits that do not begin with zero."""
        return checksums.is_digits(values) & (values[:, 0] != ord("0")), values

    def may_pass(self, values: Bytes) -> Mask:
        """Tell which end in 0000."""
        return _ends_in_zeros(values)

    def passes(self, values: Bytes) -> Mask:
        """Tell which have an issuer's prefix and lost digits."""
        if values.shape[1] < WIDTH:
            return np.zeros(len(values), np.bool_)
        good: Mask = ~values[:, WIDTH:].any(axis=1) & checksums.is_digits(values[:, :WIDTH])
        good &= _ends_in_zeros(values[:, :WIDTH])
        rows = np.flatnonzero(good)
        cards = values[rows, :WIDTH]
        good[rows] = CnBankCardRecognizer().may_pass(cards) & ~checksums.luhn(cards)
        return good


@compiled
def _ends_in_zeros(values: Bytes) -> Mask:
    zeros = np.ones(len(values), np.bool_)
    for row in range(len(values)):
        for place in range(WIDTH - LOST, WIDTH):
            zeros[row] &= values[row, place] == ord("0")
    return zeros
