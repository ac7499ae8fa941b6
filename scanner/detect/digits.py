"""Which cells are nothing but digits: most of what is asked about those, their length answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import compiled, inner

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints

MOST_DIGITS = 40  # of a cell that is told from others
_PROBE = 256  # cells that tell whether a column has such cells at all


def digits_of(buffer: Bytes, bounds: Ints) -> Bytes:
    """Return how many digits each cell is; 0 if it is anything else, or is not told.

    Where the first cells are none, none is told: what it would answer is found otherwise.
    """
    first = bounds[: _PROBE + 1]
    if len(first) < len(bounds) and not _digits_of(buffer, first).any():
        return np.zeros(len(bounds) - 1, np.uint8)
    return _digits_of(buffer, bounds)


@compiled
def _digits_of(buffer: Bytes, bounds: Ints) -> Bytes:
    """Return how many digits each cell is; 0 if it is anything else, or too many."""
    found = np.empty(len(bounds) - 1, np.uint8)
    for cell in range(len(found)):
        start, size = bounds[cell], bounds[cell + 1] - bounds[cell]
        others = words.no_digit(words.load(buffer, start))
        if size <= words.WORD:
            found[cell] = size if words.first(others) >= size else 0
        else:
            found[cell] = size if not others and _are_digits(buffer, start, size) else 0
    return found


@inner
def _are_digits(buffer: Bytes, start: int, size: int) -> bool:
    """Tell whether all after the first eight signs are digits, as all of them are."""
    if size > MOST_DIGITS:
        return False
    stop = start + size
    others = words.no_digit(words.load(buffer, stop - words.WORD))
    for place in range(start + words.WORD, stop - words.WORD, words.WORD):
        others |= words.no_digit(words.load(buffer, place))
    return bool(others == 0)
