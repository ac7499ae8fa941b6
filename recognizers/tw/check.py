"""The check digit of Taiwan's identity and residence numbers.

The first letter stands for two digits (A 10, B 11 ... by an order of its own), the second
sign of an old residence number for the last digit of such a two.  Weights 1 9 8 7 6 5 4 3 2
1 1; the sum is a multiple of ten.

Source: 內政部戶政司, rules of the 國民身分證統一編號.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

WIDTH = 10
_ORDER = "ABCDEFGHJKLMNPQRSTUVXYWZIO"  # A is 10, O is 35
_FIRST_TWO = (1, 9)  # weights of the digits that a letter stands for
_REST = np.array([8, 7, 6, 5, 4, 3, 2, 1, 1], np.int64)


def holds(values: Bytes) -> Mask:
    """Tell which rows, of ten capitals and digits, have the right check digit."""
    total = _FIRST[values[:, 0]] + _LATER[values[:, 1:WIDTH]] @ _REST
    good: Mask = total % WIDTH == 0
    return good


# By byte: what a sign adds in first place, and its value in a later one.
_FIRST = np.zeros(256, np.int64)
_LATER = np.zeros(256, np.int64)
_LATER[list(b"0123456789")] = np.arange(10)
for _number, _letter in enumerate(_ORDER.encode(), 10):
    _FIRST[_letter] = _number // 10 * _FIRST_TWO[0] + _number % 10 * _FIRST_TWO[1]
    _LATER[_letter] = _number % 10
