"""Masked bank card number (622848*********0018, 6228 **** **** 0018).

Source: JR/T 0171-2020; PCI DSS 3.4 (first six and last four at most).
"""

from __future__ import annotations

from recognizers.cn.masked import MaskedRecognizer


class MaskedBankCardRecognizer(MaskedRecognizer):
    """Recognize card numbers whose middle is stars."""

    ENTITY = "MASKED_CN_BANK_CARD"
    TITLE = "Masked bank card number"
    TITLE_ZH = "脱敏的银行卡号"
    SOURCE = "JR/T 0171-2020; PCI DSS 3.4"
    PLAIN = (
        r"[3-69][0-9]{5}\*{6,7}[0-9]{4}|[3-69][0-9]{5}\*{9}[0-9]{4}|[3-69][0-9]{3}\*{8,12}[0-9]{4}"
    )
    PLAIN_SCORE = 0.55
    VARIANTS = (
        (
            "in groups",
            r"(?:[3-69][0-9]{3}|\*{4})(?:[ -]\*{4}){2}(?:[ -]\*{4})?[ -][0-9]{3,4}",
            0.55,
        ),
        ("few stars", r"[3-69][0-9]{3}(?:[0-9]{2})?\*{4}[0-9]{4}", 0.35),
        ("last four", r"\*{8,15}[0-9]{4}", 0.35),
    )
    SIEVE = (("*", r"[0-9*]\*[0-9* -]*[0-9]{3}"),)
    CONTEXT = ("银行卡", "卡号", "储蓄卡", "借记卡", "信用卡", "尾号", "card", "account", "pan")
    NEGATIVE = ("身份证", "手机", "订单", "单号", "order", "phone")
    GENUINE = (
        "622848*********0018",
        "622588******0001",
        "6228 **** **** 0018",
        "6228-****-****-****-018",
        "6228****0018",
        "************0018",
    )
    IMPOSTORS = ("122848******0018", "6228480402564890018", "****", "6228**\n****0018")
    SHOWN = 4
