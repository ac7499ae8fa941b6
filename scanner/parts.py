"""The parts of a big file: what bytes they stand for, and how their reports add up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scanner.evidence import FileEvidence
from scanner.model import Outcome

if TYPE_CHECKING:
    from scanner.model import FileRef, Layout, Part, PartReport


def join(earlier: PartReport, later: PartReport) -> PartReport:
    """Add the report of the part that follows; the evidence of ``earlier`` grows."""
    evidence = earlier.evidence or FileEvidence()
    evidence.merge(later.evidence or FileEvidence())
    return replace(
        earlier,
        part=replace(earlier.part, stop=later.part.stop),
        outcome=joint_outcome(earlier.outcome, later.outcome),
        evidence=evidence,
        reason=earlier.reason or later.reason,
        bytes_read=earlier.bytes_read + later.bytes_read,
        seconds=earlier.seconds + later.seconds,
        notes=tuple(dict.fromkeys(earlier.notes + later.notes)),
        blocks=earlier.blocks + later.blocks,
    )


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
