"""Hashed resident ID number (散列的身份证号码): as good as the number.

Area, date of birth, sequence: few enough for a computer to try them all.

Source: 《个人信息保护法》 Art. 73; GB/T 37964-2019, A.3.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class HashedResidentIdRecognizer(HeaderRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "HASHED_CN_RESIDENT_ID"
    TITLE = "Hashed resident ID number"
    TITLE_ZH = "散列的居民身份证号码"
    COUNTRY_CODE = "cn"
    SOURCE = "《个人信息保护法》第73条; GB/T 37964-2019"
    SHAPE = shapes.SAID
    CHECK_SHAPE = shapes.HEX_HASH
    STOP = shapes.NOTHING
    TELLING = CHECK_SHAPE
    HEADERS = ("身份证号MD5", "idcard_md5", "sfzh_sha256", "身份证号")
    GENUINE = ("e10adc3949ba59abbe56e057f20f883e", "7c4a8d09ca3762af61e59520943dc26494f8941b")
    IMPOSTORS = ("11010519491231002X", "-", "未采集")
    SHOWN = 2
