"""Waybill number (运单号, 快递单号): leads to the sender's and the receiver's name and address.

Carriers number on their own: SF and 13 digits, YT and 13, JDX and 12, twelve to fifteen digits;
posts as EE123456789CN (UPU S10).  Only the column's name tells them from other numbers.

Source: UPU S10-12; YZ/T 0148-2015.
"""

from __future__ import annotations

from recognizers.by_header import HeaderRecognizer


class WaybillNumberRecognizer(HeaderRecognizer):
    """Recognize the written forms of carriers in a column that announces waybills."""

    ENTITY = "WAYBILL_NO"
    TITLE = "Waybill number"
    TITLE_ZH = "运单号"
    COUNTRY_CODE = None
    SOURCE = "UPU S10-12; YZ/T 0148-2015 快递电子运单"
    SHAPE = "[A-Za-z]{0,4}[0-9]{8,20}|[A-Za-z]{2}[0-9]{9}[A-Za-z]{2}|[A-Za-z][0-9][0-9]{10,13}"
    IN_TEXT = False
    HEADERS = ("运单号", "快递单号", "waybill_no", "tracking_number")
    GENUINE = (
        "SF1234567890123",
        "YT1234567890123",
        "JDX123456789012",
        "EE123456789CN",
        "773012345678901",
    )
    IMPOSTORS = ("1234567", "顺丰", "SF", "SF-1234567890123", "ABCDE123456789")
    SHOWN = 2
