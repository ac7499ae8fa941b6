"""Personal name in Latin letters (外文或拼音姓名).

Two words at least, each with a capital: one word may be a name, a product or a city.

Source: GB/T 28039-2011 for names in pinyin.
"""

from __future__ import annotations

from recognizers.by_header import HeaderRecognizer

_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_LETTER = "[A-Za-zÀ-ÖØ-öø-ɏ'’-]"
_PARTICLE = "(?:(?:de|da|di|del|della|der|den|du|van|von|vom|zu|la|le|bin|bint|ibn|al|el|y) )*"


class PersonRecognizer(HeaderRecognizer):
    """Recognize names in Latin letters in a column that announces them."""

    ENTITY = "PERSON"
    TITLE = "Personal name (Latin letters)"
    TITLE_ZH = "外文或拼音姓名"
    COUNTRY_CODE = None
    SOURCE = "GB/T 28039-2011"
    SHAPE = "[A-Za-zÀ-ÖØ-öø-ɏ][A-Za-zÀ-ÖØ-öø-ɏ .,'’-]+"
    CHECK_SHAPE = rf"{_CAPITAL}{_LETTER}*\.?(?:(?: |, ?){_PARTICLE}{_CAPITAL}{_LETTER}*\.?)+"
    STOP = frozenset(
        ("Not Available", "Not Applicable", "No Name", "Test User", "N/A", "Unknown User")
    )
    HEADERS = ("full_name", "contact_name", "first_name", "姓名")
    GENUINE = (
        *("Zhang San", "ZHANG, SAN", "Zhang,San", "Mary-Ann O'Neil", "John F. Smith"),
        *("José García", "Ludwig van Beethoven", "Mr. John Smith"),
    )
    IMPOSTORS = ("iphone case", "Apple", "A123", "Not Available", "王小明", "Building 5")
