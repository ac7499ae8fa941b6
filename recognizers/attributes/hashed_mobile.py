"""Hashed mobile number (散列的手机号码): as good as the number.

There are five thousand million mobile numbers: a computer tries them all in seconds.

Source: 《个人信息保护法》 Art. 73; GB/T 37964-2019, A.3.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class HashedMobileRecognizer(HeaderRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "HASHED_CN_MOBILE"
    TITLE = "Hashed mobile number"
    TITLE_ZH = "散列的手机号码"
    COUNTRY_CODE = "cn"
    SOURCE = "《个人信息保护法》第73条; GB/T 37964-2019"
    SHAPE = shapes.SAID
    CHECK_SHAPE = shapes.HEX_HASH
    STOP = shapes.NOTHING
    TELLING = CHECK_SHAPE
    HEADERS = ("手机号MD5", "phone_md5", "mobile_sha256", "手机号")
    GENUINE = (
        "e10adc3949ba59abbe56e057f20f883e",
        "E10ADC3949BA59ABBE56E057F20F883E",
        "7c4a8d09ca3762af61e59520943dc26494f8941b",
    )
    IMPOSTORS = ("13800138000", "-", "未采集")
    SHOWN = 2
