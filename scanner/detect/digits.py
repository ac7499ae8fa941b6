"""Which cells are nothing but digits: most of what is asked about those, their length answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import compiled, inner

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints

MOST_DIGITS = 40  # of a cell that is told from others
MOST_ALNUMS = 255  # the same; lengths of runs are bytes
_PROBE = 256  # cells that tell whether a column has such cells at all
_STRETCH = 4096  # bytes
_TEN, _LETTERS = 10, 26


def digits_of(buffer: Bytes, bounds: Ints) -> Bytes:
    """Return how many digits each cell is; 0 if it is anything else, or is not told.

    Where the first cells are none, none is told: what it would answer is found otherwise.
    """
    first = _digits_of(buffer, bounds[: _PROBE + 1])
    if len(first) < len(bounds) - 1:
        if not first.any():
            return np.zeros(len(bounds) - 1, np.uint8)
        if first.min() == first.max() and _are_alike(buffer, bounds, False):  # noqa: FBT003 -- Numba
            return np.full(len(bounds) - 1, first[0])
    return _digits_of(buffer, bounds)


def alnum_width(buffer: Bytes, bounds: Ints) -> int:
    """Return how many letters and digits each cell is, if all are, and as many; else 0.

    0, too, if they are more than ``MOST_ALNUMS``.
    """
    probe = bounds[:_PROBE]
    if len(probe) < 2 or probe[1] - probe[0] > MOST_ALNUMS:  # noqa: PLR2004 -- one cell has two bounds
        return 0
    are = all(_are_alike(buffer, some, True) for some in (probe, bounds))  # noqa: FBT003
    return int(bounds[1] - bounds[0]) if are else 0


@inner
def _are_as_long(bounds: Ints) -> bool:
    width, wrong = bounds[1] - bounds[0], np.int64(0)
    for cell in range(len(bounds) - 1):
        wrong |= (bounds[cell + 1] - bounds[cell]) ^ width
    return not wrong


@inner
def _has_signs(content: Bytes) -> bool:
    """Tell whether any byte is no letter or digit."""
    found: bool | np.bool_ = False
    for place in range(len(content)):
        is_digit = np.uint8(content[place] - ord("0")) < _TEN
        found |= not (is_digit or np.uint8((content[place] | 0x20) - ord("a")) < _LETTERS)
    return bool(found)


@inner
def _are_alike(buffer: Bytes, bounds: Ints, or_letters: bool) -> bool:  # noqa: FBT001 -- Numba
    """Tell whether all cells are as long, and nothing but digits, or letters and digits.

    It is told by the bytes of many cells at once.
    """
    place, wrong = bounds[0], not _are_as_long(bounds)
    while not wrong and place < bounds[-1]:
        following = min(place + _STRETCH, bounds[-1])
        some = buffer[place:following]
        wrong |= _has_signs(some) if or_letters else _has_others(some)
        place = following
    return not wrong


@inner
def _has_others(content: Bytes) -> bool:
    """Tell whether any byte is no digit."""
    found: bool | np.bool_ = False
    for place in range(len(content)):
        found |= np.uint8(content[place] - ord("0")) >= _TEN
    return bool(found)


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
