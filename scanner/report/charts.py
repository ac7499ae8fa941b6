"""Native charts over numbers that the page shows as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.report.styles import INK, LINE, OUTLINE

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ROW_PIXELS = 22


@dataclass(frozen=True, slots=True)
class Bars:
    """A table of labels and numbers on a sheet, to be drawn as one bar a row."""

    first_row: int
    columns: tuple[int, int]  # of labels and of numbers
    labels: tuple[str, ...]
    numbers: tuple[int, ...]
    fills: tuple[str, ...]

    @property
    def last_row(self) -> int:
        """Return the last row of the table."""
        return self.first_row + len(self.numbers) - 1


def draw(book: Workbook, sheet: Worksheet, bars: Bars, at: int, size: tuple[int, int]) -> None:
    """Draw the bars at row ``at`` in a size of pixels.

    The values are handed over as well: in constant memory XlsxWriter no longer has the
    cells, and a viewer that does not calculate would show an empty chart.
    """
    name = sheet.get_name()
    labels, numbers = ([name, bars.first_row, col, bars.last_row, col] for col in bars.columns)
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "categories": labels,
            "values": numbers,
            "categories_data": list(bars.labels),
            "values_data": list(bars.numbers),
            "points": [
                {"fill": {"color": fill}, "border": {"color": OUTLINE}} for fill in bars.fills
            ],
            "data_labels": {"value": True, "num_format": "#,##0;;", "font": {"size": 9}},
            "gap": 35,
        }
    )
    font = {"size": 9, "color": INK}
    line = {"color": LINE}
    chart.set_y_axis({"reverse": True, "num_font": font, "line": line, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": size[0], "height": size[1]})
    sheet.insert_chart(at, bars.columns[0], chart, {"y_offset": 4, "object_position": 1})


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows of a long sheet, to be drawn as one line a column."""

    labels: list[str]
    series: list[tuple[str, list[int]]]  # in the order of their columns
    colours: list[str]
    columns: tuple[int, int]  # of labels, and of the first numbers
    at: int  # column to draw it in


def draw_lines(book: Workbook, sheet: Worksheet, lines: Lines) -> None:
    """Draw the lines beside the rows; like the bars, with their values handed over."""
    name, last = sheet.get_name(), len(lines.labels)
    labels, first = lines.columns
    chart = book.add_chart({"type": "line"})
    for place, ((title, numbers), colour) in enumerate(
        zip(lines.series, lines.colours, strict=True), first
    ):
        chart.add_series(
            {
                "name": title,
                "categories": [name, 1, labels, last, labels],
                "values": [name, 1, place, last, place],
                "categories_data": lines.labels,
                "values_data": numbers,
                "line": {"color": colour, "width": 2},
                "marker": {"type": "circle", "size": 5, "fill": {"color": colour}},
            }
        )
    font = {"size": 9, "color": INK}
    chart.set_x_axis({"num_font": font, "line": {"color": LINE}})
    chart.set_y_axis({"num_font": font, "min": 0, "major_gridlines": {"visible": True}})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_size({"width": 900, "height": 380})
    sheet.insert_chart(1, lines.at, chart, {"object_position": 1})
