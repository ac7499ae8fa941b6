"""Masked resident ID number (110105********002X): 18 signs, or 15, some of them stars.

Source: GB/T 37964-2019, A.2; GB 11643-1999.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.cn.masked import STAR, MaskedRecognizer

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

WIDTHS = (15, 18)


class MaskedResidentIdRecognizer(MaskedRecognizer):
    """Recognize resident ID numbers in which digits are stars."""

    ENTITY = "MASKED_CN_RESIDENT_ID"
    TITLE = "Masked resident ID number"
    TITLE_ZH = "脱敏的居民身份证号码"
    SOURCE = "GB/T 37964-2019"
    PLAIN = r"[1-8][0-9]{0,13}\*{4,16}[0-9]{0,6}[0-9Xx]"
    PLAIN_SCORE = 0.55
    VARIANTS = (
        ("stars at the end", r"[1-8][0-9]{5,13}\*{4,12}", 0.45),
        ("last signs starred", r"[1-8][0-9]{14,16}\*{1,3}", 0.45),
    )
    # No sign before the digits: counting from each of several beginnings takes too many states.
    SIEVE = (("*", r"[0-9]\*{4}|[0-9]{14}\*"),)
    CONTEXT = ("身份证", "证件号", "身份号码", "实名", "id card", "id no", "identity")
    NEGATIVE = ("银行卡", "卡号", "订单", "单号", "手机", "card", "order")
    GENUINE = (
        "110105********002X",
        "110105********002x",
        "110***********002X",
        "1****************X",
        "110105*********",
        "11010519491231002*",
    )
    IMPOSTORS = (
        "110105****002X",
        "1101051949123*",
        "110105194912310*20",
        "910105********002X",
        "11010519491231002X",
        "****",
        "1105*\n***0",
    )
    SHOWN = 2

    def passes(self, values: Bytes) -> Mask:
        """Tell which have stars and the length of such a number."""
        lengths = (values != 0).sum(axis=1)
        whole: Mask = np.isin(lengths, WIDTHS) & (values == STAR).any(axis=1)
        return whole
