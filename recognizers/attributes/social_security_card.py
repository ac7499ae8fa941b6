"""Number of a social security card (社保卡号): local, and new with every new card.

A letter and eight digits in many places, nine to twelve digits or the bank card's nineteen in
others; the person's own number is that of the resident ID.

Source: 《社会保障卡规范》; JR/T 0025.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class SocialSecurityCardRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_SS_CARD_NO"
    TITLE = "Number of a social security card"
    TITLE_ZH = "社会保障卡号"
    SOURCE = "社会保障卡规范"
    SHAPE = "[0-9A-Za-z -]{4,24}"
    CHECK_SHAPE = (
        f"[A-Za-z][0-9]{{8}}|[A-Za-z][0-9]{{7}}[0-9A-Za-z]|[0-9]{{8,12}}{shapes.FLOAT}|[0-9]{{19}}|"
        f"{shapes.RESIDENT_ID}"
    )
    STOP = shapes.NOTHING
    HEADERS = ("社保卡号", "社会保障卡号", "sbkh")
    GENUINE = ("A12345678", "123456789", "6228480402564890018", "11010519491231002X")
    IMPOSTORS = ("1234", "社保", "A1234567", "-")
    SHOWN = 2
