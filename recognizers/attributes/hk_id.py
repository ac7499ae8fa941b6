"""Hong Kong identity card number (香港身份证号码).

Source: Registration of Persons Ordinance, Cap. 177; test numbers of its check digit.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class HkIdRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "HK_ID"
    TITLE = "Hong Kong identity card number"
    TITLE_ZH = "香港身份证号码"
    COUNTRY_CODE = "hk"
    SOURCE = "Registration of Persons Ordinance, Cap. 177"
    SHAPE = "[0-9A-Za-z()（） ]{6,14}"
    CHECK_SHAPE = "[A-Za-z]{1,2} ?[0-9]{6} ?[(（]?[0-9Aa][)）]?"
    STOP = shapes.NOTHING
    HEADERS = ("香港身份证", "hkid", "hk_id")
    GENUINE = ("A123456(3)", "AB987654(3)", "G123456A", "A123456（3）")
    IMPOSTORS = ("A12345", "1234567", "香港")
    SHOWN = 2
