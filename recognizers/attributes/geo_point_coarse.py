"""Coarse location (粗略位置信息): coordinates of two decimals at most, a kilometre or more.

Source: GB/T 43697-2024 Annex B (B.13).
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer

_DEGREES = r"[+-]?(?:[0-9]|[1-9][0-9]|1[0-7][0-9])\.[0-9][0-9]?"


class CoarseCoordinatesRecognizer(HiddenRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "GEO_POINT_COARSE"
    TITLE = "Coarse location"
    TITLE_ZH = "粗略位置信息（经纬度）"
    COUNTRY_CODE = None
    SOURCE = "GB/T 43697-2024 附录B（B.13）"
    SHAPE = shapes.SAID
    CHECK_SHAPE = (
        rf"{_DEGREES}|[(（\[]?{_DEGREES}[ ,，;/]+{_DEGREES}[)）\]]?|"
        f"POINT ?[(]{_DEGREES} {_DEGREES}[)]|[wtys][0-9b-hjkmnp-z]{{3,5}}"
    )
    STOP = shapes.NOTHING
    IN_TEXT = False  # GEO_PAIR_IN_TEXT is
    HEADERS = ("经度", "纬度", "经纬度", "latitude")
    GENUINE = ("116.4", "39.9", "116.39,39.90", "POINT(116.4 39.9)", "wx4g0")
    IMPOSTORS = ("116.397428", "北京市", "-", "200.1")
