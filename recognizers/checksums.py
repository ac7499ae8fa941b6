"""Check digits, one definition each, over arrays; a scalar is an array of one.

All take ``(n, width)`` matrices of ASCII bytes, where shorter values are padded with
zero bytes on the right, and return a mask of what passes.  Any byte is allowed in:
what is not of the alphabet does not pass.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Mask = NDArray[np.bool_]

ZERO, LETTER_X = ord("0"), ord("X")
NINE, TEN = np.uint8(9), np.uint8(10)  # X stands for ten
_NONE = 255  # of an alphabet table: not a sign of it
_BLOCK = 1 << 15  # rows whose columns a processor's cache holds


def _blockwise(check: Callable[[Bytes], Mask]) -> Callable[[Bytes], Mask]:
    """Check block by block, columns contiguous: each block stays in the cache."""

    @wraps(check)
    def checked(values: Bytes) -> Mask:
        passed = np.empty(len(values), np.bool_)
        for start in range(0, len(values), _BLOCK):
            block = values[start : start + _BLOCK]
            passed[start : start + _BLOCK] = check(np.ascontiguousarray(block.T).T)
        return passed

    return checked


@_blockwise
def luhn(values: Bytes) -> Mask:
    """Tell which runs of digits, of any length, pass the Luhn check (ISO/IEC 7812-1)."""
    signs = lengths(values)
    passed = np.zeros(len(values), np.bool_)
    for length in np.unique(signs[signs > 1]).tolist():
        rows = signs == length
        passed[rows] = _luhn(values[rows, :length])
    return passed


@_blockwise
def mod_11_2(values: Bytes) -> Mask:
    """Tell which rows of digits, the last one a digit or X, pass ISO 7064 MOD 11-2."""
    places = values.shape[1] - 1
    weights = [pow(2, places - place, 11) for place in range(places)]
    last = _digit_or_x(values[:, -1])
    total = _weighted(values, weights) + last + _offset(weights, 11)
    good: Mask = is_digits(values[:, :-1]) & (last <= TEN) & (total % 11 == 1)
    return good


@_blockwise
def mod_11_10(values: Bytes) -> Mask:
    """Tell which rows of digits pass ISO 7064 MOD 11,10 (GB/T 17710-1999)."""
    good = is_digits(values)
    product = np.full(len(values), TEN, np.uint8)
    for place in range(values.shape[1] - 1):
        total = (product + (values[:, place] - np.uint8(ZERO))) % TEN
        product = np.where(total == 0, TEN, total) * np.uint8(2) % np.uint8(11)
    good &= (product + (values[:, -1] - np.uint8(ZERO))) % TEN == 1
    return good


@_blockwise
def mod_31(values: Bytes) -> Mask:
    """Tell which unified social credit codes pass their check sign (GB 32100-2015)."""
    weights = [pow(3, place, 31) for place in range(values.shape[1] - 1)]
    total, good = _looked_up(values, _MOD_31, [*weights, 1])
    good &= total % 31 == 0
    return good


@_blockwise
def gb_11714(values: Bytes) -> Mask:
    """Tell which organisation codes, eight signs and a digit or X, pass (GB 11714-1997)."""
    total, good = _looked_up(values[:, :8], _BASE_36, (3, 7, 9, 10, 5, 8, 4, 2))
    last = _digit_or_x(values[:, 8])
    good &= (last <= TEN) & ((total + last) % 11 == 0)
    return good


@_blockwise
def mod_97(values: Bytes) -> Mask:
    """Tell which IBANs, of any length, pass ISO 7064 MOD 97-10 (ISO 13616-1)."""
    rest = np.zeros(len(values), np.uint16)
    good = np.ones(len(values), np.bool_)
    for place in (*range(4, values.shape[1]), *range(min(4, values.shape[1]))):
        column = values[:, place]
        value = _BASE_36[column].astype(np.uint16)
        is_padding = column == 0
        good &= is_padding | (value != _NONE)
        step = np.where(value <= NINE, np.uint16(10), np.uint16(100))
        rest = np.where(is_padding | (value == _NONE), rest, (rest * step + value) % 97)
    good &= rest == 1
    return good


@_blockwise
def is_digits(values: Bytes) -> Mask:
    """Tell which rows hold nothing but ASCII digits."""
    good = np.ones(len(values), np.bool_)
    for place in range(values.shape[1]):
        good &= values[:, place] - np.uint8(ZERO) <= NINE  # below zero wraps around
    return good


def number(values: Bytes, start: int, stop: int) -> NDArray[np.int64]:
    """Return columns [start, stop) read as decimal numbers; any figure if not digits."""
    numbers = np.empty(len(values), np.int64)
    for first in range(0, len(values), _BLOCK):
        columns = np.ascontiguousarray(values[first : first + _BLOCK, start:stop].T)
        total = np.zeros(columns.shape[1], np.int64)
        for column in columns:
            np.multiply(total, 10, out=total)
            np.add(total, column, out=total)
        numbers[first : first + _BLOCK] = total
    np.subtract(numbers, int("1" * (stop - start)) * ZERO, out=numbers)
    return numbers


def lengths(values: Bytes) -> NDArray[np.uint8]:
    """Return how many signs each row has before its padding."""
    counts = np.empty(len(values), np.uint8)
    for first in range(0, len(values), _BLOCK):
        columns = np.ascontiguousarray(values[first : first + _BLOCK].T)
        counts[first : first + _BLOCK] = (columns != 0).sum(axis=0, dtype=np.uint8)
    return counts


def _luhn(values: Bytes) -> Mask:
    """Tell which values without padding pass: every second digit from the right doubles."""
    width = values.shape[1]
    total = np.zeros(len(values), np.uint16)
    for place in range(width):
        digit = values[:, place] - np.uint8(ZERO)
        if (width - place) % 2 == 0:
            digit = digit * np.uint8(2) - NINE * (digit > NINE // np.uint8(2))
        total += digit
    good: Mask = is_digits(values) & (total % 10 == 0)
    return good


def _digit_or_x(signs: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the value of check signs; over ten where they are none."""
    return np.where(signs == LETTER_X, TEN, signs - np.uint8(ZERO))


def _weighted(values: Bytes, weights: Sequence[int]) -> NDArray[np.uint16]:
    """Return the sum of bytes times weights; at most 17 x 255 x 10 fits."""
    total = np.zeros(len(values), np.uint16)
    for place, weight in enumerate(weights):
        total += np.multiply(values[:, place], weight, dtype=np.uint16)
    return total


def _offset(weights: Sequence[int], modulus: int) -> np.uint16:
    """Return what makes a weighted sum of ASCII bytes one of digits, by ``modulus``."""
    return np.uint16(-ZERO * sum(weights) % modulus)


def _looked_up(
    values: Bytes, alphabet: Bytes, weights: Sequence[int]
) -> tuple[NDArray[np.uint16], Mask]:
    """Return the weighted sum of signs, and which rows are of the alphabet."""
    total = np.zeros(len(values), np.uint16)
    good = np.ones(len(values), np.bool_)
    for place, weight in enumerate(weights):
        signs = alphabet[values[:, place]]
        good &= signs != _NONE
        total += np.multiply(signs, weight, dtype=np.uint16)
    return total, good


def _table(signs: str) -> Bytes:
    """Return the value of every byte in an alphabet."""
    table = np.full(256, _NONE, np.uint8)
    table[list(signs.encode())] = np.arange(len(signs))
    return table


_BASE_36 = _table("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_MOD_31 = _table("0123456789ABCDEFGHJKLMNPQRTUWXY")
