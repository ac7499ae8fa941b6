"""A reviewed workbook, taken in: all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scanner import executors
from scanner.decision import Choice, Decision
from scanner.errors import Misused
from scanner.model import FileRef, Note
from scanner.report.cells import file_key, shown
from scanner.review import book, merging
from scanner.review.lines import Sheet
from scanner.run import journal, marks, spot_checks
from scanner.run.marks import Marks
from scanner.store.database import transaction
from scanner.store.ground import Ground

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from scanner.decision import Place
    from scanner.model import FileReport
    from scanner.review.lines import Line
    from scanner.review.merging import Change, Edit, Merge
    from scanner.run.desk import Desk
    from scanner.run.spot_checks import Ticked


@dataclass(slots=True)
class Returned:
    """What a workbook decides, held against the state; nothing is written yet."""

    merge: Merge
    source: Path
    reports: dict[str, FileReport] = field(default_factory=dict)  # of the edited rows, by key
    ticks: list[Ticked] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)  # what was said of findings

    @property
    def disputes(self) -> int:
        """How many rows somebody else decided otherwise since."""
        return len(self.merge.conflicts) + len(self.marks.conflicts)


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
    absent = {edit.key for edit in edits if edit.key not in stored}
    merge = merging.merge(edits, stored, _taken(desk, absent) if absent else {}, lost)
    merge.mistakes = [*mistakes, *merge.mistakes]
    merge.cleared = cleared
    merge.undecided = merging.undecided(lines)
    ticks, wrong = spot_checks.results(desk, lines)
    marked = marks.understand(desk, lines)
    merge.mistakes += [*wrong, *marked.mistakes]
    merge.known += marked.known
    return Returned(merge, source, reports, ticks, marked)


def accept(desk: Desk, returned: Returned, *, replace: bool) -> None:
    """Write down what is new, every bit of it in the log.

    Args:
        desk: Whose state it is.
        returned: What the workbook comes to.
        replace: Whether it also takes the place of what somebody else decided since.
    """
    merge, marked = returned.merge, returned.marks
    changes = [*merge.changes, *(merge.conflicts if replace else ())]
    disputed = marked.conflicts if replace else []
    with transaction(desk.store.connection):
        for change in changes:
            _decide(desk, returned, change)
        spot_checks.accept(desk, returned.ticks)
        marks.take_back(desk, disputed)
        marks.accept(desk, [*marked.fresh, *disputed])
        counts = {
            "decisions": len(changes),
            "ticks": len(returned.ticks),
            "marks": len(marked.fresh) + len(disputed),
        }
        digest = journal.digest_of(returned.source)
        journal.record(desk.store, "import", file=returned.source.name, sha256=digest, **counts)


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
        key=change.edit.key,
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


def _taken(desk: Desk, keys: AbstractSet[str]) -> dict[str, Decision]:
    """Return the latest that imports took in, by the key that the row had."""
    return {
        one["key"]: Decision(Choice(one["after"]), one["reason"], one["reviewer"], one["date"])
        for one in journal.told(desk.store, "decision")
        if one.get("key") in keys
    }
