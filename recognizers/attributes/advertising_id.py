"""Resettable device id (可变更设备标识): IDFA, IDFV, OAID, AAID, Android ID.

All zeros is what a phone answers whose owner does not want to be told apart.

Source: GB/T 43697-2024 Annex B (B.12); T/TAF 078.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class AdvertisingIdRecognizer(HeaderRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "IDFA_OAID_ANDROIDID"
    TITLE = "Resettable device id"
    TITLE_ZH = "可变更设备标识（IDFA、OAID、Android ID）"
    COUNTRY_CODE = None
    SOURCE = "GB/T 43697-2024 附录B（B.12）; T/TAF 078"
    SHAPE = shapes.SAID
    CHECK_SHAPE = f"{shapes.UUID}|{shapes.hexadecimal(16, 32, 40, 64)}"
    STOP = frozenset((*shapes.NOTHING, *shapes.NOBODYS))
    TELLING = CHECK_SHAPE
    HEADERS = ("oaid", "idfa", "android_id", "设备ID")
    GENUINE = ("6D92078A-8246-4BA4-AE5B-76104861E7DC", "9774d56d682e549c")
    IMPOSTORS = ("00000000-0000-0000-0000-000000000000", "-", "NULL", "12345")
    SHOWN = 3
