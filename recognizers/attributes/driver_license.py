"""Driver's licence number (驾驶证号): the bearer's resident ID or permit number.

Source: GA 482-2012.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class DriverLicenseRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_DRIVER_LICENSE"
    TITLE = "Driver's licence number"
    TITLE_ZH = "驾驶证号"
    SOURCE = "GA 482-2012: the resident ID number"
    SHAPE = "[0-9A-Za-z -]{6,24}"
    CHECK_SHAPE = f"{shapes.RESIDENT_ID}|[1-8][0-9]{{14}}|[A-Za-z0-9]{{3}}[0-9]{{12}}"
    STOP = shapes.NOTHING
    HEADERS = ("驾驶证号", "driver_license", "jszh")
    GENUINE = ("11010519491231002X", "110105491231002")
    IMPOSTORS = ("123456", "C1", "驾驶证", "-")
    SHOWN = 2
