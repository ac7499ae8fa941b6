"""Which of the cells of a text begin a line, and of which line each is.

Most often every cell is a line; of a long one it is a piece.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers.compiled import inner

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints
    from scanner.detect.cells import Cells

_NEWLINE, _RETURN = 0x0A, 0x0D


class Counted(NamedTuple):
    """What some cells of a text are."""

    ended: int  # cells with a line's end
    filled: int  # cells that begin a line that says anything


def counted(cells: Cells, first: int, last: int) -> Counted:
    """Count the lines that end, and those that begin, between two places of the buffer."""
    return Counted(*_counted(cells.buffer, cells.bounds, first, last))


def before(cells: Cells, which: Ints) -> Ints:
    """Return how many lines end before each of some cells."""
    if not _later_pieces(cells.buffer, cells.bounds):
        return which
    is_end = cells.buffer[cells.bounds[1:] - 1] == _NEWLINE
    numbers: Ints = (np.cumsum(is_end) - is_end)[which]
    return numbers


@inner
def _counted(buffer: Bytes, bounds: Ints, first: int, last: int) -> tuple[int, int]:
    ended, filled = 0, 0
    for cell in range(len(bounds) - 1):
        start, stop = bounds[cell], bounds[cell + 1]
        ended += start < stop and first < stop <= last and buffer[stop - 1] == _NEWLINE
        if first <= start < last and (cell == 0 or buffer[start - 1] == _NEWLINE):
            filled += buffer[start] != _NEWLINE and buffer[start] != _RETURN
    return ended, filled


@inner
def _later_pieces(buffer: Bytes, bounds: Ints) -> int:
    """Return how many cells begin within a line."""
    found = 0
    for cell in range(1, len(bounds) - 1):
        found += buffer[bounds[cell] - 1] != _NEWLINE
    return found
