"""Alipay account (支付宝账号): e-mail address or mobile number.

The user number (2088...) is an entity of its own.

Source: Alipay open platform.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class AlipayRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "ALIPAY_ACCOUNT"
    TITLE = "Alipay account"
    TITLE_ZH = "支付宝账号"
    SOURCE = "Alipay: e-mail address or mobile number"
    SHAPE = "[0-9A-Za-z_.@+ -]+"
    CHECK_SHAPE = (
        rf"(?:[+]?86-?)?1[3-9][0-9]{{9}}{shapes.FLOAT}|"
        r"[0-9A-Za-z_.+-]+@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*\.[A-Za-z]{2,12}"
    )
    STOP = shapes.NOTHING
    IN_TEXT = False  # ALIPAY_IN_TEXT is
    HEADERS = ("支付宝账号", "alipay_account", "zfb")
    GENUINE = ("13800138000", "+86-13800138000", "li.lei@example.com")
    IMPOSTORS = ("支付宝", "12345678", "2088123456789012", "NULL")
    SHOWN = 2
