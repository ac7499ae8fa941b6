"""Masked mobile number (138****8000).

Source: GB/T 37964-2019, A.2.
"""

from __future__ import annotations

from recognizers.cn.masked import MaskedRecognizer


class MaskedMobileRecognizer(MaskedRecognizer):
    """Recognize mobile numbers whose middle is stars."""

    ENTITY = "MASKED_CN_MOBILE"
    TITLE = "Masked mobile number"
    TITLE_ZH = "脱敏的手机号码"
    SOURCE = "GB/T 37964-2019"
    PLAIN = r"(?:\+?86[ -]?)?1[3-9][0-9][ -]?\*{4}[ -]?[0-9]{4}"
    PLAIN_SCORE = 0.6
    VARIANTS = (("more stars", r"1[3-9][0-9]{0,2}\*{5,8}[0-9]{2,4}|1[3-9][0-9]\*{8}", 0.5),)
    SIEVE = (("*", r"1[3-9][0-9 -]*\*"),)
    CONTEXT = ("手机", "电话", "联系方式", "联系人", "mobile", "phone", "tel", "contact")
    NEGATIVE = ("订单", "单号", "卡号", "order")
    GENUINE = ("138****8000", "138 **** 8000", "138-****-8000", "+86138****8000", "138********")
    IMPOSTORS = ("118****8000", "138***8000x", "****", "13800138000", "138*\n***8000")
