"""Driver's file number (驾驶证档案编号): four digits of the issuer, eight of a series.

Source: GA 482-2012.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer

_PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]"


class DriverFileRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_DRIVER_FILE_NO"
    TITLE = "Driver's file number"
    TITLE_ZH = "驾驶证档案编号"
    SOURCE = "GA 482-2012"
    SHAPE = "[0-9A-Za-z-]{6,20}"
    CHECK_SHAPE = rf"(?:{_PROVINCES})[0-9]{{10}}{shapes.FLOAT}"
    STOP = shapes.NOTHING
    HEADERS = ("驾驶证档案编号", "档案编号", "driver_file_no")
    GENUINE = ("110101234567", "440301234567")
    IMPOSTORS = ("DA-2024-001", "010101234567", "990101234567", "12345", "-")
    SHOWN = 2
