"""Check digits, one definition each, over arrays; a scalar is an array of one.

All take ``(n, width)`` matrices of ASCII bytes, where shorter values are padded with
zero bytes on the right, and return a mask of what passes.  Any byte is allowed in:
what is not of the alphabet does not pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import compiled, inner, telling

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Mask = NDArray[np.bool_]

ZERO, LETTER_X = ord("0"), ord("X")
TEN = 10  # what X stands for
_NONE = 255  # of an alphabet table: not a sign of it
_LOW_FOURS = np.uint64(0x0F0F0F0F0F0F0F0F)
_EVENS = np.uint64(0x00FF00FF00FF00FF)  # every second byte, the first included
_FIVE_TO_TOP = np.uint64(0x7B7B7B7B7B7B7B7B)  # lifts five and more to the highest bit


def luhn(values: Bytes) -> Mask:
    """Tell which runs of digits, of any length, pass the Luhn check (ISO/IEC 7812-1)."""
    return _luhn(values).view(np.bool_)


def mod_11_2(values: Bytes) -> Mask:
    """Tell which rows of digits, the last one a digit or X, pass ISO 7064 MOD 11-2."""
    return _mod_11_2(values)


def mod_11_10(values: Bytes) -> Mask:
    """Tell which rows of digits pass ISO 7064 MOD 11,10 (GB/T 17710-1999)."""
    return _mod_11_10(values)


def mod_31(values: Bytes) -> Mask:
    """Tell which unified social credit codes pass their check sign (GB 32100-2015)."""
    weights = [pow(3, place, 31) for place in range(values.shape[1] - 1)]
    return _weighted(values, _MOD_31, np.array([*weights, 1]), 31)


def gb_11714(values: Bytes) -> Mask:
    """Tell which organisation codes, eight signs and a digit or X, pass (GB 11714-1997)."""
    return _gb_11714(values, _BASE_36, _GB_11714_WEIGHTS)


def mod_97(values: Bytes) -> Mask:
    """Tell which IBANs, of any length, pass ISO 7064 MOD 97-10 (ISO 13616-1)."""
    return _mod_97(values, _BASE_36)


def is_digits(values: Bytes) -> Mask:
    """Tell which rows hold nothing but ASCII digits."""
    return _is_digits(values).view(np.bool_)


def number(values: Bytes, start: int, stop: int) -> NDArray[np.int64]:
    """Return columns [start, stop) read as decimal numbers; any figure if not digits."""
    return _number(values, start, stop)


def lengths(values: Bytes) -> NDArray[np.uint8]:
    """Return how many signs each row has before its padding."""
    return _lengths(values)


@inner
def _length(value: Bytes) -> int:
    """Return how many signs a value has before its padding."""
    length = len(value)
    while length and not value[length - 1]:
        length -= 1
    return length


@inner
def _digit(sign: int) -> int:
    """Return the value of a digit; negative or over nine where it is none."""
    return sign - ZERO


@inner
def digit_or_x(sign: int) -> int:
    """Return the value of a check sign; -1 where it is none."""
    if sign == LETTER_X:
        return TEN
    return sign - ZERO if 0 <= sign - ZERO < TEN else -1


@telling
def _luhn(passed: Bytes, values: Bytes) -> None:
    for row in range(len(values)):
        width = _length(values[row])
        digits = all_digits(values[row], width)
        passed[row] = digits and width > 1 and luhn_total(values[row], width) % 10 == 0


@inner
def luhn_total(value: Bytes, width: int) -> int:
    """Return the Luhn sum of a run of ASCII digits, eight at a time."""
    total, place = 0, 0
    doubled = _EVENS if width % 2 == 0 else ~_EVENS  # every second digit from the right
    while place + words.WORD <= width:
        digits = words.load(value, place) & _LOW_FOURS
        above_four = (digits + _FIVE_TO_TOP) >> np.uint64(7) & words.ONES
        both = digits + (digits & doubled) - (above_four & doubled) * np.uint64(9)
        total += int((both * words.ONES) >> np.uint64(56))
        place += words.WORD
    while place < width:
        digit = _digit(int(value[place]))
        if (width - place) % 2 == 0:
            digit = 2 * digit - (9 if digit > 4 else 0)  # noqa: PLR2004 -- two digits
        total += digit
        place += 1
    return total


@inner
def all_digits(value: Bytes, width: int) -> bool:
    """Tell whether the first signs of a value are ASCII digits; what is looked at may overlap."""
    if width >= words.HALF:
        good = words.digits_only(value, 0) & words.digits_only(value, width - words.HALF)
        for place in range(words.HALF, width - words.HALF, words.HALF):
            good &= words.digits_only(value, place)
        return good
    if width >= words.WORD:
        first, last = words.load(value, 0), words.load(value, width - words.WORD)
        return not (words.no_digit(first) | words.no_digit(last))
    others = False
    for place in range(width):
        others |= not 0 <= _digit(int(value[place])) < TEN
    return not others


@compiled
def _mod_11_2(values: Bytes) -> Mask:
    passed = np.zeros(len(values), np.bool_)
    last = values.shape[1] - 1
    for row in range(len(values)):
        total, good = 0, True
        for place in range(last):  # Horner's scheme for the powers of two
            digit = _digit(values[row, place])
            good &= 0 <= digit < TEN
            total = (total + digit) * 2
            if place % 32 == 31:  # noqa: PLR2004 -- before it could overflow
                total %= 11
        check = digit_or_x(values[row, last])
        passed[row] = good and check >= 0 and (total + check) % 11 == 1
    return passed


@compiled
def _mod_11_10(values: Bytes) -> Mask:
    passed = np.zeros(len(values), np.bool_)
    last = values.shape[1] - 1
    for row in range(len(values)):
        product, good = 10, 0 <= _digit(values[row, last]) < TEN
        for place in range(last):
            digit = _digit(values[row, place])
            good &= 0 <= digit < TEN
            total = (product + digit) % 10
            product = (total or 10) * 2 % 11
        passed[row] = good and (product + _digit(values[row, last])) % 10 == 1
    return passed


@compiled
def _weighted(values: Bytes, alphabet: Bytes, weights: NDArray[np.int64], modulus: int) -> Mask:
    """Tell which rows are of an alphabet, with a weighted sum that the modulus divides."""
    passed = np.zeros(len(values), np.bool_)
    for row in range(len(values)):
        total, good = 0, True
        for place in range(len(weights)):
            sign = alphabet[values[row, place]]
            good &= sign != _NONE
            total += sign * weights[place]
        passed[row] = good and total % modulus == 0
    return passed


@compiled
def _gb_11714(values: Bytes, alphabet: Bytes, weights: NDArray[np.int64]) -> Mask:
    passed = np.zeros(len(values), np.bool_)
    for row in range(len(values)):
        total, good = 0, True
        for place in range(len(weights)):
            sign = alphabet[values[row, place]]
            good &= sign != _NONE
            total += sign * weights[place]
        check = digit_or_x(values[row, len(weights)])
        passed[row] = good and check >= 0 and (total + check) % 11 == 0
    return passed


@compiled
def _mod_97(values: Bytes, alphabet: Bytes) -> Mask:
    passed = np.zeros(len(values), np.bool_)
    width = values.shape[1]
    for row in range(len(values)):
        rest, good = 0, True
        for turn in range(width):  # the first four signs come last
            sign = values[row, (turn + 4) % width if width > 4 else turn]  # noqa: PLR2004
            if not sign:
                continue
            value = alphabet[sign]
            good &= value != _NONE
            rest = (rest * (10 if value < TEN else 100) + value) % 97
        passed[row] = good and rest == 1
    return passed


@telling
def _is_digits(good: Bytes, values: Bytes) -> None:
    for row in range(len(values)):
        good[row] = all_digits(values[row], values.shape[1])


@compiled
def _number(values: Bytes, start: int, stop: int) -> NDArray[np.int64]:
    numbers = np.empty(len(values), np.int64)
    is_word = stop - start == words.WORD
    for row in range(len(values)):
        if is_word:
            numbers[row] = words.number(words.load(values[row], start))
            continue
        total = 0
        for place in range(start, stop):
            total = total * 10 + _digit(values[row, place])
        numbers[row] = total
    return numbers


@compiled
def _lengths(values: Bytes) -> NDArray[np.uint8]:
    counts = np.empty(len(values), np.uint8)
    for row in range(len(values)):
        counts[row] = _length(values[row])
    return counts


def _table(signs: str) -> Bytes:
    """Return the value of every byte in an alphabet."""
    table = np.full(256, _NONE, np.uint8)
    table[list(signs.encode())] = np.arange(len(signs))
    return table


_BASE_36 = _table("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_MOD_31 = _table("0123456789ABCDEFGHJKLMNPQRTUWXY")
_GB_11714_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2])
