"""A text as cells, and of which line each is.

Most often every cell is a line; of a long one it is a piece.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers import words
from recognizers.compiled import compiled, inner
from scanner.detect.cells import PAD, TAIL, Cells, padded

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints

LONG_LINE = 64 << 10  # bytes
_NEWLINE, _RETURN = 0x0A, 0x0D
_NEWLINES = (_NEWLINE, _NEWLINE, _NEWLINE)  # as ``words.marked`` takes signs
_NEAR = 1024  # bytes in which the safest place is chosen
_COMMA, _DOUBLE, _SINGLE = ord(","), ord('"'), ord("'")
# Hardly any value holds such a sign ...
_SAFE = np.zeros(256, np.bool_)
_SAFE[np.frombuffer(b"{}|>", np.uint8)] = True
# ... and few hold these: better than no place at all.
_RISKY = np.zeros(256, np.bool_)
_RISKY[np.frombuffer(b',;"<[]=', np.uint8)] = True


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


def of_lines(text: bytes, room: tuple[int, int] = (0, 0)) -> Cells:
    """Lay running text out as cells, one a line, long lines cut.

    A cut follows a sign that hardly any value contains: of those near by, the safest.  Those that
    do contain it are found by who looks at the seams.

    Args:
        text: In UTF-8.
        room: How many bytes before it and after it are spare; with enough it is not copied.
    """
    before, after = room
    buffer = np.frombuffer(text, np.uint8)
    first, last = before, len(text) - after
    if before < PAD or after < TAIL:
        buffer = padded(buffer[first:last].data)
        first, last = PAD, len(buffer) - TAIL
    bounds, longest = _line_bounds(buffer, first, last)
    if longest > LONG_LINE:
        bounds = np.union1d(bounds, _cuts(buffer, bounds))
    return Cells(buffer, bounds)


@compiled
def _line_bounds(buffer: Bytes, first: int, last: int) -> tuple[Ints, int]:
    """Return where the lines of a text begin, and its end; and how long the longest is."""
    bounds = np.empty(words.count_of(buffer, first, last, _NEWLINES) + 2, np.int64)
    longest = _write_bounds(buffer, first, last, bounds)
    return bounds, longest


@inner
def _write_bounds(buffer: Bytes, first: int, last: int, bounds: Ints) -> int:
    bounds[0] = first
    count, place, longest = 1, first, 0
    while place + words.BLOCK <= last:
        marks = words.marked(buffer, place, _NEWLINES)
        while marks:
            bounds[count] = place + words.lowest(marks) + 1
            longest = max(longest, bounds[count] - bounds[count - 1])
            marks &= marks - np.uint64(1)
            count += 1
        place += words.BLOCK
    while place < last:
        if buffer[place] == _NEWLINE:
            bounds[count] = place + 1
            longest = max(longest, bounds[count] - bounds[count - 1])
            count += 1
        place += 1
    bounds[count] = last
    return int(max(longest, bounds[count] - bounds[count - 1]))


@compiled
def _cuts(content: Bytes, bounds: Ints) -> Ints:
    """Return some places to cut in long lines, about one every ``LONG_LINE`` bytes."""
    cuts, count = np.empty(len(content) // LONG_LINE + 1, np.int64), 0
    for line in range(len(bounds) - 1):
        place, stop = bounds[line] + LONG_LINE - 1, bounds[line + 1]
        while place < stop - 1:
            cut = _cut(content, place, stop)
            if cut:
                cuts[count] = cut
                count += 1
                place = cut - 1 + LONG_LINE
            else:
                place += _NEAR
    return cuts[:count]


@inner
def _cut(content: Bytes, first: int, end: int) -> int:
    """Return the safest place near by, the first of its kind, or 0.

    After a comma between quoted values nothing goes on either.
    """
    stop, risky, quoted = min(first + _NEAR, end - 1), 0, 0
    for place in range(first, stop):
        sign = content[place]
        if _SAFE[sign]:
            return place + 1
        if _RISKY[sign]:
            risky = risky or place + 1
        if sign == _COMMA:
            before, after = content[place - 1], content[place + 1]
            if before == after and after in (_DOUBLE, _SINGLE):
                quoted = quoted or place + 1
    return quoted or risky
