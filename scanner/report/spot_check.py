"""A workbook with the files of a spot check, for people to say what is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from scanner.report import rows
from scanner.report.cells import file_key
from scanner.report.columns import Column, Group
from scanner.report.drafts import draft
from scanner.report.sheets import LongSheet
from scanner.report.speech import Speaker
from scanner.report.styles import Styles
from scanner.report.xlsx import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scanner.model import FileReport
    from scanner.report.view import InventoryView

TICKS = ("right", "wrong", "missed")
FACT, LEGAL = Group.FACT, Group.LEGAL

Drawn = tuple["FileReport", int]  # and the number of the draw

COLUMNS: tuple[Column[Drawn], ...] = (
    Column("path", 40, lambda d, s: s.path(d[0].file), "path", FACT),
    Column("level", 12.5, lambda d, s: rows.level(d[0], s)),
    Column("entities", 27, lambda d, s: rows.entities(d[0], s)),
    Column("why", 40, lambda d, s: rows.why(d[0], s)),
    Column("tick", 11.5, lambda _d, _s: None, "input", LEGAL, choices=TICKS),
    Column("reason", 24, lambda _d, _s: None, "input", LEGAL),
    Column("reviewer", 8, lambda _d, _s: None, "input", LEGAL),
    Column("date", 10.5, lambda _d, _s: None, "date_input", LEGAL),
    Column("draw", 8, lambda d, _: d[1], "muted", FACT, hidden=True),
    Column("key", 34, lambda d, _: file_key(d[0].file), "muted", FACT, hidden=True),
)


def write(inventory: InventoryView, drawn: Iterable[Drawn], target: Path, language: str) -> None:
    """Write the workbook; the files stand in the order of the inventory."""
    speaker = Speaker(inventory, language)
    # Few rows: they are kept in memory, so that no other file is needed.
    with draft(target) as part, Workbook(part, {**OPTIONS, "constant_memory": False}) as book:
        styles = Styles(book, language)
        title = speaker.word("report.sheet.spot_check")
        LongSheet(book, title, COLUMNS, speaker).fill(drawn, styles)
