"""Precise location (精准定位信息): longitude and latitude, alone, as a pair or in degrees.

Source: GB/T 45574-2025 Annex A; GB/T 35273-2020 Annex B.
"""

from __future__ import annotations

from recognizers.attributes.hidden import HiddenRecognizer

# Three decimals are a hundred metres: fewer are a district, and a float drops its zeros.
_DEGREES = r"[+-]?(?:[0-9]|[1-9][0-9]|1[0-7][0-9])\.[0-9]{3}[0-9]*"


class CoordinatesRecognizer(HiddenRecognizer):
    """Recognize coordinates that tell a house in a column that announces them."""

    ENTITY = "GEO_POINT_PRECISE"
    TITLE = "Precise location"
    TITLE_ZH = "精准定位信息（经纬度）"
    COUNTRY_CODE = None
    SOURCE = "GB/T 45574-2025 附录A; GB/T 35273-2020 附录B"
    SHAPE = r"[^\x00-\x1f]*[0-9][^\x00-\x1f]*"
    CHECK_SHAPE = (
        f"{_DEGREES}|[(（\\[]?{_DEGREES}[ ,，;/]+{_DEGREES}[)）\\]]?|"
        f"POINT ?[(]{_DEGREES} {_DEGREES}[)]|"
        "[NSEWnsew东西南北]?[经纬]? ?[0-9]{1,3} ?[°度] ?[0-9]{1,2} ?[′'分]"
        ' ?[0-9]{1,2}(?:[.][0-9]+)? ?[″"秒]? ?[NSEWnsew]?'
    )
    HEADERS = ("经度", "纬度", "经纬度", "latitude", "lng")
    GENUINE = (
        "116.397428",
        "39.90923",
        "-73.985",
        "116.397428,39.90923",
        "POINT(116.397428 39.90923)",
        "39°54'33.4\"N",
    )
    IMPOSTORS = ("116.4", "39", "北京市", "116", "-")
