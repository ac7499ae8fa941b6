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

from recognizers import checksums, dates
from recognizers.base import ProvenRecognizer
from recognizers.cn import divisions, gb11643
from recognizers.cn.gb11643 import KEPT, LEAST_SPACING
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.compiled import compiled
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
        return _is_shaped(normal, _DIGIT), normal

    def may_pass(self, values: Bytes) -> Mask:
        """Tell which have a letter inside, or end as a multiple of 16 does in any such number."""
        return _may_be_damaged(values)

    def passes(self, values: Bytes) -> Mask:
        """Tell which have an area, a date of birth and a trace of damage."""
        good = gb11643.is_wide(values)
        if not good.any():
            return good
        signs = values[:, : gb11643.WIDTH]
        repaired = np.column_stack([_DIGIT[signs[:, :-1]], signs[:, -1]])
        misread = (repaired != signs).sum(axis=1)
        provinces = divisions.provinces()[gb11643.areas(repaired) // 10_000]
        good &= provinces & dates.is_real(gb11643.births(repaired))
        was_given = checksums.number(repaired, 14, 17) != 0
        passing = checksums.mod_11_2(repaired) & was_given
        is_cut = (misread == 0) & ~passing & gb11643.is_rounded(signs)
        good &= is_cut | ((misread == 1) & passing)
        return good


@compiled
def _is_shaped(values: Bytes, digit: Bytes) -> Mask:
    shaped = np.zeros(len(values), np.bool_)
    last = values.shape[1] - 1
    for row in range(len(values)):
        first = digit[values[row, 0]]
        wrong = not ord("1") <= first <= ord("8")
        for place in range(last):
            wrong |= not ord("0") <= digit[values[row, place]] <= ord("9")
        sign = values[row, last]
        shaped[row] = not wrong and (ord("0") <= sign <= ord("9") or sign == checksums.LETTER_X)
    return shaped


@compiled
def _may_be_damaged(values: Bytes) -> Mask:
    may = np.zeros(len(values), np.bool_)
    for row in range(len(values)):
        number, has_letter = 0, False
        for place in range(values.shape[1]):
            number = number * 10 + values[row, place] - ord("0")
            has_letter |= values[row, place] > ord("9")
        may[row] = has_letter or number % LEAST_SPACING == 0 or number % KEPT == 0
    return may
