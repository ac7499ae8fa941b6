"""A reviewed workbook, taken in: all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scanner import executors
from scanner.errors import Misused
from scanner.model import FileRef, Note
from scanner.report.cells import file_key, shown
from scanner.review import book, merging
from scanner.review.lines import Sheet
from scanner.run import journal, marks, spot_checks
from scanner.store.database import transaction
from scanner.store.ground import Ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from scanner.decision import Decision, Place
    from scanner.model import FileReport
    from scanner.review.lines import Line
    from scanner.review.merging import Change, Edit, Merge
    from scanner.run.desk import Desk
    from scanner.run.marks import Mark
    from scanner.run.spot_checks import Ticked


@dataclass(slots=True)
class Returned:
    """What a workbook decides, held against the state; nothing is written yet."""

    merge: Merge
    source: Path
    reports: dict[str, FileReport] = field(default_factory=dict)  # of the edited rows, by key
    ticks: list[Ticked] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)  # findings that are none


def read_lines(path: Path) -> list[Line]:
    """Read a workbook in a process that may die of it.

    Raises:
        Misused: It is none of ours, or is not fit to be read.
    """
    if not path.is_file():
        raise Misused("review.book.missing", path=str(path))
    with executors.Local(1) as pool:
        pool.submit(executors.Task(book.read, (path,), book.PATIENCE))
        _, answer = pool.take()
    if isinstance(answer, Note):
        raise Misused(answer.key, **dict(answer.args))
    if not isinstance(answer, list):
        raise Misused("review.book.killed", path=str(path))
    return answer


def understand(desk: Desk, lines: Sequence[Line], source: Path) -> Returned:
    """Find the file of each edited row, wherever it lies now, and what the row changes."""
    rows = [line for line in lines if line.sheet is Sheet.INVENTORY]
    edits, mistakes, cleared = merging.edits(rows)
    bases = {line.text("key"): merging.Base.from_text(line.text("base")) for line in rows}
    targets, lost = _targets(desk, edits, {key: base.content for key, base in bases.items()})
    reports = _reports(desk, targets)
    stored: dict[str, Decision | None] = {
        key: desk.reviewed(report).decision for key, report in reports.items()
    }
    merge = merging.merge([edit for edit in edits if edit.key not in lost], stored)
    unclear = [_ambiguous(edit) for edit in edits if edit.key in lost]
    merge.mistakes = [*mistakes, *unclear, *merge.mistakes]
    merge.cleared = cleared
    merge.undecided = merging.undecided(lines)
    ticks, wrong = spot_checks.results(desk, lines)
    marked, no_marks = marks.understand(desk, lines)
    merge.mistakes += [*wrong, *no_marks]
    return Returned(merge, source, reports, ticks, marked)


def accept(desk: Desk, returned: Returned, changes: Iterable[Change]) -> int:
    """Write the changes down, every one of them in the log; return how many."""
    written = list(changes)
    with transaction(desk.store.connection):
        for change in written:
            _decide(desk, returned, change)
        spot_checks.accept(desk, returned.ticks)
        marks.accept(desk, returned.marks)
        counts = {
            "decisions": len(written),
            "ticks": len(returned.ticks),
            "marks": len(returned.marks),
        }
        digest = journal.digest_of(returned.source)
        journal.record(desk.store, "import", file=returned.source.name, sha256=digest, **counts)
    return len(written)


def _decide(desk: Desk, returned: Returned, change: Change) -> None:
    report = returned.reports[change.edit.key]
    decision, before = change.edit.decision, change.before
    seen = change.edit.base.seen or desk.seen(report)
    number = desk.decisions.add(decision, seen, desk.place(report))
    journal.record(
        desk.store,
        "decision",
        decision=number,
        path=shown(report.file.path),
        root=shown(report.file.root),
        was=str(before.choice) if before else None,
        after=str(decision.choice),
        reason=decision.reason,
        reviewer=decision.reviewer,
        date=decision.date,
        seen=seen.as_text(),
    )


def _targets(
    desk: Desk, edits: Sequence[Edit], rows: Mapping[str, str]
) -> tuple[dict[tuple[bytes, bytes], str], set[str]]:
    """Return the key of each edited row by the place of its file, and keys that may mean two.

    A file that moved since the workbook was written is known by its content.  A copy that
    stayed where it was has a row of its own: ``rows`` are all rows with what each showed.
    """
    wanted = {edit.key for edit in edits}
    ground = Ground(desk.store.connection, {edit.base.content for edit in edits})
    by_key = {key: place for place in ground.places() if (key := _key(place)) in wanted}
    targets: dict[tuple[bytes, bytes], str] = {}
    lost: set[str] = set()
    for edit in edits:
        content, now = edit.base.content, by_key.get(edit.key)
        holding = ground.holding(content)
        moved = [place for place in holding if rows.get(_key(place)) != place.content]
        place = now if now and content in ("", now.content) else None
        if place is None and len(moved) <= 1:
            place = moved[0] if moved else now
        elif place is None:
            lost.add(edit.key)
        if place:
            targets[place.root, place.path] = edit.key
    return targets, lost


def _reports(desk: Desk, targets: dict[tuple[bytes, bytes], str]) -> dict[str, FileReport]:
    if not targets:
        return {}
    files = ((targets.get((one.file.root, one.file.path)), one) for one in desk.inventory.files())
    return {key: report for key, report in files if key}


def _key(place: Place) -> str:
    return file_key(FileRef(place.root, place.path))


def _ambiguous(edit: Edit) -> Note:
    return Note.of("review.mistake.ambiguous", **dict(edit.where.args))
