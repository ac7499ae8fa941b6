"""A short sheet composed freely, in blocks side by side, then written row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.report.columns import Cell
from scanner.report.metrics import row_points
from scanner.report.sheets import put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from scanner.report.styles import Styles

Line = list[tuple[Cell, str, int]]  # value, look, how many columns it takes


class Page:
    """Cells placed in any order; XlsxWriter's constant memory wants them in order of rows."""

    def __init__(self, widths: Sequence[float]) -> None:
        self._widths = widths
        self._cells: dict[tuple[int, int], tuple[Cell, str, int]] = {}
        self._heights: dict[int, float] = {}

    def place(self, at: tuple[int, int], cell: Cell, look: str, *, to: int | None = None) -> None:
        """Put a cell at (row, column), over the columns up to and including ``to``."""
        last = at[1] if to is None else to
        self._cells[at] = (cell, look, last)
        width = sum(self._widths[at[1] : last + 1])
        self.heighten(at[0], row_points([(cell, width)]))

    def heighten(self, row: int, points: float) -> None:
        """Make a row at least so high."""
        self._heights[row] = max(points, self._heights.get(row, 0.0))

    def line(self, row: int, cells: Line, column: int = 0) -> None:
        """Put cells side by side, from ``column`` on."""
        for cell, look, span in cells:
            self.place((row, column), cell, look, to=column + span - 1)
            column += span

    def write(self, sheet: Worksheet, styles: Styles) -> None:
        """Write everything, in order."""
        for index, width in enumerate(self._widths):
            sheet.set_column(index, index, width)
        for row, points in self._heights.items():
            sheet.set_row(row, points)
        for (row, column), (cell, look, last) in sorted(self._cells.items(), key=_position):
            if last > column:
                sheet.merge_range(row, column, row, last, "", styles[look])
            put(sheet, (row, column), cell, look, styles)


def _position(item: tuple[tuple[int, int], object]) -> tuple[int, int]:
    return item[0]
