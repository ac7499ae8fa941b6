"""Social security number (社会保障号码): that of the resident ID.

Some places go on with numbers of their own (个人编号, 电脑号); cards have others again
(``social_security_card``), and so has medical insurance (``medical_insurance``).

Source: 《社会保险法》第58条; GB 11643-1999.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class SocialSecurityRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_SOCIAL_SECURITY_NO"
    TITLE = "Social security number"
    TITLE_ZH = "社会保障号码"
    SOURCE = "《社会保险法》第58条; GB 11643-1999"
    SHAPE = "[0-9A-Za-z -]{4,24}"
    CHECK_SHAPE = (
        f"{shapes.RESIDENT_ID}|[A-Za-z]?[0-9]{{8,12}}|[A-Za-z][0-9]{{7}}[A-Za-z]|[0-9]{{15}}|"
        "[0-9]{19}"
    )
    STOP = shapes.NOTHING
    HEADERS = ("社保号", "参保号", "社会保障号码", "ssn")
    GENUINE = ("11010519491231002X", "A12345678", "0012345678")
    IMPOSTORS = ("1234", "社保", "北京", "-")
    SHOWN = 2
