"""SIM card identifier: the subscriber's (IMSI) and the card's (ICCID).

Chinese cards have letters and wrong check digits, so none is asked for.

Source: ITU-T E.118 and E.212.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class SimIdRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "IMSI_ICCID"
    TITLE = "SIM card identifier"
    TITLE_ZH = "SIM 卡标识（IMSI、ICCID）"
    COUNTRY_CODE = None
    SOURCE = "ITU-T E.118, E.212"
    SHAPE = "[0-9A-Za-z ]{6,26}"
    CHECK_SHAPE = rf"[2-7][0-9]{{14}}{shapes.FLOAT}|89[0-9]{{4}}[0-9A-Za-z]{{12}}[0-9A-Za-z]{{1,2}}"
    STOP = shapes.NOTHING
    HEADERS = ("ICCID", "imsi", "SIM卡号")
    GENUINE = ("460001234567890", "89860012345678901234", "898600A1234567890123")
    IMPOSTORS = ("1234567", "SIM", "13800138000", "-")
    SHOWN = 3
