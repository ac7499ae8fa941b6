"""Bank card number in scientific notation (6.22848E+18): the issuer survives.

Source: number formats of ECMA-376, 18.8.30; ISO/IEC 7812-1.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class ScientificBankCardRecognizer(HeaderRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "SCIENTIFIC_CN_BANK_CARD"
    TITLE = "Card number as a spreadsheet rounds it"
    TITLE_ZH = "科学计数法的银行卡号"
    COUNTRY_CODE = "cn"
    SOURCE = "ECMA-376 18.8.30; ISO/IEC 7812-1"
    SHAPE = shapes.SAID
    CHECK_SHAPE = r"[3-9](?:\.[0-9]{1,17})?[Ee][+]?1[4-8]"
    STOP = shapes.NOTHING
    IN_TEXT = False
    HEADERS = ("银行卡号", "bank_card_no")
    GENUINE = ("6.22848E+18", "6.2258800000000E+15")
    IMPOSTORS = ("6228480402564890018", "6.2E+10", "-")
