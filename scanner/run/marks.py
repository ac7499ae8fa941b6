"""Findings that reviewers marked as no personal information."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scanner.alarms import FalseAlarm
from scanner.model import Note, Verdict
from scanner.report.cells import file_key, finding_key, shown
from scanner.review import labels
from scanner.review.lines import Sheet
from scanner.run import journal
from scanner.run.pointed import spot_of, values_at
from scanner.store.alarms import Alarms, Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scanner.model import FileReport, Tally
    from scanner.review.lines import Line
    from scanner.run.desk import Desk

OK, FIELD, VALUE = "ok", "field", "value"
_COLUMNS = frozenset({"finding", "reason", "reviewer", "until"})

Finding = tuple["FileReport", "Tally"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a row says of a finding."""

    finding: Finding
    says: str  # "ok", "field" or "value"
    said: Said
    value: str = ""  # keyed hash of the one that is meant


def understand(desk: Desk, lines: Iterable[Line]) -> tuple[list[Mark], list[Note]]:
    """Return what is marked in the Fields sheet, and the mistakes."""
    marked = [one for one in lines if one.sheet is Sheet.FIELDS and one.fills("finding")]
    findings = _findings(desk, marked)
    marks: list[Mark] = []
    where: list[Line] = []
    mistakes: list[Note] = []
    for line in marked:
        said = _mark(line, findings.get((line.text("key"), line.text("finding_key"))), desk.today)
        if isinstance(said, Note):
            mistakes.append(said)
        else:
            marks.append(said)
            where.append(line)
    named, unclear = _with_values(desk, marks, where)
    return named, [*mistakes, *_twice(marks, where), *unclear]


def accept(desk: Desk, marks: Sequence[Mark]) -> int:
    """Write the marks down, inside a transaction; return how many changed anything."""
    written = 0
    alarms = Alarms(desk.store.connection)
    for mark in marks:
        report, tally = mark.finding
        alarm = _alarm(mark)
        if mark.says == OK:
            if not alarms.withdraw(alarm):
                continue
        else:
            alarms.add(alarm, mark.said)
        written += 1
        journal.record(
            desk.store,
            "finding",
            path=shown(report.file.path),
            root=shown(report.file.root),
            part=tally.part,
            field=tally.field,
            entity=tally.entity,
            says=mark.says,
            reason=mark.said.reason,
            reviewer=mark.said.reviewer,
            until=mark.said.until,
        )
    return written


def _mark(line: Line, finding: Finding | None, today: str) -> Mark | Note:
    """Return what a row says, or what is wrong with it."""
    says = labels.choice("report.finding.", line.text("finding"))
    until = labels.day(line.text("until"))
    said = Said(line.text("reason"), line.text("reviewer"), until or "")
    problem = _problem(line, says, until, finding, said)
    if not problem and until and until < today and says != OK:
        return Note.of("review.mistake.past", sheet=line.name, row=line.row, until=until)
    if problem or says is None or finding is None:
        return Note.of(problem, sheet=line.name, row=line.row)
    return Mark(finding, says, said, finding[1].value)


def _twice(marks: Iterable[Mark], where: Iterable[Line]) -> Iterator[Note]:
    """Tell of rows that say of one finding what another row does not."""
    first: dict[tuple[str, str], tuple[Mark, int]] = {}
    for mark, line in zip(marks, where, strict=True):
        keys = line.text("key"), line.text("finding_key")
        other, row = first.setdefault(keys, (mark, line.row))
        if (mark.says, mark.said) != (other.says, other.said):
            key = "review.mistake.two_findings"
            yield Note.of(key, sheet=line.name, row=line.row, row2=row)


def _problem(
    line: Line, says: str | None, until: str | None, finding: Finding | None, said: Said
) -> str:
    """Return the key of what is wrong with a row, "" if nothing is."""
    if flaw := line.flaw(_COLUMNS):
        return flaw
    if says is None:
        return "review.mistake.finding"
    if until is None:
        return "review.mistake.date"
    if finding is None:
        return "review.mistake.unknown_finding"
    if says == FIELD and finding[1].value:
        return "review.mistake.value_only"
    return "" if said.reason or says == OK else "review.mistake.no_reason"


def _findings(desk: Desk, lines: Sequence[Line]) -> dict[tuple[str, str], Finding]:
    """Return the findings that are marked, by the keys of their rows."""
    wanted = {(line.text("key"), line.text("finding_key")) for line in lines}
    files = {key for key, _ in wanted}
    found: dict[tuple[str, str], Finding] = {}
    for report in desk.inventory.files() if wanted else ():
        if (key := file_key(report.file)) in files:
            for tally in report.tallies:
                found[key, finding_key(tally)] = report, tally
    return {keys: finding for keys, finding in found.items() if keys in wanted}


def _with_values(
    desk: Desk, marks: Sequence[Mark], where: Sequence[Line]
) -> tuple[list[Mark], list[Note]]:
    """Find the values that are meant; a mistake where that is not clear."""
    asked = {
        number: (mark.finding[0], spot_of(mark.finding[1]))
        for number, mark in enumerate(marks)
        if mark.says == VALUE and not mark.value
    }
    values = values_at(desk, asked.values())
    named: list[Mark] = []
    mistakes: list[Note] = []
    for number, mark in enumerate(marks):
        if number not in asked:
            named.append(mark)
            continue
        report, spot = asked[number]
        found = values[report.file, spot]
        if found and len(found) == 1:
            named.append(replace(mark, value=min(found)))
        else:
            line = where[number]
            mistakes.append(Note.of(_unclear(found), sheet=line.name, row=line.row))
    return named, mistakes


def _unclear(found: frozenset[str] | None) -> str:
    """Return why a value that was pointed at cannot be told."""
    if found is None:
        return "review.mistake.file_changed"
    return "review.mistake.alike" if found else "review.mistake.no_value"


def _alarm(mark: Mark) -> FalseAlarm:
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
