"""A long sheet: headings, rows as they come, and a further sheet when one is full."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Generic

from scanner.report.cells import fitted
from scanner.report.columns import Cell, Column, Marked, RowT
from scanner.report.metrics import row_points
from scanner.report.styles import heading_over

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from scanner.report.speech import Speaker
    from scanner.report.styles import Styles

SHEET_ROWS = 1_048_576  # what Excel and WPS hold, headings included
FIRST_YEAR = 1900  # of a spreadsheet's calendar
A4, A3 = 9, 8
A4_COLUMNS = 200  # characters that can still be read across a page of A4


def put(sheet: Worksheet, at: tuple[int, int], cell: Cell, look: str, styles: Styles) -> None:
    """Write one cell: numbers as numbers, times as times, all else as inert text."""
    if isinstance(cell, Marked):
        look, cell = cell.mark, cell.text
    if cell is None or cell == "":
        sheet.write_blank(*at, None, styles[look])
    elif isinstance(cell, str):
        sheet.write_string(*at, _string(cell), styles[look])
    elif isinstance(cell, int | float):
        sheet.write_number(*at, cell, styles[look])
    elif cell.year >= FIRST_YEAR:
        sheet.write_datetime(*at, cell, styles[look])
    else:
        sheet.write_string(*at, str(cell), styles[look])


def _string(text: str) -> str:
    """Fit a text; a text in <r> tags is copied as markup by XlsxWriter unless it is broken."""
    return fitted(text) + " " * text.endswith("</r>")


class LongSheet(Generic[RowT]):
    """Rows under one set of columns, over as many sheets as they need."""

    def __init__(
        self, book: Workbook, title: str, columns: tuple[Column[RowT], ...], speaker: Speaker
    ) -> None:
        self._book, self._title, self._columns, self._speaker = book, title, columns, speaker
        self._widths = [column.width for column in columns]
        self._sheets = 0
        self._row = 0

    def fill(self, rows: Iterable[RowT], styles: Styles, nothing: str = "") -> None:
        """Write all rows, then what can only be set when their number is known.

        ``nothing`` names the sentence that stands in a sheet without rows: empty, it would
        look as if something had gone wrong.
        """
        sheet = self._open(styles)
        for row in rows:
            if self._row == SHEET_ROWS:
                self._close(sheet)
                sheet = self._open(styles)
            self._add(sheet, [column.value(row, self._speaker) for column in self._columns], styles)
            self._row += 1
        if nothing and (self._sheets, self._row) == (1, 1):
            put(sheet, (1, 0), self._speaker.word(nothing), "remark", styles)
        self._close(sheet)

    def _add(self, sheet: Worksheet, cells: list[Cell], styles: Styles) -> None:
        """Write a row in the height that it needs: not every program finds it by itself."""
        sheet.set_row(self._row, row_points(zip(cells, self._widths, strict=True)))
        for index, (cell, column) in enumerate(zip(cells, self._columns, strict=True)):
            put(sheet, (self._row, index), cell, column.look, styles)
        # XlsxWriter keeps the heights of rows it has written: a million rows would add up.
        sheet.row_info.pop(self._row - 1, None)
        sheet.row_sizes.pop(self._row - 1, None)

    def _open(self, styles: Styles) -> Worksheet:
        self._sheets += 1
        number = f" {self._sheets}" if self._sheets > 1 else ""
        sheet = self._book.add_worksheet(self._title + number)
        self._lay_out(sheet)
        sheet.set_row(0, 32)
        for index, column in enumerate(self._columns):
            heading = self._speaker.word(f"report.column.{column.key}")
            put(sheet, (0, index), heading, heading_over(column.group, column.look), styles)
        self._row = 1
        return sheet

    def _lay_out(self, sheet: Worksheet) -> None:
        """Set widths, frozen panes and the printed page."""
        for index, column in enumerate(self._columns):
            folded = {"level": 1, "hidden": True} if column.folds else {"hidden": column.hidden}
            after = index > 0 and self._columns[index - 1].folds and not column.folds
            options = {**folded, "collapsed": after}  # the sign to unfold stands after the fold
            sheet.set_column(index, index, column.width, None, options)
        sheet.freeze_panes(1, 1)
        sheet.hide_gridlines(2)
        seen = sum(each.width for each in self._columns if not (each.folds or each.hidden))
        paper = A4 if seen <= A4_COLUMNS else A3
        print_on(paper, sheet, self._speaker, landscape=True)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _close(self, sheet: Worksheet) -> None:
        """Filter over all rows; offer the choices in the columns that people fill in."""
        last = max(self._row - 1, 1)
        sheet.autofilter(0, 0, max(self._row - 1, 0), len(self._columns) - 1)
        for index, column in enumerate(self._columns):
            if column.choices:
                sheet.data_validation(1, index, last, index, self._choices(column))
            elif column.look == "date_input":
                sheet.data_validation(1, index, last, index, self._date())

    def _choices(self, column: Column[RowT]) -> dict[str, object]:
        word = self._speaker.word
        return {
            "validate": "list",
            "source": [word(f"report.{column.key}.{choice}") for choice in column.choices],
            "error_title": word("report.choose.title"),
            "error_message": word("report.choose.message"),
        }

    def _date(self) -> dict[str, object]:
        word = self._speaker.word
        return {
            "validate": "date",
            "criteria": ">=",
            "value": datetime(2000, 1, 1),  # noqa: DTZ001 - a spreadsheet's dates have no zone
            "error_title": word("report.enter_date.title"),
            "error_message": word("report.enter_date.message"),
        }


def print_on(paper: int, sheet: Worksheet, speaker: Speaker, *, landscape: bool) -> None:
    """Set paper, margins, and a footer with sheet and page."""
    sheet.set_paper(paper)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L&8{speaker.word('report.footer')}&C&8&A&R&8&P / &N")
