"""One value marked as no personal information by file, field, row and masked form."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scanner.errors import Misused
from scanner.report.cells import printable
from scanner.review import labels
from scanner.run import marks
from scanner.run.marks import Mark
from scanner.run.pointed import spot_of, values_at
from scanner.store.alarms import OK, VALUE, Alarms, Said
from scanner.store.database import transaction

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.model import FileReport, Tally
    from scanner.run.desk import Desk


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a person points at, as the reports and the file itself show it."""

    file: Path
    part: str
    field: str
    row: int  # or line, 1-based, not counting the heading
    sample: str  # masked


def mark(desk: Desk, pointed: Pointed, words: Said, *, withdraw: bool) -> int:
    """Suppress a value from the next scan on, or take that back; return of how many entities.

    Raises:
        Misused: There is no such value, or it is not clear which is meant.
    """
    until = labels.day(words.until)
    if until is None:
        raise Misused("review.ruling.until", where="--until")
    if until and until < desk.today and not withdraw:
        raise Misused("review.ruling.past", until=until, text=printable(pointed.sample))
    if not words.reason and not withdraw:
        raise Misused("review.value.no_reason")
    says = OK if withdraw else VALUE
    said = Said(words.reason, words.reviewer, until)
    found = [
        Mark((report, tally), says, said, value) for report, tally, value in _found(desk, pointed)
    ]
    if withdraw:
        alarms = Alarms(desk.store.connection)
        found = [one for one in found if alarms.holds(marks.alarm_of(one))]
    if not found:
        raise Misused("review.ruling.none", text=printable(pointed.sample))
    with transaction(desk.store.connection):
        marks.accept(desk, found)
    return len(found)


def _found(desk: Desk, pointed: Pointed) -> list[tuple[FileReport, Tally, str]]:
    """Return the finding of each entity that the value was taken for, and the value."""
    fields = {(one[0].file, one[1].entity): one for one in _fields(desk, pointed)}
    asked = [
        (report, tally, spot_of(tally, pointed.row, pointed.sample))
        for report, tally in fields.values()
    ]
    values = values_at(desk, [(report, spot) for report, _, spot in asked])
    found = []
    for report, tally, spot in asked:
        hashes = values[report.file, spot]
        if hashes is None:
            raise Misused("review.value.file_changed")
        if len(hashes) > 1:
            raise Misused("review.value.alike", row=pointed.row)
        unit = tally.first.partition(" ")[0]
        shown = replace(tally, sample=spot.sample, first=f"{unit} {spot.row}")
        found += [(report, shown, value) for value in hashes]
    if not found:
        raise Misused("review.value.none", row=pointed.row)
    return found


def _fields(desk: Desk, pointed: Pointed) -> list[tuple[FileReport, Tally]]:
    wanted = os.fsencode(pointed.file)
    found = []
    for report in desk.inventory.files():
        if wanted in (report.file.path, os.path.join(report.file.root, report.file.path)):
            place = pointed.part, pointed.field
            found += [(report, one) for one in report.tallies if (one.part, one.field) == place]
    if len({report.file for report, _ in found}) != 1:
        key = "review.value.two_files" if found else "review.value.no_field"
        raise Misused(key, path=printable(os.fspath(pointed.file)), field=printable(pointed.field))
    return found
