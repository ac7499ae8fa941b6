"""WeChat ID or QQ number named in text (微信号, 加V, 扣扣), or WeChat's own wxid_...

The word belongs to the match, since it makes an account of the value.  A group's number
(QQ群) is nobody's, an official account (公众号) is a firm's.

Source: Tencent: WeChat IDs have 6 to 20 signs and begin with a letter, QQ numbers 5 to 11
digits without a leading zero.
"""

from __future__ import annotations

import regex

from recognizers.cn.named_account import NamedAccountRecognizer
from recognizers.fold import ANY_BLANK

_IS = "(?:[ ]?[:：][ ]?|[ ]?[是为][ ]?)"
_ID = "[A-Za-z][0-9A-Za-z_-]{5,19}"
_TELLING_ID = f"(?=[A-Za-z]*[0-9_-]){_ID}"  # no English word
_WECHAT = "(?:微信|薇信|威信|[Vv]信|加[Vv])"
_LATIN = "(?:[VvWw][Xx]|[Ww]e[Cc]hat(?: ?[Ii][Dd])?|WECHAT|[Ww]ei[Xx]in)"
_QQ = "(?:[Qq]{2}|扣扣|企鹅)(?:号码|号|帐号|账号)?"


# What stands between the word and the account, blanks as they are written.
_SAID = f"(?:[{ANY_BLANK}]?[Ii][Dd])?[是为:：{ANY_BLANK}]+[A-Za-z]"


class ChatAccountRecognizer(NamedAccountRecognizer):
    """Recognize chat accounts by the word before them."""

    ENTITY = "CHAT_ACCOUNT"
    TITLE = "WeChat ID or QQ number in text"
    TITLE_ZH = "文中的微信号或QQ号"
    SOURCE = "Tencent"
    LABEL = regex.compile(f"(?:{_WECHAT}(?:号码|号)?|{_LATIN}|{_QQ})(?:{_IS})?[ ]?")
    PLAIN = "wxid_[0-9a-z]{6,22}"
    PLAIN_SCORE = 0.75
    VARIANTS = (
        ("WeChat", f"{_WECHAT}(?:(?:号码|号)(?:{_IS}|[ ])?|{_IS}){_ID}", 0.65),
        ("WeChat and a blank", f"{_WECHAT}[ ]{_TELLING_ID}", 0.6),
        ("WeChat in Latin letters", f"{_LATIN}(?:{_IS}|[ ]){_TELLING_ID}", 0.6),
        ("QQ", f"{_QQ}(?:{_IS}|[ ])?[1-9][0-9]{{4,10}}", 0.6),
    )
    SIEVE = (
        ("_", "wxid_[0-9a-z]"),
        ("信", f"[微薇威Vv]信[号码是为:：{ANY_BLANK}]*[A-Za-z]"),
        ("V", f"(?:加V|V[Xx])[号码是为:：{ANY_BLANK}]*[A-Za-z]"),
        ("v", f"(?:加v|v[Xx])[号码是为:：{ANY_BLANK}]*[A-Za-z]"),
        (
            "w",
            f"(?:w[Xx]|we[Cc]hat|wei[Xx]in){_SAID}",
        ),
        (
            "W",
            f"W(?:[Xx]|e[Cc]hat|ECHAT|ei[Xx]in){_SAID}",
        ),
        ("q", f"[Qq]{{2}}[号码帐账是为:：{ANY_BLANK}]*[1-9][0-9]{{4}}"),
        ("Q", f"[Qq]{{2}}[号码帐账是为:：{ANY_BLANK}]*[1-9][0-9]{{4}}"),
        *((mark, f"(?:扣扣|企鹅)[号码帐账是为:：{ANY_BLANK}]*[1-9]") for mark in "扣鹅"),
    )
    CONTEXT = ("加我", "联系", "好友", "添加", "contact", "add me")
    NEGATIVE = ("公众号", "小程序", "群", "开发", "接口", "订单", "official")
    GENUINE = (
        "wxid_abcdefgh12345",
        "微信号：zhangsan_2024",
        "微信：li-lei88",
        "加V：test_user88",
        "加V zhangsan88",
        "VX：li_lei88",
        "wx li_lei88",
        "WeChat: my-name-123",
        "QQ：987654321",
        "QQ12345678",
        "扣扣号是10001",
    )
    IMPOSTORS = (
        "微信号abcde",
        "微信号123abc",
        "QQ:1234",
        "QQ群：123456789",
        "qq_012345",
        "WeChat account",
        "微信支付",
        "微信 payment",
        "QQ\n12345678",
    )
