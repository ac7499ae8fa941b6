"""SIM card identifier: the subscriber's (IMSI) and the card's (ICCID).

Those of mainland operators (460..., 8986...) have recognizers of their own.

Source: ITU-T E.118 and E.212.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class SimIdRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "IMSI_ICCID"
    TITLE = "SIM card identifier, foreign or in groups"
    TITLE_ZH = "境外或分组书写的 SIM 卡标识"
    COUNTRY_CODE = None
    SOURCE = "ITU-T E.118, E.212"
    SHAPE = "[0-9A-Za-z ]{6,26}"
    CHECK_SHAPE = (
        rf"(?:[235-7][0-9]{{2}}|4[0-57-9][0-9]|46[1-9])[0-9]{{12}}{shapes.FLOAT}|"
        "89(?:[0-79][0-9]|8[0-57-9])[0-9]{2}[0-9A-Za-z]{12,14}|8986(?: [0-9A-Za-z]{4}){4}"
    )
    STOP = shapes.NOTHING
    HEADERS = ("ICCID", "imsi", "SIM卡号")
    GENUINE = ("454061234567890", "8985200012345678901", "8986 0012 3456 7890 1234")
    IMPOSTORS = ("1234567", "SIM", "13800138000", "460001234567890", "-")
    SHOWN = 3
