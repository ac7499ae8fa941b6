"""Words of the model to rows of a table, and back."""

from __future__ import annotations

import json
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from recognizers import places
from scanner.model import (
    EntityTotal,
    FileRef,
    FileReport,
    Level,
    Note,
    Outcome,
    RuleHit,
    Tally,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = tuple[Any, ...]

SIGHT_COLUMNS = ("path", "size", "modified_ns", "owner", "mode")
REPORT_COLUMNS = (
    "outcome", "reason", "format", "encoding", "notes", "level", "hits", "bytes_read", "seconds",
    "content",
)  # fmt: skip
TALLY_COLUMNS = tuple(field.name for field in fields(Tally))
_tally_values = attrgetter(*TALLY_COLUMNS)
# Made once, not for each note.  ASCII: a note may name a path whose surrogates SQLite would refuse.
_dump = json.JSONEncoder(separators=(",", ":")).encode
_LARGEST = 1 << 63  # what SQLite holds as a number lies below


def sight_row(file: FileRef) -> Row:
    """Return the values of ``SIGHT_COLUMNS``."""
    when = file.modified_ns
    return file.path, file.size, _fitting(when), file.owner, file.mode


def file_from(root: bytes, row: Row) -> FileRef:
    """Rebuild a file from ``SIGHT_COLUMNS``."""
    path, size, modified_ns, owner, mode = row
    return FileRef(root, path, size, int(modified_ns), owner, mode)


def telling(file: FileRef) -> bytes:
    """Return all of a file's name that changes what is made of its content."""
    return b"\0".join([file.extension, *[word.encode() for word in places.gist(file.title)]])


def _fitting(when: int) -> int | str:
    return when if -_LARGEST <= when < _LARGEST else str(when)


def report_row(report: FileReport) -> Row:
    """Return the values of ``REPORT_COLUMNS``."""
    return (
        str(report.outcome),
        _dump([_note_data(report.reason)] if report.reason else []),
        report.format,
        report.encoding,
        _dump([_note_data(note) for note in report.notes]),
        int(report.level),
        _dump([_hit_data(hit) for hit in report.hits]),
        report.bytes_read,
        report.seconds,
        report.content or None,
    )


def report_from(
    file: FileRef, row: Row, tallies: Iterable[Row], totals: Iterable[Row]
) -> FileReport:
    """Rebuild a report; the keys of its distinct values stay in the state."""
    outcome, reason, format_, encoding, notes, level, hits, bytes_read, seconds, content = row
    return FileReport(
        file,
        Outcome(outcome),
        next(iter(_notes(json.loads(reason))), None),
        format_,
        encoding,
        _notes(json.loads(notes)),
        Level(level),
        tuple(_hit(data) for data in json.loads(hits)),
        tuple(tally_from(tally) for tally in tallies),
        tuple(total_from(total) for total in totals),
        bytes_read,
        seconds,
        content=content or b"",
    )


def tally_row(tally: Tally) -> Row:
    """Return the values of ``TALLY_COLUMNS``."""
    values = dict(zip(TALLY_COLUMNS, _tally_values(tally), strict=True))
    values["verdict"] = str(tally.verdict)
    values["why"] = _dump([_note_data(note) for note in tally.why])
    values["level"] = int(tally.level)
    values["facts"] = _dump(dict(tally.facts))
    return tuple(values.values())


def tally_from(row: Row) -> Tally:
    """Rebuild a tally from ``TALLY_COLUMNS``."""
    values = dict(zip(TALLY_COLUMNS, row, strict=True))
    values["verdict"] = Verdict(values["verdict"])
    values["why"] = _notes(json.loads(values["why"]))
    values["level"] = Level(values["level"])
    values["exact"] = bool(values["exact"])
    values["facts"] = tuple(json.loads(values["facts"]).items())
    return Tally(**values)


def total_from(row: Row) -> tuple[str, EntityTotal]:
    """Rebuild one entity's total from (entity, count, distinct, exact)."""
    entity, count, distinct, exact = row
    return entity, EntityTotal(count, distinct, bool(exact))


def _note_data(note: Note) -> list[object]:
    return [note.key, note.args]


def _notes(data: Iterable[Any]) -> tuple[Note, ...]:
    return tuple(Note(key, tuple((name, value) for name, value in args)) for key, args in data)


def _hit_data(hit: RuleHit) -> list[object]:
    return [hit.rule, int(hit.level), hit.basis, _note_data(hit.why), hit.flags]


def _hit(data: Any) -> RuleHit:
    rule, level, basis, why, flags = data
    return RuleHit(rule, Level(level), basis, _notes([why])[0], tuple(flags))
