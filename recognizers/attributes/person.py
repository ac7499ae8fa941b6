"""Personal name in Latin letters (外文或拼音姓名).

Two words at least, each with a capital: one word may be a name, a product or a city,
unless it is a common given name.  Under first_name or surname one word is what is asked for.

Source: GB/T 28039-2011 for names in pinyin; given names from Faker.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from recognizers import headers, tables
from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer
from recognizers.compiled import compiled, inner
from recognizers.facts import COMMON_GIVEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from recognizers.arrays import Bytes, Mask

# Names of columns that hold a part of a name.
PARTS = frozenset(
    "first_name last_name middle_name given_name family_name surname maiden_name forename"
    " fname lname 姓氏".split()
)
# Names of columns of names in pinyin: zhangsan is one.
PINYIN = frozenset("姓名拼音 拼音姓名 xmpy pinyin_name name_pinyin name_py".split())
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|"
    "ue|ve|a|o|e|i|u|v)"
)
_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_LETTER = "[A-Za-zÀ-ÖØ-öø-ɏ'’-]"
_PARTICLE = "(?:(?:de|da|di|del|della|der|den|du|van|von|vom|zu|la|le|bin|bint|ibn|al|el|y) )*"
_A, _Z, _BLANK, _COMMA = b"AZ ,"
_HEAD = 8  # letters of a given name that are looked at
_GIVEN = shapes.one_of(row["name"] for row in tables.rows("given_names"))
_NAMES = rf"{_CAPITAL}{_LETTER}*\.?(?:(?: |, ?){_PARTICLE}{_CAPITAL}{_LETTER}*\.?)+"
_WORD = rf"[A-Za-zÀ-ÖØ-öø-ɏ]{_LETTER}*\.?"  # of any case: databases often hold lower


class PersonRecognizer(HeaderRecognizer):
    """Recognize names in Latin letters in a column that announces them."""

    ENTITY = "PERSON"
    TITLE = "Personal name (Latin letters)"
    TITLE_ZH = "外文或拼音姓名"
    COUNTRY_CODE = None
    SOURCE = "GB/T 28039-2011"
    SHAPE = "[A-Za-zÀ-ÖØ-öø-ɏ][A-Za-zÀ-ÖØ-öø-ɏ .,'’-]+"
    CHECK_SHAPE = rf"{_NAMES}|{_GIVEN}"
    STOP = frozenset(
        ("Not Available", "Not Applicable", "No Name", "Test User", "N/A", "Unknown User")
    )
    TELLING = rf"(?:{_GIVEN}) (?:[A-Z]\.? )?{_CAPITAL}{_LETTER}+"
    BROAD = True
    TELLS = True
    HEADERS = ("full_name", "contact_name", "姓名")
    GENUINE = (
        *("Zhang San", "ZHANG, SAN", "Zhang,San", "Mary-Ann O'Neil", "John F. Smith"),
        *("José García", "Ludwig van Beethoven", "Mr. John Smith", "Jennifer"),
    )
    IMPOSTORS = ("iphone case", "Apple", "A123", "Not Available", "王小明", "Building 5")

    def under(self, names: Sequence[str]) -> HeaderRecognizer:
        """Return the recognizer of single words under surname ..., of two where no name tells."""
        if any(map(headers.is_unnamed, names)):
            return self._unnamed
        words = {hit.word for name in names for hit in headers.match(name)}
        if words & PINYIN:
            return self._in_pinyin
        return self._of_part if words & PARTS else self

    def facts(self, values: Bytes, today: str) -> dict[str, Mask]:
        """Tell whose first name is a common one: hardly any thing is called John Smith."""
        del today
        return {COMMON_GIVEN: np.isin(_first_words(values), _common())}

    @cached_property
    def _unnamed(self) -> PersonRecognizer:
        return _UnnamedRecognizer(self.supported_language, self.context, self.name)

    @cached_property
    def _in_pinyin(self) -> PersonRecognizer:
        return _PinyinRecognizer(self.supported_language, self.context, self.name)

    @cached_property
    def _of_part(self) -> PersonRecognizer:
        return _NamePartRecognizer(self.supported_language, self.context, self.name)


class _UnnamedRecognizer(PersonRecognizer):
    """Recognize two names or more where no column's name tells: how many are common decides."""

    SHAPE, CHECK_SHAPE = _NAMES, ""


class _NamePartRecognizer(PersonRecognizer):
    """Recognize a single word where the column's name asks for a part of a name."""

    CHECK_SHAPE = f"{PersonRecognizer.CHECK_SHAPE}|{_WORD}(?:[ -]{_WORD}){{0,4}}"
    STOP = PersonRecognizer.STOP | shapes.NOTHING | shapes.NO | PARTS


class _PinyinRecognizer(PersonRecognizer):
    """Recognize syllables of Mandarin, of any case, where the column's name asks for pinyin."""

    CHECK_SHAPE = f"{PersonRecognizer.CHECK_SHAPE}|(?i:{_SYLLABLE}(?:[ -]?{_SYLLABLE}){{1,4}})"


@cache
def _common() -> NDArray[np.uint64]:
    """Return the beginnings of common given names, as ``_first_words`` does."""
    names = {row["name"].encode().upper() for row in tables.rows("given_names")}
    return np.array([int.from_bytes(name[:_HEAD], "big") for name in names], np.uint64)


@compiled
def _first_words(values: Bytes) -> NDArray[np.uint64]:
    """Return the first letters of given names that have another beside them, as numbers; or 0.

    They come first, or after the comma that a surname ends with.
    """
    words = np.zeros(len(values), np.uint64)
    for row in range(len(values)):
        place = _after_comma(values[row])
        begin, word = place, np.uint64(0)
        while place < values.shape[1] and _A <= values[row, place] <= _Z:
            if place - begin < _HEAD:
                word = word << np.uint64(8) | np.uint64(values[row, place])
            place += 1
        goes_on = place < values.shape[1] and values[row, place] == _BLANK
        words[row] = word if begin or goes_on else np.uint64(0)
    return words


@inner
def _after_comma(value: Bytes) -> int:
    """Return where what follows the first comma begins, blanks apart; 0: there is none."""
    place = 0
    while place < len(value) and value[place] != _COMMA:
        place += 1
    if place == len(value):
        return 0
    place += 1
    while place < len(value) and value[place] == _BLANK:
        place += 1
    return place
