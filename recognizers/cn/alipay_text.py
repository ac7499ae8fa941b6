"""Alipay account named in text (支付宝账号：13800138000).

A mobile number, an e-mail address or a user number that begins with 2088.  The word belongs to
the match: it makes a payment account of them.  Receipts that say 支付宝 before an amount or an
order have no account after it.

Source: Alipay open platform (user ids: 2088 and twelve digits).
"""

from __future__ import annotations

import regex

from recognizers.cn.named_account import NamedAccountRecognizer
from recognizers.fold import ANY_BLANK

_IS = "(?:[ ]?[:：][ ]?|[ ]?[是为][ ]?|[ ])?"
_WORD = (
    "(?:支付宝|[Aa]li[Pp]ay)(?:收款)?(?:[ ]?(?:帐号|账号|账户|帐户|号|[Uu][Ii][Dd]|[Aa]ccount))?"
)
_MOBILE, _USER = "1[3-9][0-9]{9}", "2088[0-9]{12}"
_ADDRESS = r"[0-9A-Za-z_.+-]{1,64}@[0-9A-Za-z-]{1,63}(?:\.[0-9A-Za-z-]{1,63})*\.[A-Za-z]{2,12}"


class AlipayTextRecognizer(NamedAccountRecognizer):
    """Recognize Alipay accounts by the word before them."""

    ENTITY = "ALIPAY_IN_TEXT"
    TITLE = "Alipay account in text"
    TITLE_ZH = "文中的支付宝账号"
    SOURCE = "Alipay: e-mail address, mobile number or user id"
    LABEL = regex.compile(_WORD + _IS)
    PLAIN = f"{_WORD}{_IS}(?:{_USER}|{_MOBILE})"
    PLAIN_SCORE = 0.65
    VARIANTS = (("e-mail address", f"{_WORD}{_IS}{_ADDRESS}", 0.65),)
    SIEVE = (
        ("宝", f"支付宝(?:收款)?[帐账号户是为:：a-zA-Z{ANY_BLANK}]*[0-9A-Za-z_.+-]"),
        ("A", f"Ali[Pp]ay[帐账号户是为:：a-zA-Z收款{ANY_BLANK}]*[0-9A-Za-z_.+-]"),
        ("a", f"ali[Pp]ay[帐账号户是为:：a-zA-Z收款{ANY_BLANK}]*[0-9A-Za-z_.+-]"),
    )
    CONTEXT = ("收款", "转账", "打款", "汇款", "付款", "pay to", "transfer")
    NEGATIVE = ("单号", "订单", "交易号", "流水", "客服", "order", "trade")
    GENUINE = (
        "支付宝账号：13800138000",
        "支付宝13800138000",
        "支付宝收款账户是li.lei@example.com",
        "支付宝 2088123456789012",
        "alipay account: han.meimei@example.com",
    )
    IMPOSTORS = (
        "支付宝2024010522001",
        "支付宝支付",
        "支付宝账号\n13800138000",
        "支付宝：12800138000",
        "支付宝金额138.00",
    )
