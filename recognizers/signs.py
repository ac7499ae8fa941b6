"""Signs of documents' numbers, over arrays."""

from __future__ import annotations

from string import ascii_uppercase, digits
from typing import TYPE_CHECKING

import numpy as np

from recognizers.compiled import compiled, inner

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

LETTERS = ascii_uppercase
DIGITS = digits
NONE = 255  # no letter or digit
_LETTER_COUNT = 26


def in_capitals(values: Bytes) -> Bytes:
    """Return values with capitals for small letters; the same array if there are none."""
    flat = np.ascontiguousarray(values).ravel()
    return _in_capitals(flat).reshape(values.shape) if _has_small(flat) else values


def base_36(values: Bytes) -> Bytes:
    """Return 0 to 9 for digits, 10 to 35 for capitals, ``NONE`` for all else."""
    return _BASE_36[values]


def is_alnum(values: Bytes) -> Mask:
    """Tell which rows are digits and capitals throughout."""
    return np.asarray((_BASE_36[values] != NONE).all(axis=1))


def one_of(values: Bytes, allowed: str) -> Mask:
    """Tell for each byte whether it is an allowed sign."""
    table = np.zeros(256, np.bool_)
    table[list(allowed.encode())] = True
    return np.asarray(table[values])


@inner
def _has_small(flat: Bytes) -> bool:
    found: bool | np.bool_ = False
    for place in range(len(flat)):
        found |= np.uint8(flat[place] - ord("a")) < _LETTER_COUNT
    return bool(found)


@compiled
def _in_capitals(flat: Bytes) -> Bytes:
    capitals = np.empty(len(flat), np.uint8)
    for place in range(len(flat)):
        sign = flat[place]
        is_small = ord("a") <= sign <= ord("z")
        capitals[place] = sign - (32 if is_small else 0)
    return capitals


_BASE_36 = np.full(256, NONE, np.uint8)
_BASE_36[list((DIGITS + LETTERS).encode())] = np.arange(36)
