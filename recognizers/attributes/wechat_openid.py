"""WeChat OpenID and UnionID: what one app, or one company's apps, call a WeChat user.

Source: WeChat's documentation for developers (微信开放文档, UnionID 机制说明).
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class WechatOpenidRecognizer(HeaderRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "WECHAT_OPENID_UNIONID"
    TITLE = "WeChat OpenID or UnionID"
    TITLE_ZH = "微信 OpenID 或 UnionID"
    COUNTRY_CODE = "cn"
    SOURCE = "微信开放文档：OpenID 28 位，UnionID 28 或 29 位"
    SHAPE = shapes.SAID
    CHECK_SHAPE = "[0-9A-Za-z_-]{28}[0-9A-Za-z_-]?"
    STOP = shapes.NOTHING
    TELLING = CHECK_SHAPE
    HEADERS = ("openid", "unionid", "微信openid")
    GENUINE = ("oABCDEFGHIJKLMNOPQRSTUVWXYZ1", "o6_bmasdasdsad6_2sgVt7hMZOPfL")
    IMPOSTORS = ("NULL", "-", "wxid_abc", "13800138000")
    SHOWN = 2
