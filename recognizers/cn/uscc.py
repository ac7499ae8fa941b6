"""Unified social credit code of organisations (统一社会信用代码).

Registration department (1), type (1), area (6), organisation code (9, with a check sign of
its own), check sign (1).  No personal information, but for individual traders (92...).

Codes that people made up hold the check sign they were told of, the last one; so may one
whose organisation code was never certified.  With a letter in it such a code counts, for
less; one of digits alone must hold both, since every thirtieth number holds one.

Source: GB 32100-2015; GB 11714-1997.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums, words
from recognizers.arrays import SHAPED, VALID, taken
from recognizers.base import ProvenRecognizer
from recognizers.cn import gb11643
from recognizers.cn.resident_id import CnResidentIdRecognizer
from recognizers.compiled import inner, telling
from recognizers.signs import in_capitals

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask, Scores

# Department and type, as far as they are given out.
TYPES = (
    *("11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39", "41", "49"),
    *("51", "52", "53", "59", "61", "62", "69", "71", "72", "79", "81", "89", "91", "92", "93"),
    *("A1", "A9", "N1", "N2", "N3", "N9", "Y1"),
)
_TYPE_ENDS, _AREA_ENDS = 2, 8  # an area is made of digits
_NONE = 255  # no sign of the alphabet
_MAY_PASS = 3  # beside ``SHAPED`` and ``VALID``
UNCERTIFIED = -0.25  # the organisation code inside does not hold
_SIGN = "[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]"


class CnUsccRecognizer(ProvenRecognizer):
    """Recognize unified social credit codes by their two check signs."""

    ENTITY = "CN_USCC"
    TITLE = "Unified social credit code"
    TITLE_ZH = "统一社会信用代码"
    SOURCE = "GB 32100-2015"
    LENGTHS = (gb11643.WIDTH,)
    HEADS = "123456789AaNnYy"
    PLAIN = (
        f"(?:1[1239]|2[19]|3[1-59]|4[19]|5[1239]|6[129]|7[129]|8[19]|9[1-3]|[Aa][19]|[Nn][1239]|[Yy]1)"
        f"[0-9]{{6}}{_SIGN}{{10}}"
    )
    PLAIN_SCORE = 0.8
    CONTEXT = (
        *("统一社会信用代码", "信用代码", "税号", "纳税人识别号", "营业执照", "企业", "公司"),
        *("uscc", "credit code", "tax id", "business license"),
    )
    NEGATIVE = ("身份证",)
    GENUINE = (
        *("91350100M000100Y43", "91110000600037341L", "91350100m000100y43"),
        *(
            "913101011000018440",
            "A1110000M000100Y4Y",
            "N2110101M000100Y43",
            "Y1110000M000100Y4A",
            "91350100M000100Y56",
        ),
    )
    IMPOSTORS = (
        "91350100M000100Y44",  # wrong check sign
        "913101011000018453",  # digits alone, and a wrong organisation code
        "91350100O000100Y43",  # a letter that is not used
        "9135010M000100Y43",
        "91350100M000100Y431",
        "11010519491231002X",
        "510104198504112602",  # passes both checks here, and as a resident's number
    )
    CHECK = "MOD 31"
    CHANCE = 1 / 31
    SHOWN = 3

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which have a given-out type, an area and signs of the alphabet."""
        normal = in_capitals(values)
        return _told(normal, _TYPED, _NUMBERS) != 0, normal

    def tell(self, values: Bytes) -> tuple[Bytes, Bytes]:
        """Tell what has a wrong last sign in one loop."""
        normal = in_capitals(values)
        told = _told(normal, _TYPED, _NUMBERS)
        rows = np.flatnonzero(told == _MAY_PASS)
        if len(rows):
            told[rows] = np.where(_is_no_resident(taken(normal, rows)), VALID, SHAPED)
        return told, normal

    def passes(self, values: Bytes) -> Mask:
        """Tell which pass their check signs and are no resident's number."""
        good = gb11643.is_wide(values)
        for check in (_is_typed, _is_telling, checksums.mod_31, _is_no_resident):
            rows = np.flatnonzero(good)
            if len(rows):  # each check sees what the ones before left, the cheap ones first
                good[rows] = check(values[rows, : gb11643.WIDTH])
        return good

    def bonus(self, values: Bytes) -> Scores:
        """Take from what holds no organisation code."""
        return np.where(_is_organisation(_widened(values)), 0.0, UNCERTIFIED)

    def facts(self, values: Bytes, today: str) -> dict[str, Mask]:
        """Tell which belong to an individual trader, who is a person."""
        del today
        return {"individual_trader": (values[:, 0] == ord("9")) & (values[:, 1] == ord("2"))}


def _is_typed(values: Bytes) -> Mask:
    typed: Mask = _TYPED[values[:, 0].astype(np.uint16) << 8 | values[:, 1]]
    return typed


def _is_organisation(values: Bytes) -> Mask:
    return checksums.gb_11714(np.ascontiguousarray(values[:, 8:17]))


def _is_telling(values: Bytes) -> Mask:
    """Tell which hold an organisation code, or are more than digits."""
    telling = ~checksums.is_digits(values[:, _AREA_ENDS:])
    rows = np.flatnonzero(~telling)
    if len(rows):
        telling[rows] = _is_organisation(values[rows])
    return telling


@telling
def _told(told: Bytes, values: Bytes, typed: Mask, numbers: Bytes) -> None:
    """Tell which have the shape; ``_MAY_PASS`` is what a resident's number could be, too.

    What begins with the area of a resident's number may be typed or not, which nobody can
    guess: of digits it is asked last, and without a jump.
    """
    for row in range(len(values)):
        value, total = values[row], 0
        is_typed = typed[int(value[0]) * 256 + value[1]]
        if checksums.all_digits(value, gb11643.WIDTH - 1):
            total += words.weighted(words.load(value, 0), _HEAD)
            total += words.weighted(words.load(value, words.WORD), _MIDDLE)
            total += (int(value[gb11643.WIDTH - 2]) - ord("0")) * _LAST
        elif is_typed:
            total = _total(value, numbers)
        last = int(numbers[value[gb11643.WIDTH - 1]])
        if is_typed & (total >= 0) & (last != _NONE):
            passes = (total + last) % 31 == 0 and _tells(value)
            told[row] = _MAY_PASS if passes else SHAPED


@inner
def _tells(value: Bytes) -> bool:
    """Tell whether digits alone hold an organisation code; with a letter, nothing is asked."""
    if not checksums.all_digits(value[_AREA_ENDS:], gb11643.WIDTH - _AREA_ENDS):
        return True
    check = int(value[gb11643.WIDTH - 2]) - ord("0")
    return (words.weighted(words.load(value, _AREA_ENDS), _ORGANISATION) + check) % 11 == 0


@inner
def _total(value: Bytes, numbers: Bytes) -> int:
    """Return the weighted sum of all signs but the last; -1 if one has no place there."""
    total, wrong = 0, False
    for place in range(gb11643.WIDTH - 2, -1, -1):  # Horner's scheme for powers of three
        sign = value[place]
        wrong |= numbers[sign] == _NONE
        wrong |= _TYPE_ENDS <= place < _AREA_ENDS and sign > ord("9")
        total = total * 3 + int(numbers[sign])
    return -1 if wrong else total


def _widened(values: Bytes) -> Bytes:
    short = max(0, gb11643.WIDTH - values.shape[1])
    return np.pad(values, ((0, 0), (0, short))) if short else values


def _is_no_resident(values: Bytes) -> Mask:
    told, _ = _RESIDENTS.tell(values)
    others: Mask = told != VALID
    return others


_TYPED = np.zeros(1 << 16, np.bool_)
_TYPED[[int.from_bytes(head.encode()) for head in TYPES]] = True
_NUMBERS = np.full(256, _NONE, np.uint8)
_NUMBERS[list(b"0123456789ABCDEFGHJKLMNPQRTUWXY")] = np.arange(31)
_RESIDENTS = CnResidentIdRecognizer()
# Powers of three by 31: of the first eight signs, the next eight, and one more.
_HEAD, _MIDDLE = (
    words.weights(tuple(pow(3, place, 31) for place in range(first, first + words.WORD)))
    for first in (0, words.WORD)
)
_ORGANISATION = words.weights((3, 7, 9, 10, 5, 8, 4, 2))  # of GB 11714
_LAST = pow(3, gb11643.WIDTH - 2, 31)
