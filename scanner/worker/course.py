"""How work on a file goes, and the catch-all: one bad file must not end a scan."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TYPE_CHECKING

from scanner.errors import Miscut, Unreadable, describe
from scanner.evidence import FileEvidence
from scanner.model import FileReport, Outcome, PartReport

if TYPE_CHECKING:
    from scanner.chunks import Loss
    from scanner.model import FileRef, Note, Part


@dataclass(slots=True)
class Course:
    """How work on a file or part goes; entered, it catches whatever stops the work.

    This is the catch-all of a file: one bad file must not end a scan.
    """

    began: float = field(default_factory=perf_counter)
    outcome: Outcome = Outcome.SCANNED
    reason: Note | None = None
    evidence: FileEvidence = field(default_factory=FileEvidence)
    has_read: bool = False
    stopped: bool = False
    is_miscut: bool = False
    lost: int = 0  # bytes
    notes: tuple[Note, ...] = ()

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> bool:
        if not isinstance(problem, Exception):
            return False
        self.stopped, self.is_miscut = True, isinstance(problem, Miscut)
        self.outcome, self.reason = _outcome_of(problem), describe(problem)
        if self.has_read and self.outcome is not Outcome.FAILED:
            self.outcome = Outcome.PARTIAL
        return True

    def leave_out(self, loss: Loss) -> None:
        """Remember something that could not be read."""
        self.outcome = Outcome.PARTIAL
        self.reason = self.reason or loss.reason
        self.lost += loss.size

    def report(self, file: FileRef) -> FileReport:
        """Report a file that was not examined, by the format that its trouble names."""
        named = str(dict(self.reason.args).get("format", "")).lower() if self.reason else ""
        seconds = perf_counter() - self.began
        return FileReport(file, self.outcome, self.reason, named, seconds=seconds)

    def part_report(self, file: FileRef, part: Part, size: int) -> PartReport:
        """Report a part of ``size`` bytes; one that was broken off counts as not read."""
        bytes_read = 0 if self.stopped else max(0, size - self.lost)
        seconds = perf_counter() - self.began
        outcome = self.outcome
        if outcome is Outcome.PARTIAL and not self.has_read:
            outcome = Outcome.UNREADABLE  # a part of nothing is nothing
        report = PartReport(file, part, outcome, self.evidence, self.reason, bytes_read, seconds)
        is_proven, is_miscut = not self.stopped, self.is_miscut
        return replace(report, notes=self.notes, is_proven=is_proven, is_miscut=is_miscut)


def _outcome_of(problem: Exception) -> Outcome:
    if isinstance(problem, Unreadable):
        return problem.outcome
    is_systems = isinstance(problem, MemoryError) or getattr(problem, "errno", None) is not None
    return Outcome.UNREADABLE if is_systems else Outcome.FAILED
