"""The judgement on a file, by all that its parts showed."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, reduce
from typing import TYPE_CHECKING

from scanner import content
from scanner.alarms import digest
from scanner.evidence import FileEvidence
from scanner.model import FileReport, Note, Outcome, Part, PartReport
from scanner.parts import join, joint_outcome
from scanner.worker.course import Course

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.classify.policy import Policy
    from scanner.model import FileRef, Layout, ScanPlan

_TOLD = 20  # gaps of one file; the first is its reason


def load(plan: ScanPlan) -> None:
    """Load what judging takes: whoever waits for others may do it meanwhile."""
    with Course():
        from scanner import classify, messages  # noqa: F401

        messages.catalogue()  # verdicts give their reasons
        _policy(plan.policy)


def conclude(
    plan: ScanPlan, file: FileRef, layout: Layout, parts: Sequence[PartReport], held: bytes = b""
) -> FileReport:
    """Judge what the parts of a file, in file order, showed together.

    ``held`` is the content's hash, where it is not to be made of the parts' own.
    """
    course = Course()
    with course:
        whole = reduce(join, parts) if parts else _nothing_to_read(file)
        evidence = whole.evidence or FileEvidence()
        held = held or _joint_content(plan, whole)
        gaps = evidence.gaps()
        whole = _with_gaps(whole, gaps)
        held = b"" if gaps else held
        alarms = plan.alarms.of(file, held)
        from scanner import classify  # who only examines parts of big files judges none

        judgement = classify.judge(_policy(plan.policy), evidence, alarms, file.title)
        return FileReport(
            file,
            whole.outcome,
            whole.reason,
            layout.format,
            layout.encoding,
            layout.notes + whole.notes + _left_out(file, whole),
            judgement.level,
            judgement.hits,
            judgement.tallies,
            judgement.entities,
            whole.bytes_read,
            whole.seconds,
            judgement.keys,
            content=held,
            counts_ages=_counts_ages(evidence),
            alarms=digest(alarms),
        )
    return course.report(file)


def _nothing_to_read(file: FileRef) -> PartReport:
    nothing = Part(0, 0, 0)
    return PartReport(file, nothing, Outcome.SCANNED, FileEvidence(), bytes_read=file.size)


def _with_gaps(whole: PartReport, gaps: Sequence[Note]) -> PartReport:
    """Let no file be complete whose findings are not; the first gap becomes the reason."""
    if not gaps:
        return whole
    outcome = joint_outcome(whole.outcome, Outcome.PARTIAL)
    reason, *more = (whole.reason, *gaps) if whole.reason else gaps
    return replace(whole, outcome=outcome, reason=reason, notes=(*whole.notes, *more[:_TOLD]))


def _joint_content(plan: ScanPlan, whole: PartReport) -> bytes:
    """Return the content's hash of a file whose parts were all read."""
    if whole.outcome is not Outcome.SCANNED or not whole.blocks:
        return b""
    return content.combined(content.key_of(plan.key), whole.blocks)


def _left_out(file: FileRef, whole: PartReport) -> tuple[Note, ...]:
    size = file.size - whole.bytes_read
    return (Note.of("run.left_out", size=size),) if size else ()


def _counts_ages(evidence: FileEvidence) -> bool:
    """Tell whether children were seen, who grow up without the file being changed."""
    return any(
        one.facts["under_14"]
        for field_ in evidence.whole().fields.values()
        for one in field_.entities.values()
    )


@lru_cache(maxsize=2)
def _policy(text: str) -> Policy:
    from scanner.classify import policy

    return policy.load(text, "")
