"""What became of the share from night to night: two sheets and a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.history import GRADED, Change, Event, Glance, PastRun
from scanner.model import EntityTotal, FileRef, Level
from scanner.report.cells import file_key, shown
from scanner.report.charts import Lines, draw_lines
from scanner.report.columns import Cell, Column, Group, Marked
from scanner.report.sheets import LongSheet
from scanner.report.styles import LEVEL_LINES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook

    from scanner.report.speech import Speaker
    from scanner.report.styles import Styles
    from scanner.report.view import InventoryView

_NIGHTS = 366  # that are shown
_ALARMS = frozenset({Event.ROSE, Event.FOUND, Event.UNREAD, Event.UNREACHABLE, Event.OPENED,
                     Event.UNSETTLED})  # fmt: skip


def write(book: Workbook, inventory: InventoryView, speaker: Speaker, styles: Styles) -> None:
    """Write what changed since the night before, and how the levels went."""
    title = speaker.word("report.sheet.changes")
    LongSheet(book, title, CHANGES, speaker).fill(
        inventory.changes(), styles, "report.nothing.changes"
    )
    nights = inventory.history[-_NIGHTS:]
    title = speaker.word("report.sheet.nights")
    LongSheet(book, title, NIGHTS, speaker).fill(nights, styles)
    if len(nights) > 1:  # one point is no line
        draw_lines(book, book.get_worksheet_by_name(title), _lines(nights, speaker))


def _lines(nights: Sequence[PastRun], speaker: Speaker) -> Lines:
    first = next(at for at, column in enumerate(NIGHTS) if column.key == "L5")
    return Lines(
        labels=[_when(night, speaker) for night in nights],
        series=[
            (speaker.level(level), [night.levels.get(level, 0) for night in nights])
            for level in reversed(Level)
        ],
        colours=[LEVEL_LINES[level.name] for level in reversed(Level)],
        columns=(0, first),
        at=len(NIGHTS) + 1,
    )


def _file(change: Change) -> FileRef:
    return FileRef(change.root, change.path)


def _events(change: Change, speaker: Speaker) -> Cell:
    words = [speaker.word(f"report.event.{event}") for event in change.events]
    text = speaker.joined("report.and", words)
    return Marked(text, "alarm") if _ALARMS & set(change.events) else text


def _grade(glance: Glance | None, speaker: Speaker) -> Cell:
    if glance is None:
        return ""
    if glance.outcome not in GRADED or glance.grade is None:
        return Marked(speaker.word(f"report.outcome.{glance.outcome}"), "ungraded")
    return Marked(speaker.level(glance.grade), glance.grade.name)


def _now(change: Change, speaker: Speaker) -> Cell:
    if change.after and Event.UNREACHABLE in change.events:
        return Marked(speaker.word("report.outcome.unreachable"), "ungraded")
    return _grade(change.after, speaker)


def _appeared(change: Change, speaker: Speaker) -> Cell:
    more = change.appeared if Event.FOUND in change.events else {}
    totals = {name: EntityTotal(count, count) for name, count in more.items()}
    return "\n".join(f"{speaker.entity(name)} +{more[name]:,}" for name in speaker.ranked(totals))


def _when(night: PastRun, speaker: Speaker) -> str:
    return f"{night.started.astimezone(speaker.zone):%Y-%m-%d %H:%M}"


def _at_level(level: Level) -> Column[PastRun]:
    return Column(level.name, 9, lambda night, _: night.levels.get(level, 0), "number")


def _ungraded(night: PastRun, _speaker: Speaker) -> Cell:
    return night.files - sum(night.levels.values())


FACT = Group.FACT
CHANGES: tuple[Column[Change], ...] = (
    Column("path", 38, lambda c, s: s.path(_file(c)), "path", FACT),
    Column("events", 22, _events),
    Column("level_before", 20, lambda c, s: _grade(c.before, s)),
    Column("level_now", 20, _now),
    Column("appeared", 30, _appeared),
    Column("moved_from", 40, lambda c, _: shown(c.moved_from), "wrap", FACT),
    Column("unsettled", 30, lambda c, s: s.sentences(c.unsettled)),
    Column("key", 34, lambda c, _: file_key(_file(c)), "muted", FACT, hidden=True),
)
NIGHTS: tuple[Column[PastRun], ...] = (
    Column("night", 17, _when, "wrap", FACT),
    Column("run", 8, lambda n, _: n.number, "number", FACT),
    Column("files", 10, lambda n, _: n.files, "number", FACT),
    *(_at_level(level) for level in reversed(Level)),
    Column("ungraded", 12, _ungraded, "number"),
)
