"""The Inventory sheet as CSV, for every other program."""

from __future__ import annotations

import csv
from datetime import datetime
from typing import TYPE_CHECKING

from scanner.report.cells import inert
from scanner.report.columns import Cell, Marked
from scanner.report.drafts import draft
from scanner.report.rows import INVENTORY
from scanner.report.speech import Speaker

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.report.view import InventoryView


def write(inventory: InventoryView, target: Path, language: str) -> None:
    """Write UTF-8 with a byte order mark, or Excel would read it in the local code page."""
    speaker = Speaker(inventory, language)
    with draft(target) as part, part.open("w", encoding="utf-8-sig", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(speaker.word(f"report.column.{column.key}") for column in INVENTORY)
        for report in inventory.files():
            rows.writerow(_text(column.value(report, speaker)) for column in INVENTORY)


def _text(cell: Cell) -> str | int | float:
    """Write a cell as text that cannot become a formula; numbers stay numbers."""
    if isinstance(cell, int | float):
        return cell
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    return inert(cell.text if isinstance(cell, Marked) else cell or "")
