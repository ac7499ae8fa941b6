"""Vehicle identification number (车辆识别代号, 车架号).

Seventeen signs without I, O and Q; the last four count vehicles.  Europe's have no check
digit, so none is asked for.

Source: GB 16735-2019.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class VinRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "VIN"
    TITLE = "Vehicle identification number"
    TITLE_ZH = "车辆识别代号（车架号）"
    SOURCE = "GB 16735-2019"
    SHAPE = "[0-9A-Za-z-]{6,20}"
    CHECK_SHAPE = "[0-9A-HJ-NPR-Za-hj-npr-z]{13}[0-9]{4}"
    STOP = shapes.NOTHING
    HEADERS = ("车架号", "vin", "cjh")
    GENUINE = ("1M8GDM9AXKP042788", "LSVAM4187C2184841")
    IMPOSTORS = ("1M8GDM9AXKP04278", "IM8GDM9AXKP042788", "车架", "LSVAM4187C218484A")
    SHOWN = 2
