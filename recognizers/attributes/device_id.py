"""Device identifier (设备标识): IMEI, MEID, advertising and Android identifiers.

Source: 3GPP TS 23.003; T/TAF 078.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class DeviceIdRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "IMEI_MEID_MAC_SERIAL"
    TITLE = "Device identifier"
    TITLE_ZH = "设备标识（IMEI、OAID 等）"
    COUNTRY_CODE = None
    SOURCE = "3GPP TS 23.003; T/TAF 078"
    SHAPE = "[0-9A-Za-z:_-]+"
    CHECK_SHAPE = (
        rf"[0-9]{{14,16}}{shapes.FLOAT}|{shapes.UUID}|[A-Fa-f0-9]{{14}}|[A-Fa-f0-9]{{16}}|[A-Fa-f0-9]{{32}}|[A-Fa-f0-9]{{40}}|"
        "[A-Fa-f0-9]{64}|[A-Fa-f0-9]{2}(?:[:-][A-Fa-f0-9]{2}){5}|[0-9]{2}-[0-9]{6}-[0-9]{6}-[0-9]"
    )
    STOP = frozenset((*shapes.NOTHING, "00000000-0000-0000-0000-000000000000", "000000000000000"))
    HEADERS = ("设备号", "imei", "oaid", "android_id")
    GENUINE = ("354178036859789", "9774d56d682e549c", "6D92078A-8246-4BA4-AE5B-76104861E7DC")
    IMPOSTORS = ("12345", "打印机", "00000000-0000-0000-0000-000000000000", "-")
    SHOWN = 3
