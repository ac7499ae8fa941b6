"""Bank branch code (联行号) of the payment system.

Bank (3), place (4), branch (4) and a check digit after ISO 7064 MOD 11,10, which the codes of
the head offices of sixteen banks bear out.  It names a bank, never a person.

Source: 中国人民银行支付系统行名行号标准; GB/T 17710-1999.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import regex

from recognizers import checksums
from recognizers.base import ProvenRecognizer
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.scores import WEAK_HEADER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recognizers.arrays import Bytes, Mask

WIDTH = 12
# Central bank and treasury, the large banks, policy banks, joint-stock and local banks, credit
# and savings, foreign banks, clearing houses.
_BANKS = "0[01]1|10[2-5]|20[1-3]|3[0-2][0-9]|40[1-3]|[5-7][0-9]{2}|9[0-9]{2}"


class CnCnapsRecognizer(ProvenRecognizer):
    """Recognize branch codes by bank and check digit, where words announce them."""

    ENTITY = "CN_CNAPS"
    TITLE = "Bank branch code (CNAPS)"
    TITLE_ZH = "支付系统行号（联行号）"
    SOURCE = "中国人民银行支付系统行名行号标准; GB/T 17710-1999"
    LENGTHS = (WIDTH,)
    PLAIN = f"(?:{_BANKS})[0-9]{{9}}"
    PLAIN_SCORE = 0.2
    NEED = WEAK_HEADER
    CONTEXT = (
        *("联行号", "行号", "开户行", "支行", "支付系统", "大额"),
        *("cnaps", "bank code", "branch code"),
    )
    NEGATIVE = (*ORDER_WORDS, "账号", "帐号", "卡号", "快递", "条码", "档案")
    GENUINE = ("102100099996", "308584000013", "011100000011")
    IMPOSTORS = (
        "102100099997",  # wrong check digit
        "108100099993",  # no such bank
        "1021000999",
        "1021000999961",
        "6228480402564890018",
    )
    CHECK = "MOD 11,10"
    CHANCE = 0.1

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are digits and begin with a bank's code."""
        return checksums.is_digits(values) & _known_banks()[_heads(values)], values

    def passes(self, values: Bytes) -> Mask:
        """Tell which begin with a bank's code and hold the check digit."""
        if values.shape[1] < WIDTH:
            return np.zeros(len(values), np.bool_)
        good: Mask = _known_banks()[_heads(values)] & ~values[:, WIDTH:].any(axis=1)
        return good & checksums.mod_11_10(values[:, :WIDTH])


def _heads(values: Bytes) -> NDArray[np.int64]:
    """Return the bank's code; 0, which is none, where there are no digits."""
    heads = checksums.number(values, 0, 3)
    return np.where((heads >= 0) & (heads < len(_known_banks())), heads, 0)


@cache
def _known_banks() -> Mask:
    """Return which three-digit codes banks may have: (1000,)."""
    pattern = regex.compile(_BANKS)
    return np.array([bool(pattern.fullmatch(f"{code:03}")) for code in range(1000)])
