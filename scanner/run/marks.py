"""Findings that reviewers marked as no personal information."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scanner.alarms import FalseAlarm
from scanner.model import Note, Verdict
from scanner.report.cells import file_key, finding_key, shown
from scanner.review import labels
from scanner.review.lines import Sheet
from scanner.run import journal
from scanner.run.pointed import spot_of, values_at
from scanner.store.alarms import FIELD, OK, VALUE, Alarms, Judged, Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scanner.model import FileReport, Tally
    from scanner.review.lines import Line
    from scanner.run.desk import Desk

_COLUMNS = frozenset({"finding", "reason", "reviewer", "until"})
_GONE = "review.mistake.unknown_finding"
_OUTLIVED = frozenset(  # what befalls a mark that was right when it was taken in
    f"review.mistake.{why}"
    for why in ("unknown_finding", "past", "file_changed", "no_value", "alike")
)

Finding = tuple["FileReport", "Tally"]
Keys = tuple[str, str]  # of the file and of the finding, as a row has them


@dataclass(frozen=True, slots=True)
class Mark:
    """What a row says of a finding."""

    finding: Finding
    says: str  # ``OK``, ``FIELD`` or ``VALUE``
    said: Said
    value: str = ""  # keyed hash of the one that is meant
    before: Judged | None = None  # the latest that was said of it
    where: Note | None = None  # sheet and row, for people


@dataclass(slots=True)
class Marks:
    """What the marks of a workbook come to."""

    fresh: list[Mark] = field(default_factory=list)
    conflicts: list[Mark] = field(default_factory=list)  # said here, and otherwise elsewhere
    mistakes: list[Note] = field(default_factory=list)
    known: int = 0  # said just so already


def understand(desk: Desk, lines: Iterable[Line]) -> Marks:
    """Return what is marked in the Fields sheet, held against what was said before."""
    marked = [one for one in lines if one.sheet is Sheet.FIELDS and one.fills("finding")]
    findings = _findings(desk, marked)
    read = [(line, _mark(line, findings.get(_keys(line)), desk.today)) for line in marked]
    good = [(line, one) for line, one in read if isinstance(one, Mark)]
    wrong = [(line, one) for line, one in read if isinstance(one, Note)]
    named, unclear = _with_values(desk, good)
    result = Marks()
    taken = _taken(desk) if wrong or unclear else {}
    for line, note in [*wrong, *unclear]:
        if note.key in _OUTLIVED and _as_read(line) == taken.get(_keys(line)):
            result.known += 1
        else:
            result.mistakes.append(note)
    result.mistakes += _twice(good)
    judgements = Alarms(desk.store.connection).judgements()
    for line, one in named:
        where = Note.of("review.row", sheet=line.name, row=line.row)
        before = judgements.of(*one.finding)
        mark = replace(one, before=before, where=where)
        if (before.base if before else "") == line.text("base"):
            result.fresh.append(mark)
        elif before and before.says == mark.says and before.holds(desk.today):
            result.known += 1
        else:
            result.conflicts.append(mark)
    return result


def accept(desk: Desk, marks: Iterable[Mark]) -> None:
    """Write the marks down, each of them in the log, inside a transaction."""
    alarms = Alarms(desk.store.connection)
    for mark in marks:
        report, tally = mark.finding
        if mark.says == OK:
            alarms.deny(alarm_of(mark), mark.said)
        else:
            alarms.add(alarm_of(mark), mark.said)
        journal.record(
            desk.store,
            "finding",
            path=shown(report.file.path),
            root=shown(report.file.root),
            part=tally.part,
            field=tally.field,
            entity=tally.entity,
            key=file_key(report.file),
            finding=finding_key(tally),
            was=mark.before.says if mark.before else None,
            says=mark.says,
            reason=mark.said.reason,
            reviewer=mark.said.reviewer,
            until=mark.said.until,
        )


def take_back(desk: Desk, marks: Iterable[Mark]) -> None:
    """Take back what somebody else said of findings, inside a transaction."""
    alarms = Alarms(desk.store.connection)
    for mark in marks:
        if mark.before:
            alarms.take_back(mark.before.number)


def _taken(desk: Desk) -> dict[Keys, tuple[str | None, Said]]:
    """Return the latest that imports took in, by row."""
    return {
        (one["key"], one["finding"]): (
            one["says"],
            Said(one["reason"], one["reviewer"], one["until"]),
        )
        for one in journal.told(desk.store, "finding")
        if "key" in one
    }


def _keys(line: Line) -> Keys:
    return line.text("key"), line.text("finding_key")


def _as_read(line: Line) -> tuple[str | None, Said]:
    """Return what a row says, whether it can be taken in or not."""
    until = labels.day(line.text("until")) or ""
    says = labels.choice("report.finding.", line.text("finding"))
    return says, Said(line.text("reason"), line.text("reviewer"), until)


def _mark(line: Line, finding: Finding | None, today: str) -> Mark | Note:
    """Return what a row says, or what is wrong with it."""
    says, said = _as_read(line)
    problem = _problem(line, says, finding, said)
    if not problem and said.until and said.until < today and says != OK:
        return Note.of("review.mistake.past", sheet=line.name, row=line.row, until=said.until)
    if problem == _GONE:
        return Note.of(problem, sheet=line.name, row=line.row, path=line.text("path"))
    if problem or says is None or finding is None:
        return Note.of(problem, sheet=line.name, row=line.row)
    return Mark(finding, says, said, finding[1].value)


def _twice(marks: Iterable[tuple[Line, Mark]]) -> Iterator[Note]:
    """Tell of rows that say of one finding what another row does not."""
    first: dict[Keys, tuple[Mark, int]] = {}
    for line, mark in marks:
        other, row = first.setdefault(_keys(line), (mark, line.row))
        if (mark.says, mark.said) != (other.says, other.said):
            key = "review.mistake.two_findings"
            yield Note.of(key, sheet=line.name, row=line.row, row2=row)


def _problem(line: Line, says: str | None, finding: Finding | None, said: Said) -> str:
    """Return the key of what is wrong with a row, "" if nothing is."""
    if flaw := line.flaw(_COLUMNS):
        return flaw
    if says is None:
        return "review.mistake.finding"
    if labels.day(line.text("until")) is None:
        return "review.mistake.date"
    if finding is None:
        return _GONE
    if says == FIELD and finding[1].value:
        return "review.mistake.value_only"
    return "" if said.reason or says == OK else "review.mistake.no_reason"


def _findings(desk: Desk, lines: Sequence[Line]) -> dict[tuple[str, str], Finding]:
    """Return the findings that are marked, by the keys of their rows."""
    wanted = set(map(_keys, lines))
    files = {key for key, _ in wanted}
    found: dict[tuple[str, str], Finding] = {}
    for report in desk.inventory.files() if wanted else ():
        if (key := file_key(report.file)) in files:
            for tally in report.tallies:
                found[key, finding_key(tally)] = report, tally
    return {keys: finding for keys, finding in found.items() if keys in wanted}


def _with_values(
    desk: Desk, marks: Sequence[tuple[Line, Mark]]
) -> tuple[list[tuple[Line, Mark]], list[tuple[Line, Note]]]:
    """Find the values that are meant; a mistake where that is not clear."""
    asked = {
        number: (mark.finding[0], spot_of(mark.finding[1]))
        for number, (_, mark) in enumerate(marks)
        if mark.says == VALUE and not mark.value
    }
    values = values_at(desk, asked.values())
    named: list[tuple[Line, Mark]] = []
    mistakes: list[tuple[Line, Note]] = []
    for number, (line, mark) in enumerate(marks):
        if number not in asked:
            named.append((line, mark))
            continue
        report, spot = asked[number]
        found = values[report.file, spot]
        if found and len(found) == 1:
            named.append((line, replace(mark, value=min(found))))
        else:
            mistakes.append((line, Note.of(_unclear(found), sheet=line.name, row=line.row)))
    return named, mistakes


def _unclear(found: frozenset[str] | None) -> str:
    """Return why a value that was pointed at cannot be told."""
    if found is None:
        return "review.mistake.file_changed"
    return "review.mistake.alike" if found else "review.mistake.no_value"


def alarm_of(mark: Mark) -> FalseAlarm:
    """Return the false alarm that a mark speaks of."""
    report, tally = mark.finding
    of_value = bool(mark.value)
    is_known = tally.verdict in (Verdict.SUPPRESSED, Verdict.REJECTED)
    return FalseAlarm(
        part=tally.part,
        field=tally.field,
        entity=tally.entity,
        verdict=Verdict.CONFIRMED if is_known else tally.verdict,
        sample=tally.sample if of_value else "",
        first=tally.first if of_value else "",
        root=report.file.root,
        path=report.file.path,
        content=report.content,
        value=mark.value,
    )
