"""Everything that happens to one file, and the catch-all.

``examine_files``  small files, each whole
``inspect_file``, ``examine_part`` (any worker, any order), ``conclude``
                   a big file in ``parts``, which add up to the same report

Nothing here raises: trouble becomes the outcome of its file.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache, reduce
from time import perf_counter
from typing import TYPE_CHECKING

from scanner import content, heap, readers, walk
from scanner.alarms import digest
from scanner.errors import Miscut, Unreadable, describe
from scanner.evidence import FileEvidence
from scanner.model import FileReport, Layout, Loss, Note, Outcome, Part, PartReport, Remark
from scanner.parts import join, joint_outcome, refutes, share_of, span_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from scanner.classify.policy import Policy
    from scanner.detect import Detector
    from scanner.model import FileRef, ScanPlan


_TOLD = 20  # gaps of one file; the first is its reason


def examine_files(plan: ScanPlan, files: Sequence[FileRef]) -> list[FileReport]:
    """Examine files one by one, each whole."""
    return [_examine_file(plan, file) for file in files]


def load(regions: tuple[str, ...] = ()) -> None:
    """Load what examining takes; what goes wrong is said of the files that need it."""
    with _Course():
        readers.load()
        with heap.loading():
            from scanner.detect.finder import finder

            finder("zh", regions, ())


def digest_files(plan: ScanPlan, files: Sequence[FileRef]) -> list[bytes]:
    """Return the keyed hash of each content; b"" where it cannot be read, or is changing."""
    return [_content_of(plan, file) for file in files]


def inspect_file(plan: ScanPlan, file: FileRef, *, surely: bool = False) -> Layout | FileReport:
    """Take a first look: how to read the file, or its report if that cannot be.

    ``surely``: nothing is guessed of its parts any more.
    """
    course = _Course()
    with course, walk.open_quietly(file) as stream:
        return readers.inspect(stream, file, plan, surely=surely)
    return course.report(file)


def examine_part(plan: ScanPlan, file: FileRef, layout: Layout, part: Part) -> PartReport:
    """Examine one part of a file."""
    course = _Course()
    span = span_of(file, layout, part)
    with course, content.hashed(walk.open_quietly(file), _key(plan), span) as stream:
        report = _examine(plan, file, layout, part, stream)
        return replace(report, blocks=stream.blocks())
    return course.part_report(file, part, 0)


def conclude(
    plan: ScanPlan, file: FileRef, layout: Layout, parts: Sequence[PartReport], held: bytes = b""
) -> FileReport:
    """Judge what the parts of a file, in file order, showed together.

    ``held`` is the content's hash, where it is not to be made of the parts' own.
    """
    course = _Course()
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


def _with_gaps(whole: PartReport, gaps: Sequence[Note]) -> PartReport:
    """Let no file be complete whose findings are not; the first gap becomes the reason."""
    if not gaps:
        return whole
    outcome = joint_outcome(whole.outcome, Outcome.PARTIAL)
    reason, *more = (whole.reason, *gaps) if whole.reason else gaps
    return replace(whole, outcome=outcome, reason=reason, notes=(*whole.notes, *more[:_TOLD]))


@dataclass(slots=True)
class _Course:
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


def _examine_file(plan: ScanPlan, file: FileRef) -> FileReport:
    course = _Course()
    with course, content.hashed(walk.open_quietly(file), _key(plan)) as stream:
        layout, parts = _examine_all(plan, file, stream)
        held = _content_if_whole(file, parts, stream)
        report = conclude(plan, file, layout, parts, held)
        return replace(report, seconds=perf_counter() - course.began)
    return course.report(file)


def _examine_all(
    plan: ScanPlan, file: FileRef, stream: BinaryIO, *, surely: bool = False
) -> tuple[Layout, list[PartReport]]:
    """Examine one part after the other; return how they were cut, and what they add up to."""
    layout = readers.inspect(stream, file, plan, surely=surely)
    whole: list[PartReport] = []
    for part in layout.parts:
        report = _examine(plan, file, layout, part, stream)
        if refutes(layout, report):
            return _examine_all(plan, file, stream, surely=True)
        whole = [reduce(join, (*whole, report))]
    return layout, whole


def _content_of(plan: ScanPlan, file: FileRef) -> bytes:
    with (
        suppress(OSError, Unreadable),
        content.hashed(walk.open_quietly(file), _key(plan)) as stream,
    ):
        held = stream.content()
        return held if walk.unchanged(file, stream) else b""
    return b""


def _content_if_whole(file: FileRef, parts: Sequence[PartReport], stream: content.Hashed) -> bytes:
    """Return the content's hash of a file that was read in full, and did not change meanwhile."""
    if not parts or any(part.outcome is not Outcome.SCANNED for part in parts):
        return b""
    held = stream.content()
    return held if walk.unchanged(file, stream) else b""


def _joint_content(plan: ScanPlan, whole: PartReport) -> bytes:
    """Return the content's hash of a file whose parts were all read."""
    if whole.outcome is not Outcome.SCANNED or not whole.blocks:
        return b""
    return content.combined(_key(plan), whole.blocks)


def _counts_ages(evidence: FileEvidence) -> bool:
    """Tell whether children were seen, who grow up without the file being changed."""
    return any(
        one.facts["under_14"]
        for field_ in evidence.whole().fields.values()
        for one in field_.entities.values()
    )


def _examine(
    plan: ScanPlan, file: FileRef, layout: Layout, part: Part, stream: BinaryIO
) -> PartReport:
    course = _Course()
    with course:
        detector, course.evidence.watched = _detector(plan), plan.alarms.watched
        for chunk in readers.read(stream, file, layout, part, plan):
            if isinstance(chunk, Loss):
                course.leave_out(chunk)
            elif isinstance(chunk, Remark):
                course.notes += (chunk.note,)
            else:
                detector.examine(chunk, course.evidence, file.title)
                course.has_read = True
        if not walk.unchanged(file, stream):
            start, stop = span_of(file, layout, part)
            gone = stop - min(max(start, walk.size_now(stream)), stop)
            course.leave_out(Loss(Note.of("run.changed"), gone))
    return course.part_report(file, part, share_of(file, layout, part))


def _outcome_of(problem: Exception) -> Outcome:
    if isinstance(problem, Unreadable):
        return problem.outcome
    is_systems = isinstance(problem, MemoryError) or getattr(problem, "errno", None) is not None
    return Outcome.UNREADABLE if is_systems else Outcome.FAILED


def _nothing_to_read(file: FileRef) -> PartReport:
    nothing = Part(0, 0, 0)
    return PartReport(file, nothing, Outcome.SCANNED, FileEvidence(), bytes_read=file.size)


def _left_out(file: FileRef, whole: PartReport) -> tuple[Note, ...]:
    size = file.size - whole.bytes_read
    return (Note.of("run.left_out", size=size),) if size else ()


@lru_cache(maxsize=1)
def _detector(plan: ScanPlan) -> Detector:
    with heap.loading():
        from scanner.detect import Detector  # loads Presidio: for those who examine, only

        return Detector(plan)


@lru_cache(maxsize=2)
def _key(plan: ScanPlan) -> bytes:
    return content.key_of(plan.key)


@lru_cache(maxsize=2)
def _policy(text: str) -> Policy:
    from scanner.classify import policy

    return policy.load(text, "")
