"""Social security or medical insurance number (社会保障号, 医保号).

The national number is that of the resident ID; cards and insurers' numbers are local.

Source: 社会保障卡规范; GB 11643-1999.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class SocialSecurityRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_SOCIAL_SECURITY_NO"
    TITLE = "Social security or medical insurance number"
    TITLE_ZH = "社会保障或医保号"
    SOURCE = "社会保障卡规范; GB 11643-1999"
    SHAPE = "[0-9A-Za-z -]{4,24}"
    CHECK_SHAPE = (
        f"{shapes.RESIDENT_ID}|[A-Za-z]?[0-9]{{8,12}}|[A-Za-z][0-9]{{7}}[A-Za-z]|[0-9]{{15}}|"
        "[0-9]{19}"
    )
    STOP = shapes.NOTHING
    HEADERS = ("社保号", "医保卡号", "社会保障号码", "ssn")
    GENUINE = ("11010519491231002X", "A12345678", "0012345678")
    IMPOSTORS = ("1234", "社保", "北京", "-")
    SHOWN = 2
