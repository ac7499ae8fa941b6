"""The citizen identification number (GB 11643-1999): what all its bearers share.

Area (6, GB/T 2260), date of birth (8), sequence (3; odd for men), check sign (0-9 or X).
Resident ID cards, residence permits and foreigners' cards carry numbers of this make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from recognizers import checksums, dates, words
from recognizers.arrays import taken
from recognizers.base import ProvenRecognizer
from recognizers.compiled import compiled, inner, telling

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

    Variant = tuple[str, str, float]  # name, expression, score

WIDTH = 18
PROTECTED_UNDER = 14  # years of age, PIPL Art. 31
KEPT = 1000  # what a number cut to 15 digits is a multiple of
_MANTISSA = 52  # bits of a 64-bit float, but for the leading one
LEAST_SPACING = 16  # of 64-bit floats as large as such a number

# The check sign X as other keyboards have it: multiplication sign, Greek and Cyrillic letters.
STRANGE_X = "×ΧχХх"
_TO_X = str.maketrans({**dict.fromkeys(STRANGE_X, "X"), " ": None, "-": None})


def variants(area: str, score: float) -> tuple[Variant, ...]:
    """Return the other ways to write a number whose area is of a form."""
    last = f"[0-9]{{3}}[0-9Xx{STRANGE_X}]"
    return (
        ("grouped by blanks", f"{area} [0-9]{{8}} {last}", score),
        ("grouped by hyphens", f"{area}-[0-9]{{8}}-{last}", score),
        ("date parted by blanks", f"{area} [0-9]{{4}} [0-9]{{4}} {last}", score),
        ("date parted by hyphens", f"{area}-[0-9]{{4}}-[0-9]{{4}}-{last}", score),
        ("other sign for X", f"{area}[0-9]{{11}}[{STRANGE_X}]", score),
    )


class CitizenNumberRecognizer(ProvenRecognizer):
    """Recognize 18 signs with a date of birth and a MOD 11-2 check sign."""

    LENGTHS: ClassVar[tuple[int, ...]] = (WIDTH,)
    PLAIN = "[0-9]{17}[0-9Xx]"
    PLAIN_SCORE = 0.75
    VARIANTS: ClassVar[tuple[Variant, ...]] = variants("[0-9]{6}", PLAIN_SCORE)
    CHECK = "MOD 11-2"
    CHANCE = 1 / 11
    SHOWN = 2

    def compact(self, text: str) -> str:
        """Return the 18 signs, upper case."""
        return text.translate(_TO_X).upper()

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are 17 digits and a digit or X; x becomes X."""
        normal = with_upper_x(values)
        return is_number(normal), normal

    def passes(self, values: Bytes) -> Mask:
        """Tell which have an area of ours, a real date of birth and the right check sign."""
        good = is_wide(values)
        if good.any():
            numbers = values[:, :WIDTH]
            good &= self.is_ours(numbers)
            rows = np.flatnonzero(good)
            good[rows] = holds(taken(numbers, rows))
        return good

    def is_ours(self, values: Bytes) -> Mask:
        """Tell which numbers begin as this document's do."""
        raise NotImplementedError

    def facts(self, values: Bytes, today: str) -> dict[str, Mask]:
        """Tell which bearers are children by law."""
        limit = dates.years_before(today, PROTECTED_UNDER)
        return {"under_14": births(values) > limit}


def is_wide(values: Bytes) -> Mask:
    """Tell which rows of a padded matrix are 18 signs long."""
    if values.shape[1] < WIDTH:
        return np.zeros(len(values), np.bool_)
    wide: Mask = values[:, WIDTH - 1] != 0
    return wide & ~values[:, WIDTH:].any(axis=1) if values.shape[1] > WIDTH else wide


def with_upper_x(values: Bytes) -> Bytes:
    """Return the rows with an X for a last small x; themselves if there is none."""
    if not _ends_in(values, ord("x")):
        return values
    normal = values.copy()
    normal[values[:, -1] == ord("x"), -1] = checksums.LETTER_X
    return normal


@inner
def _ends_in(values: Bytes, sign: int) -> bool:
    found = False
    for row in range(len(values)):
        found |= values[row, values.shape[1] - 1] == sign
    return found


def is_number(values: Bytes) -> Mask:
    """Tell which rows are digits before a last digit or X."""
    return _is_number(values)


def holds(values: Bytes) -> Mask:
    """Tell which 18-sign numbers have a real date of birth and the right check sign."""
    good = dates.is_real(births(values))
    rows = np.flatnonzero(good)
    good[rows] = checksums.mod_11_2(taken(values, rows))
    return good


@compiled
def _is_number(values: Bytes) -> Mask:
    good = np.empty(len(values), np.bool_)
    last = values.shape[1] - 1
    for row in range(len(values)):
        wrong = 0
        for place in range(last):
            wrong |= not ord("0") <= values[row, place] <= ord("9")
        sign = values[row, last]
        good[row] = not wrong and (ord("0") <= sign <= ord("9") or sign == ord("X"))
    return good


def births(values: Bytes) -> dates.Ints:
    """Return dates of birth as 19491231; any figure where there are no digits."""
    return checksums.number(values, 6, 14)


def areas(values: Bytes) -> dates.Ints:
    """Return division codes as 110105; 0 where there are no digits."""
    codes = checksums.number(values, 0, 6)
    return np.where((codes >= 0) & (codes < 10**6), codes, 0)


def is_rounded(values: Bytes) -> Mask:
    """Tell which rows are digits, a multiple of what Excel or a 64-bit float keeps."""
    return _is_rounded(values).view(np.bool_)


@telling
def _is_rounded(rounded: Bytes, values: Bytes) -> None:
    for row in range(len(values) if values.shape[1] >= WIDTH else 0):
        value = values[row]
        last = words.number(words.load(value, WIDTH - words.WORD))
        if last % LEAST_SPACING != 0 and last % KEPT != 0:  # 16 being a divisor of 10,000
            continue
        if checksums.all_digits(value, WIDTH):
            head, middle = words.load(value, 0), words.load(value, words.WORD)
            number = words.number(head) * 10**10 + words.number(middle) * 100 + last % 100
            rounded[row] = is_kept(number)


@inner
def is_kept(number: int) -> bool:
    """Tell whether 18 digits are a multiple of what Excel or a 64-bit float keeps."""
    if number % LEAST_SPACING != 0 and number % KEPT != 0:
        return False
    spacing = LEAST_SPACING
    while number >> _MANTISSA >= 2 * spacing:
        spacing *= 2
    return number % KEPT == 0 or number % spacing == 0
