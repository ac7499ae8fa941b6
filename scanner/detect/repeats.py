"""Which cells of a column say the same: each distinct text is looked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scanner.detect.bare import is_decorated, trimmed
from scanner.detect.cells import Cells, pieces

if TYPE_CHECKING:
    from scanner.detect.arrays import Ints

_LEAST_TEXT, _LONG_TEXT = 6, 24  # bytes of a cell, on average
_FEW_SHORT, _FEW_LONG = 0.05, 0.25  # texts to a cell, at most, that are few
_MOST_TEXTS = 0.4  # above, each cell is looked at for itself


class Distinct(NamedTuple):
    """The texts of a column without decoration, and which of them each cell holds.

    What differs only in decoration may be there twice.
    """

    starts: Ints  # (m,): into the buffer
    stops: Ints
    of_cell: Ints  # (n,)

    def laid_out(self, cells: Cells) -> Cells:
        """Return the texts as cells of their own."""
        if self.starts is cells.starts:
            return cells
        return pieces(cells.buffer, self.starts, self.stops)


def distinct(cells: Cells) -> Distinct:
    """Tell texts apart; in a column that does not repeat itself each cell is its own."""
    starts, stops, of_cell = cells.starts, cells.stops, cells.numbers
    if cells.groups.share <= _MOST_TEXTS:
        first, of_cell = cells.groups.all
        starts, stops = starts[first], stops[first]
    if not cells.even and is_decorated(cells.buffer, starts, stops):
        starts, stops = trimmed(cells.buffer, starts, stops)
    return Distinct(starts, stops, of_cell)


def few_texts(cells: Cells) -> Cells | None:
    """Return the texts of a column that says few things over and over, as cells of their own."""
    size = cells.size
    if size < _LEAST_TEXT * len(cells) and not cells.groups.are_known:
        return None  # to look at so short ones takes no longer than to tell them apart
    few = _FEW_SHORT if size < _LONG_TEXT * len(cells) else _FEW_LONG
    if cells.groups.share > few:
        return None
    first, _ = cells.groups.all
    if len(first) > few * len(cells):
        return None
    return cells.take(first)
