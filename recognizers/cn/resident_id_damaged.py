"""Resident ID number that a spreadsheet, a float or a reader of images has damaged.

Excel keeps 15 digits, so its IDs end in 000; a 64-bit float keeps a multiple of 16 to 128.
Both lose the check sign, so a number is called damaged only if it fails, or if its sequence
is 000, which nobody has; area and date of birth survive.  A reader of images takes 0 for
O: one such letter at most, and the check sign must pass once it is a digit again.

Source: ECMA-376 18.3.1.96; IEEE 754-2019 (binary64); GB 11643-1999.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums, dates, words
from recognizers.arrays import SHAPED, VALID
from recognizers.base import ProvenRecognizer
from recognizers.cn import divisions, gb11643
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.compiled import inner, telling
from recognizers.signs import in_capitals

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

_MISREAD = dict(zip(b"OILSBZ", b"011582", strict=True))
_DIGIT = np.arange(256, dtype=np.uint8)
for _letter, _digit in _MISREAD.items():
    _DIGIT[[_letter, _letter | 0x20]] = _digit


class DamagedResidentIdRecognizer(ProvenRecognizer):
    """Recognize ID numbers whose end, or one sign, is lost."""

    ENTITY = "CN_RESIDENT_ID_DAMAGED"
    TITLE = "Resident ID number, damaged"
    TITLE_ZH = "受损的居民身份证号码"
    SOURCE = "GB 11643-1999; IEEE 754-2019"
    LENGTHS = (gb11643.WIDTH,)
    HEADS = "12345678LlIiSsBbZz"
    PLAIN = "[1-8IiLlSsBbZz][0-9OoIiLlSsBbZz]{16}[0-9Xx]"
    PLAIN_SCORE = 0.2
    CONTEXT = ("身份证", "身份号码", "证件号", "id card", "identity", "id no", "citizen id")
    NEGATIVE = ORDER_WORDS
    GENUINE = (
        "440301199003070000",  # Excel
        "440301199001011264",  # a float, once 440301199001011234
        "11O10519491231002X",  # an image
        "1101051949l231002X",
    )
    IMPOSTORS = (
        "11010519491231002X",  # nothing is lost
        "440301199013070000",  # month 13
        "990301199003070000",  # no such province
        "440301199003070011",  # wrong check sign, and no trace of damage
        "11O1O519491231002X",  # two letters
        "20240101120000000",
        "440301\n199003070000",
    )
    CHECK = "trace of damage"
    CHANCE = 1 / 16  # of numbers with an area and a date: the least multiple
    SHOWN = 2

    def compact(self, text: str) -> str:
        """Return the signs as they stand, upper case."""
        return text.upper()

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are digits, or letters that look like some, before a check sign."""
        normal = in_capitals(values)
        return _told(normal, _DIGIT, divisions.provinces(), dates.lifetime()) != 0, normal

    def tell(self, values: Bytes) -> tuple[Bytes, Bytes]:
        """Tell all at once, in one loop."""
        normal = in_capitals(values)
        return _told(normal, _DIGIT, divisions.provinces(), dates.lifetime()), normal

    def passes(self, values: Bytes) -> Mask:
        """Tell which have an area, a date of birth and a trace of damage."""
        good = gb11643.is_wide(values)
        if good.any():
            told = _told(values, _DIGIT, divisions.provinces(), dates.lifetime())
            good &= told == VALID
        return good


@telling
def _told(
    told: Bytes, values: Bytes, digit: Bytes, provinces: Mask, lifetime: tuple[int, int]
) -> None:
    last = gb11643.WIDTH - 1
    for row in range(len(values)):
        if _is_sound(values[row]):
            told[row] = SHAPED if ord("1") <= values[row, 0] <= ord("8") else 0
            continue
        wrong, misread, number, total = False, 0, 0, 0
        for place in range(last):
            sign = digit[values[row, place]]
            value = sign - ord("0")
            wrong |= not 0 <= value < checksums.TEN
            misread += sign != values[row, place]
            number = number * 10 + value
            total = (total + value) * 2  # MOD 11-2 by Horner's scheme
        check = checksums.digit_or_x(values[row, last])
        if wrong or check < 0 or not ord("1") <= digit[values[row, 0]] <= ord("8"):
            continue
        told[row] = SHAPED
        if misread > 1 or not provinces[number // 10**15]:
            continue
        holds = (total + check) % 11 == 1 and number % 1000 != 0
        is_cut = not holds and check < checksums.TEN and gb11643.is_kept(number * 10 + check)
        is_damaged = holds if misread else is_cut
        if is_damaged and dates.is_day(number // 1000 % 10**8, lifetime[0], lifetime[1]):
            told[row] = VALID


@inner
def _is_sound(value: Bytes) -> bool:
    """Tell whether all are digits, or X at the end, that no rounding has left.

    The last four tell; rounding leaves no X.
    """
    if not checksums.all_digits(value, gb11643.WIDTH - 1):
        return False
    if value[gb11643.WIDTH - 1] == checksums.LETTER_X:
        return True
    if checksums.digit_or_x(value[gb11643.WIDTH - 1]) < 0:
        return False
    last = words.number(words.load(value, gb11643.WIDTH - words.WORD))
    return last % gb11643.LEAST_SPACING != 0 and last % gb11643.KEPT != 0
