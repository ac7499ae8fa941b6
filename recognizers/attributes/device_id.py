"""Device identifier that stays (不可变更设备标识): IMEISV, MEID, MAC, written forms of IMEI.

Fifteen digits are an IMEI, which has a check digit and a recognizer of its own; what the
owner can reset (IDFA, OAID, Android ID) is another entity.

Source: 3GPP TS 23.003; 3GPP2 S.R0048-A (MEID).
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class DeviceIdRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "IMEI_MEID_MAC_SERIAL"
    TITLE = "Device identifier"
    TITLE_ZH = "不可变更设备标识（IMEISV、MEID 等）"
    COUNTRY_CODE = None
    SOURCE = "3GPP TS 23.003; 3GPP2 S.R0048-A"
    SHAPE = "[0-9A-Za-z:_-]+"
    CHECK_SHAPE = (
        rf"(?:[0-9]{{14}}|[0-9]{{16}}){shapes.FLOAT}|{shapes.hexadecimal(12, 14)}|"
        "[A-Fa-f0-9]{2}(?:[:-][A-Fa-f0-9]{2}){5}|"
        "[0-9]{2}-[0-9]{6}-[0-9]{6}-[0-9]{1,2}|[0-9]{6}-[0-9]{2}-[0-9]{6}-[0-9]"
    )
    STOP = frozenset((*shapes.NOTHING, *shapes.NOBODYS))
    HEADERS = ("设备号", "imei", "imeisv", "meid")
    GENUINE = ("3541780368597801", "A0000000002329", "35-417803-685978-9", "00:1A:2B:3C:4D:5E")
    IMPOSTORS = ("12345", "打印机", "00000000000000", "354178036859789", "-")
    SHOWN = 3
