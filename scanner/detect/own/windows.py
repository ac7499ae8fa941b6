"""What the user's recognizers are shown at a time: a cell, a line, or a piece of a long one.

Theirs are any expressions, so a cut could fall into a value: a piece of a long line is
shown with what stands around it, and owns the findings that begin within it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.detect.arrays import Ints
    from scanner.detect.cells import Cells

LONG = 16 << 10  # bytes of a cell or line that are shown at once
AROUND = 1024  # bytes before and after a piece; no longer value is sure to be found there
_NEWLINE = 0x0A


class Windows(NamedTuple):
    """Places in a buffer, in order.  All arrays are (n,) long."""

    starts: Ints  # of what is shown
    stops: Ints
    first: Ints  # of what is owned
    last: Ints

    def take(self, which: Ints) -> Windows:
        """Return some of them."""
        return Windows._make(array[which] for array in self)


def windows(cells: Cells, *, one_text: bool) -> Windows:
    """Return what is to be shown of the cells of a column, or the lines of a text."""
    bounds = _lines(cells) if one_text else cells.bounds
    starts, stops = bounds[:-1], bounds[1:]
    every = Windows(starts, stops, starts, stops)
    lengths = stops - starts
    short = every.take(np.flatnonzero((lengths > 0) & (lengths <= LONG)))
    pieces = [piece for row in np.flatnonzero(lengths > LONG).tolist()
              for piece in _pieces(cells, int(starts[row]), int(stops[row]))]  # fmt: skip
    if not pieces:
        return short
    more = Windows._make(np.array(column, np.int64) for column in zip(*pieces, strict=True))
    joined = Windows._make(np.concatenate(pair) for pair in zip(short, more, strict=True))
    return joined.take(np.argsort(joined.first, kind="stable"))


def _lines(cells: Cells) -> Ints:
    """Return where the lines of a text begin, and its end: its cells are pieces of them."""
    first, last = cells.bounds[0], cells.bounds[-1]
    after = np.flatnonzero(cells.buffer[first:last] == _NEWLINE) + 1 + first
    return np.unique(np.concatenate(([first], after, [last])))


def _pieces(cells: Cells, start: int, stop: int) -> Iterator[tuple[int, int, int, int]]:
    places = [*range(start, stop, LONG), stop]
    cuts = [start, *(cells.begin(place) for place in places[1:-1]), stop]
    for first, last in pairwise(cuts):
        shown = cells.begin(max(start, first - AROUND)), cells.begin(min(stop, last + AROUND))
        yield (*shown, first, last)
