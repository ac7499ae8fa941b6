"""Resident ID number in scientific notation (4.40301E+17), as spreadsheets save it.

The area survives; with all fifteen digits the date of birth as well.

Source: GB 11643-1999; number formats of ECMA-376, 18.8.30.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class ScientificResidentIdRecognizer(HeaderRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "SCIENTIFIC_CN_RESIDENT_ID"
    TITLE = "Resident ID number as a spreadsheet rounds it"
    TITLE_ZH = "科学计数法的身份证号码"
    COUNTRY_CODE = "cn"
    SOURCE = "ECMA-376 18.8.30; GB 11643-1999"
    SHAPE = shapes.SAID
    CHECK_SHAPE = r"[1-8](?:\.[0-9]{1,16})?[Ee][+]?17"
    STOP = shapes.NOTHING
    IN_TEXT = False
    HEADERS = ("身份证号", "id_card")
    GENUINE = ("4.40301E+17", "1.10105194912310E+17", "4.4e17")
    IMPOSTORS = ("440301199003070019", "9.40301E+17", "4.40301E+16", "-")
