"""Taiwan identity or residence number (台湾身份证, 居留证).

A letter for the place, 1 or 2 for citizens, 8 and 9 (before 2021: A to D) for residents.

Source: Taiwan Household Registration Act.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class TwIdRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "TW_NATIONAL_ID"
    TITLE = "Taiwan identity or residence number"
    TITLE_ZH = "台湾身份证或居留证号码"
    COUNTRY_CODE = "tw"
    SOURCE = "Taiwan Household Registration Act; residence numbers of 2021"
    SHAPE = "[0-9A-Za-z]{6,12}"
    CHECK_SHAPE = "[A-Za-z][1289A-Da-d][0-9]{8}"
    STOP = shapes.NOTHING
    HEADERS = ("台湾身份证", "身分證字號", "tw_id")
    GENUINE = ("A123456789", "A800000014", "FA12345689")
    IMPOSTORS = ("A323456789", "12345678", "台湾")
    SHOWN = 2
