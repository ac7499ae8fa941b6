"""Read a workbook back the way a spreadsheet program shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from scanner.messages import catalogue
from scanner.report import writer_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.report_estate import Estate


def workbook(estate: Estate, folder: Path, language: str = "zh") -> Workbook:
    target = folder / "inventory.xlsx"
    writer_for("xlsx").write(estate, target, language)
    return load_workbook(target)


def rows(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return [tuple(map(value, row)) for row in sheet.iter_rows(min_row=2)]


def value(cell: Any) -> Any:
    """Return a value as a spreadsheet program does; openpyxl leaves escapes in inline text."""
    return unescape(cell.value) if isinstance(cell.value, str) else cell.value


def headings(sheet: Worksheet) -> list[Any]:
    return [cell.value for cell in sheet[1]]


def column(sheet: Worksheet, key: str, language: str = "zh") -> list[Any]:
    index = headings(sheet).index(catalogue()[f"report.column.{key}"][language])
    return [row[index] for row in rows(sheet)]


def cells(book: Workbook) -> Iterator[Any]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from row
