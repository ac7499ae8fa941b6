"""Passport number (护照号码): Chinese series, and those of most other countries.

No check digit, and the shape of many part numbers: only its column's name tells.

Source: 国家移民管理局; ICAO Doc 9303.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class PassportRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_PASSPORT"
    TITLE = "Passport number"
    TITLE_ZH = "护照号码"
    COUNTRY_CODE = None
    SOURCE = "国家移民管理局; ICAO Doc 9303"
    SHAPE = "[0-9A-Za-z]{6,12}"
    CHECK_SHAPE = (
        "[EeGgDdSsPpHhKk][0-9]{8}|[Ee][A-HJ-NP-Za-hj-np-z][0-9]{7}|1[45][0-9]{7}|[DdSsPp][0-9]{7}|"
        "[DdSsPpMmKkHh][A-Za-z][0-9]{7}|[A-Za-z]{1,2}[0-9]{6,8}|[0-9]{8,9}|[A-Za-z][0-9]{2}[A-Za-z]{2}[0-9]{4}"
    )
    STOP = shapes.NOTHING
    HEADERS = ("护照号", "passport_no", "hzh")
    GENUINE = ("E12345678", "EA1234567", "G12345678", "DE1234567", "TK1234567")
    IMPOSTORS = ("123456", "ABCDEFGH", "护照", "-")
    SHOWN = 2
