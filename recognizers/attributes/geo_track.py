"""Trajectory (行踪轨迹): a cell with two or more points, in whatever notation.

Source: 《个人信息保护法》 Art. 28; GB/T 45574-2025 Annex A; OGC 06-103r4 (LINESTRING).
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer

_GAP = r"[^0-9\x00]+"  # between two numbers
_TO_NUMBER = r"[^0-9\x00]*"
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_DEGREES = r"[0-9]{1,3}\.[0-9]{3}[0-9]*"  # a hundred metres or less, as of a point


class GeoTrackRecognizer(HiddenRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "GEO_TRACK"
    TITLE = "Trajectory"
    TITLE_ZH = "行踪轨迹"
    COUNTRY_CODE = None
    SOURCE = "《个人信息保护法》第28条; GB/T 45574-2025 附录A"
    SHAPE = shapes.SAID
    CHECK_SHAPE = (
        f"{_TO_NUMBER}{_DEGREES}{_GAP}{_DEGREES}(?:{_GAP}{_NUMBER})*"
        f"{_GAP}{_DEGREES}{_GAP}{_DEGREES}(?:{_GAP}{_NUMBER})*{_TO_NUMBER}"
    )
    STOP = shapes.NOTHING
    HEADERS = ("行踪轨迹", "行驶轨迹", "gps_track")
    GENUINE = (
        "116.397428,39.90923;116.401200,39.91010",
        "LINESTRING(116.397428 39.90923, 116.4012 39.9101)",
        "[[116.397428,39.90923],[116.4012,39.9101]]",
        '[{"lng":116.397428,"lat":39.90923,"t":1},{"lng":116.4012,"lat":39.9101,"t":2}]',
    )
    IMPOSTORS = ("116.397428,39.90923", "-", "未开启")
