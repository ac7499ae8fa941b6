"""Resident identity card number, 18 signs (居民身份证号码).

Any county code of a known province passes: development zones number people under codes
of their own that no list has.  Nobody has the sequence 000: four zeros at the end are what a
spreadsheet leaves.  A listed code adds to the score, unless it had ended
before its bearer was born.  When a code began is no test: codes are given at
registration, not at birth.  A pupil's number is G, or L for a while, and the ID number.

Source: GB 11643-1999; GB/T 2260; identity cards by the law of 2003; 《中小学生学籍管理办法》
(教基一〔2013〕7号).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums, dates, words
from recognizers.arrays import SHAPED, VALID
from recognizers.cn import divisions, gb11643
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.compiled import compiled, telling
from recognizers.facts import ROUNDED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recognizers.arrays import Bytes, Mask, Scores

PERMIT_AREAS = (810_000, 820_000, 830_000)  # 港澳台居民居住证, not resident ID cards
KNOWN_COUNTY = 0.1
COUNTY_ENDED = -0.1
_AREA_ENDS, _BIRTH_ENDS = 6, 14  # places in the number
_PUPIL, _PUPILS = gb11643.WIDTH + 1, "GgLl"  # width of a pupil's number, what it begins with


class CnResidentIdRecognizer(gb11643.CitizenNumberRecognizer):
    """Recognize resident ID numbers by province, date of birth and check sign."""

    ENTITY = "CN_RESIDENT_ID"
    TITLE = "Resident identity card number (18)"
    TITLE_ZH = "居民身份证号码（18位）"
    SOURCE = "GB 11643-1999"
    LENGTHS = (gb11643.WIDTH, _PUPIL)
    HEADS = f"{gb11643.CitizenNumberRecognizer.HEADS}{_PUPILS}"
    PLAIN = f"[{_PUPILS}]?{gb11643.CitizenNumberRecognizer.PLAIN}"
    CONTEXT = (
        *("身份证", "身份号码", "公民身份", "证件", "证号", "户口", "户籍", "实名", "身份核验"),
        *("二代证", "id card", "identity", "resident id", "citizen id", "id no", "national id"),
        *("学籍", "id number", "cert no", "certificate no", "kyc", "real-name"),
        *("sfzh", "sfzhm", "sfzjh", "gmsfhm", "zjhm"),
    )
    NEGATIVE = ORDER_WORDS
    GENUINE = (
        "11010519491231002X",
        "11010519491231002x",
        "440301199003070019",
        "110111197001010019",
        "110105 19491231 002X",
        "110105-19491231-002X",
        "110105 1949 1231 002X",
        "11010519491231002×",
        "11010519491231002Χ",
        "111111194912310028",
        "G11010519491231002X",  # a pupil's
        "l11010519491231002x",
    )
    IMPOSTORS = (
        "110105194912310021",  # wrong check sign
        "110105194902300020",  # 30 February
        "161105194912310022",  # no such province
        "110105189912310015",  # over 120 years of age
        "810000199001010019",  # a residence permit
        "932682198501010017",  # a foreigner's card
        "110105 19491231-002X",  # separators at odds
        "110105\n19491231\n002X",
        "A11010519491231002X",
        "G110105194912310021",
        "440301199003070000",  # cut to 15 digits, and passes by luck
        "11010519491231002X1",
        "1101051949123100",
        "20261123101500123X",  # an order number by date
    )

    def compact(self, text: str) -> str:
        """Return the 18 signs, upper case: of a pupil's number those of the ID."""
        return super().compact(text)[-gb11643.WIDTH :]

    def heads(self, length: int) -> str:
        """Return a pupil's letters for their length, else the digits."""
        return _PUPILS if length == _PUPIL else gb11643.CitizenNumberRecognizer.HEADS

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are 17 digits and a digit or X, after what a pupil's number begins with."""
        numbers, good = _numbers(values)
        shaped, normal = super().plain(numbers)
        return shaped & good, normal

    def is_ours(self, values: Bytes) -> Mask:
        """Tell which begin with a province, are no residence permit and have not lost their end."""
        numbered = (values[:, _BIRTH_ENDS : gb11643.WIDTH] != ord("0")).any(axis=1)
        return np.asarray(_areas()[gb11643.areas(values)] & numbered)

    def tell(self, values: Bytes) -> tuple[Bytes, Bytes]:
        """Tell all at once, in one loop."""
        numbers, good = _numbers(values)
        normal = gb11643.with_upper_x(numbers)
        told = _told(normal, _areas(), dates.lifetime())
        return (told if numbers is values else told * good), normal

    def facts(self, values: Bytes, today: str) -> dict[str, Mask]:
        """Tell also which end as a damaged number does, and may pass by luck."""
        return {**super().facts(values, today), ROUNDED: gb11643.is_rounded(values)}

    def bonus(self, values: Bytes) -> Scores:
        """Add for a listed county code, take for one that ended before the birth."""
        return _bonus(values, divisions.last_years())


def _numbers(values: Bytes) -> tuple[Bytes, Mask | bool]:
    """Return the ID numbers, and which of them nothing but a pupil's letter stands before."""
    if values.shape[1] != _PUPIL:
        return values, True
    return np.ascontiguousarray(values[:, 1:]), np.isin(values[:, 0], list(_PUPILS.encode()))


@cache
def _areas() -> NDArray[np.bool_]:
    """Return by six-digit code which areas may be a resident's: (1_000_000,)."""
    areas = np.repeat(divisions.provinces()[:100], 10_000)
    areas[list(PERMIT_AREAS)] = False
    return areas


@compiled
def _bonus(values: Bytes, last_years: NDArray[np.int16]) -> Scores:
    bonus = np.zeros(len(values))
    for row in range(len(values) if values.shape[1] >= _BIRTH_ENDS else 0):
        area = words.number(words.load(values[row], 0)) // 100
        year = words.number(words.load(values[row], _AREA_ENDS)) // 10_000
        last_year = last_years[area if 0 <= area < len(last_years) else 0]
        if last_year != divisions.UNKNOWN:
            bonus[row] = COUNTY_ENDED if last_year < year else KNOWN_COUNTY
    return bonus


@telling
def _told(told: Bytes, values: Bytes, areas: NDArray[np.bool_], lifetime: tuple[int, int]) -> None:
    for row in range(len(values)):
        value, last = values[row], values[row, gb11643.WIDTH - 2] - ord("0")
        head, middle = words.load(value, 0), words.load(value, words.WORD)
        check = checksums.digit_or_x(value[gb11643.WIDTH - 1])
        if words.no_digit(head) | words.no_digit(middle) or not 0 <= last < checksums.TEN:
            continue
        if check < 0:
            continue
        told[row] = SHAPED
        total = words.weighted(head, _HEAD) + words.weighted(middle, _MIDDLE) + 2 * last + check
        first, second = words.number(head), words.number(middle)
        birth = first % 100 * 1_000_000 + second // 100
        holds = total % 11 == 1 and (second % 100 > 0 or last > 0 or check > 0)
        if holds and areas[first // 100] and dates.is_day(birth, *lifetime):
            told[row] = VALID


# Weights of MOD 11-2, of the first eight signs and the next eight.
_HEAD, _MIDDLE = words.weights((7, 9, 10, 5, 8, 4, 2, 1)), words.weights((6, 3, 7, 9, 10, 5, 8, 4))
