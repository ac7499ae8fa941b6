"""Expiry date of a payment card (卡有效期): month and year, as on the card.

Source: ISO/IEC 7813; JR/T 0171-2020.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer

_MONTH = "(?:0?[1-9]|1[0-2])"


class CardExpiryRecognizer(HiddenRecognizer):
    """Recognize months in a column that announces a card's end."""

    ENTITY = "CARD_EXPIRY"
    TITLE = "Card expiry date"
    TITLE_ZH = "银行卡有效期"
    COUNTRY_CODE = None
    SOURCE = "ISO/IEC 7813; JR/T 0171-2020"
    SHAPE = shapes.SAID
    CHECK_SHAPE = (
        f"{_MONTH} ?[/-] ?(?:20)?[2-4][0-9]|(?:20)?[2-4][0-9][/-]?(?:0[1-9]|1[0-2])|"
        f"(?:0[1-9]|1[0-2])[2-4][0-9]|20[2-4][0-9] ?年 ?{_MONTH} ?月"
    )
    STOP = shapes.NOTHING
    HEADERS = ("卡有效期", "信用卡有效期", "card_expiry")
    GENUINE = ("09/27", "0927", "2027-09", "09/2027", "2027年9月")
    IMPOSTORS = ("13/27", "长期", "-", "1999-01")
