"""Which cells of a column say the same: each distinct text is looked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from recognizers.compiled import compiled, inner
from scanner.detect.cells import Cells, pieces
from scanner.detect.groups import Groups

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints

_BLANK = ord(" ")
_LEAST_TEXT, _LONG_TEXT = 6, 24  # bytes of a cell, on average
_FEW_SHORT, _FEW_LONG = 0.05, 0.25  # texts to a cell, at most, that are few
_MOST_TEXTS = 0.4  # above, each cell is looked at for itself


class Distinct(NamedTuple):
    """The texts of a column without blanks around them, and which of them each cell holds."""

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
    starts, stops, groups = cells.starts, cells.stops, cells.groups
    if not cells.even and _has_blanks(cells.buffer, cells.bounds):
        starts, stops = _trimmed(cells.buffer, cells.bounds)
        groups = Groups(cells.buffer, starts, stops)
    if groups.share > _MOST_TEXTS:
        return Distinct(starts, stops, cells.numbers)
    first, of_cell = groups.all
    return Distinct(starts[first], stops[first], of_cell)


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


@inner
def _has_blanks(buffer: Bytes, bounds: Ints) -> bool:
    """Tell whether any cell may begin or end with a blank."""
    blanks = 0
    for cell in range(len(bounds) - 1):
        blanks += buffer[bounds[cell]] == _BLANK
        blanks += buffer[bounds[cell + 1] - 1] == _BLANK
    return blanks > 0


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
