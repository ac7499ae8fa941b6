"""The parts of a big file: what bytes they stand for, and how their reports add up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scanner.evidence import FileEvidence
from scanner.model import Note, Outcome

if TYPE_CHECKING:
    from scanner.model import FileRef, Layout, Part, PartReport

_ADDED = {"size", "count"}  # of a loss: bytes, and values


def join(earlier: PartReport, later: PartReport) -> PartReport:
    """Add the report of the part that follows; the evidence of ``earlier`` grows."""
    evidence = earlier.evidence or FileEvidence()
    notes = (_further(note, _rows(evidence)) for note in later.notes)
    joint_notes = tuple(dict.fromkeys((*earlier.notes, *notes)))
    evidence.merge(later.evidence or FileEvidence())
    return replace(
        earlier,
        part=replace(earlier.part, stop=later.part.stop),
        outcome=joint_outcome(earlier.outcome, later.outcome),
        evidence=evidence,
        reason=_joint_reason(earlier.reason, later.reason),
        bytes_read=earlier.bytes_read + later.bytes_read,
        seconds=earlier.seconds + later.seconds,
        notes=joint_notes,
        is_proven=earlier.is_proven and later.is_proven,
        blocks=earlier.blocks + later.blocks,
    )


def refutes(layout: Layout, report: PartReport) -> bool:
    """Tell whether nobody knows where the part after this one begins: it was guessed.

    Then what the parts after it found is worth nothing.  A part may also need to know what
    stands before it: the last one, too.
    """
    is_last = report.part.stop == layout.parts[-1].stop
    is_open = not report.is_proven and not is_last
    return layout.is_guess and (is_open or report.is_miscut)


def joint_outcome(earlier: Outcome, later: Outcome) -> Outcome:
    """Return how two pieces of work on the same file ended together."""
    if Outcome.FAILED in (earlier, later):
        return Outcome.FAILED
    return earlier if earlier == later else Outcome.PARTIAL


def share_of(file: FileRef, layout: Layout, part: Part) -> int:
    """Return how many of a file's bytes a part stands for; the parts add up to its size."""
    start, stop = span_of(file, layout, part)
    return stop - start


def span_of(file: FileRef, layout: Layout, part: Part) -> tuple[int, int]:
    """Return the bytes that a part stands for; its own units may be others."""
    parts = layout.parts
    first, last = parts[0].start, parts[-1].stop
    follower = parts[part.index + 1].start if part.index + 1 < len(parts) else last
    units = max(1, last - first)
    here = file.size * (part.start - first) // units
    there = file.size if follower == last else file.size * (follower - first) // units
    return here, there


def _rows(evidence: FileEvidence) -> int:
    """Return how many rows of a table were seen."""
    return max((field.rows for field in evidence.fields.values() if field.is_column), default=0)


def _further(note: Note, rows: int) -> Note:
    """Count the row that a note names from the beginning of the file."""
    told = dict(note.args)
    return Note.of(note.key, **told | {"row": int(told["row"]) + rows}) if "row" in told else note


def _joint_reason(earlier: Note | None, later: Note | None) -> Note | None:
    """Return the first reason; what the same loss counts adds up."""
    if not (earlier and later and earlier.key == later.key):
        return earlier or later
    one, other = dict(earlier.args), dict(later.args)
    is_same = one.keys() == other.keys() and all(
        one[name] == other[name] for name in one.keys() - _ADDED
    )
    added = {
        name: int(one[name]) + int(other.get(name, 0))
        for name in one.keys() & (_ADDED if is_same else {"size"})
    }
    return Note.of(earlier.key, **one | added)
