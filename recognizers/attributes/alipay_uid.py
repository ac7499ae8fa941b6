"""Alipay user id (支付宝用户号): 16 digits beginning with 2088, the same for every app.

Source: Alipay's documentation for developers (支付宝开放平台, user_id).
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class AlipayUidRecognizer(HeaderRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "ALIPAY_UID"
    TITLE = "Alipay user id"
    TITLE_ZH = "支付宝用户标识"
    COUNTRY_CODE = "cn"
    SOURCE = "支付宝开放平台：2088 开头的 16 位数字"
    SHAPE = shapes.SAID
    CHECK_SHAPE = rf"2088[0-9]{{12}}{shapes.FLOAT}"
    STOP = shapes.NOTHING
    TELLING = CHECK_SHAPE
    HEADERS = ("支付宝uid", "alipay_user_id", "buyer_user_id")
    GENUINE = ("2088123456789012", "2088123456789012.0")
    IMPOSTORS = ("NULL", "-", "13800138000", "2089123456789012")
    SHOWN = 4
