"""Which cells of a column say the same: each distinct text is looked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers.compiled import compiled
from recognizers.grouping import grouped
from scanner.detect.cells import Cells, pieces

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints

_BLANK = ord(" ")
_PROBE = 2048  # cells that tell whether a column repeats itself
_LEAST_TEXT = 6  # bytes of a cell, on average
_MOST_TEXTS = 0.05  # of the cells, that a few are
_MOST_FRESH = 0.7  # of them; above, each cell is looked at for itself


class Distinct(NamedTuple):
    """The texts of a column without blanks around them, and which of them each cell holds."""

    starts: Ints  # (m,): into the buffer
    stops: Ints
    of_cell: Ints  # (n,)

    def laid_out(self, cells: Cells) -> Cells:
        """Return the texts as cells of their own."""
        if len(self.starts) == len(cells) and (self.stops - self.starts).sum() == len(
            cells.content
        ):
            return cells
        return pieces(cells.buffer, self.starts, self.stops)


def distinct(cells: Cells) -> Distinct:
    """Tell texts apart; in a column that does not repeat itself each cell is its own."""
    starts, stops = _trimmed(cells.buffer, cells.bounds)
    every = np.arange(len(cells))
    probe, _ = grouped(cells.buffer, starts[:_PROBE], stops[:_PROBE])
    if len(probe) > _MOST_FRESH * min(_PROBE, len(cells)):
        return Distinct(starts, stops, every)
    first, of_cell = grouped(cells.buffer, starts, stops)
    return Distinct(starts[first], stops[first], of_cell)


def few_texts(cells: Cells) -> Cells | None:
    """Return the texts of a column that says few things over and over, as cells of their own."""
    if len(cells.content) < _LEAST_TEXT * len(cells):
        return None  # to look at so short ones takes no longer than to tell them apart
    starts, stops = cells.bounds[:-1], cells.bounds[1:]
    probe, _ = grouped(cells.buffer, starts[:_PROBE], stops[:_PROBE])
    if len(probe) > _MOST_TEXTS * min(_PROBE, len(cells)):
        return None
    first, _ = grouped(cells.buffer, starts, stops)
    if len(first) > _MOST_TEXTS * len(cells):
        return None
    return pieces(cells.buffer, starts[first], stops[first])


@compiled
def _trimmed(buffer: Bytes, bounds: Ints) -> tuple[Ints, Ints]:
    """Return the cells without blanks at their ends."""
    starts, stops = bounds[:-1].copy(), bounds[1:].copy()
    for cell in range(len(starts)):
        while starts[cell] < stops[cell] and buffer[starts[cell]] == _BLANK:
            starts[cell] += 1
        while starts[cell] < stops[cell] and buffer[stops[cell] - 1] == _BLANK:
            stops[cell] -= 1
    return starts, stops
