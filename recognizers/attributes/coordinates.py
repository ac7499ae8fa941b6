"""Precise location (精准定位信息): longitude and latitude, alone, as a pair or in degrees.

Also as whole numbers of a millionth or a ten-millionth of a degree, within the mainland, and
as a geohash of seven signs (150 metres) or more.  Pairs in text are ``GEO_PAIR_IN_TEXT``; what
is left are values on lines of their own.

Source: GB/T 45574-2025 Annex A; GB/T 35273-2020 Annex B.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.attributes.hidden import HiddenRecognizer
from recognizers.by_header import Worth

if TYPE_CHECKING:
    from recognizers.headers import HeaderHit

# Three decimals are a hundred metres: fewer are a district, and a float drops its zeros.
_DEGREES = r"[+-]?(?:[0-9]|[1-9][0-9]|1[0-7][0-9])\.[0-9]{3}[0-9]*"
# 3.8 to 53.6 and 73.5 to 135.1 degrees, times a million or ten million.
_NORTH = "(?:[4-9]|[1-4][0-9]|5[0-3])"
_EAST = "(?:7[3-9]|[89][0-9]|1[0-2][0-9]|13[0-5])"
_LATITUDE, _LONGITUDE = f"{_NORTH}[0-9]{{6,7}}", f"{_EAST}[0-9]{{6,7}}"
_HERE = rf"(?:{_NORTH}|{_EAST})\.[0-9]{{4}}[0-9]*"


class CoordinatesRecognizer(HiddenRecognizer):
    """Recognize coordinates that tell a house in a column that announces them."""

    ENTITY = "GEO_POINT_PRECISE"
    TITLE = "Precise location"
    TITLE_ZH = "精准定位信息（经纬度）"
    COUNTRY_CODE = None
    SOURCE = "GB/T 45574-2025 附录A; GB/T 35273-2020 附录B"
    SHAPE = r"[^\x00-\x1f]*[0-9][^\x00-\x1f]*"
    CHECK_SHAPE = (
        f"{_LATITUDE}|{_LONGITUDE}|[wtys][0-9b-hjkmnp-z]{{6,11}}|"
        f"{_DEGREES}|[(（\\[]?{_DEGREES}[ ,，;/]+{_DEGREES}[)）\\]]?|"
        f"POINT ?[(]{_DEGREES} {_DEGREES}[)]|"
        "[NSEWnsew东西南北]?[经纬]? ?[0-9]{1,3} ?[°度] ?[0-9]{1,2} ?[′'分]"
        ' ?[0-9]{1,2}(?:[.][0-9]+)? ?[″"秒]? ?[NSEWnsew]?'
    )
    TELLING = f"{_HERE}(?:[ ,，;/]+{_HERE})?"
    HEADERS = ("经度", "纬度", "经纬度", "latitude", "lng")
    GENUINE = (
        "116.397428",
        "39.90923",
        "-73.985",
        "116.397428,39.90923",
        "POINT(116.397428 39.90923)",
        "39°54'33.4\"N",
        "116397428",
        "399092300",
        "wx4g0ec19x",
    )
    IMPOSTORS = ("116.4", "39", "北京市", "116", "20240101123", "wx4g0", "-")

    def in_label(self, hit: HeaderHit) -> Worth:
        """Count only what tells beside another label of a person's: shops are somewhere, too."""
        del hit
        return Worth(0.0, 0.0, 0.0, self.STRONG_SCORE)
