"""The workbook that legal reviews."""

from __future__ import annotations

from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from scanner.report import basis_page, nights, summary_page
from scanner.report.drafts import draft
from scanner.report.rows import FIELDS, INVENTORY, JOINS, UNREAD
from scanner.report.sheets import LongSheet
from scanner.report.speech import Speaker
from scanner.report.styles import Styles

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.report.view import InventoryView

OPTIONS = {
    "constant_memory": True,  # rows go to disk as they are written
    "strings_to_formulas": False,  # a file may be named =HYPERLINK(...)
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,  # a spreadsheet's times have none; the summary names it
    "use_zip64": True,
}


def write(inventory: InventoryView, target: Path, language: str) -> None:
    """Write the workbook; the files are streamed once for each long sheet.

    Raises:
        OSError: The folder cannot be written, or its disk is full.
    """
    with (
        draft(target) as part,
        TemporaryDirectory(prefix=f"{target.name}.", suffix=".part", dir=target.parent) as rows,
    ):
        book = Workbook(part, {**OPTIONS, "tmpdir": rows})
        try:
            _compose(book, inventory, language)
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None
        finally:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()  # XlsxWriter leaves it open when it fails


def _compose(book: Workbook, inventory: InventoryView, language: str) -> None:
    """Write the sheets in the order in which they are read."""
    speaker, styles = Speaker(inventory, language), Styles(book, language)
    book.set_properties({"title": speaker.word("report.title"), "created": inventory.run.finished})
    summary_page.write(book, inventory, speaker, styles)
    LongSheet(book, speaker.word("report.sheet.inventory"), INVENTORY, speaker).fill(
        inventory.files(), styles
    )
    fields = ((report, tally) for report in inventory.files() for tally in report.tallies)
    LongSheet(book, speaker.word("report.sheet.fields"), FIELDS, speaker).fill(fields, styles)
    LongSheet(book, speaker.word("report.sheet.joins"), JOINS, speaker).fill(
        inventory.joins, styles, "report.nothing.joins"
    )
    LongSheet(book, speaker.word("report.sheet.unread"), UNREAD, speaker).fill(
        inventory.unread(), styles, "report.nothing.unread"
    )
    nights.write(book, inventory, speaker, styles)
    basis_page.write(book, inventory.policy, speaker, styles)
