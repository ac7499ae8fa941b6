"""Exit-entry permit for Hong Kong and Macao (往来港澳通行证).

Source: 国家移民管理局, 2018-12-10.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class ExitEntryPermitRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_EEP_HKM"
    TITLE = "Exit-entry permit for Hong Kong and Macao"
    TITLE_ZH = "往来港澳通行证号码"
    SOURCE = "国家移民管理局 2018-12-10"
    SHAPE = "[0-9A-Za-z]{6,12}"
    CHECK_SHAPE = "[CcWw][0-9]{8}|[Cc][A-HJ-NP-Za-hj-np-z][0-9]{7}"
    STOP = shapes.NOTHING
    HEADERS = ("港澳通行证号", "往来港澳通行证", "eep_no")
    GENUINE = ("C12345678", "CA1234567", "W12345678")
    IMPOSTORS = ("E12345678", "C1234567", "通行证")
    SHOWN = 2
