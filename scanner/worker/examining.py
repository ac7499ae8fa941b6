"""Files opened, looked at, examined part by part, and closed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import lru_cache, reduce
from time import perf_counter
from typing import TYPE_CHECKING

from scanner import content, heap, readers, walk
from scanner.chunks import Loss, Remark
from scanner.errors import Unreadable
from scanner.model import Note, Outcome
from scanner.parts import join, refutes, share_of, span_of
from scanner.worker.course import Course
from scanner.worker.judging import conclude

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from scanner.detect import Detector
    from scanner.model import FileRef, FileReport, Layout, Part, PartReport, ScanPlan


def examine_files(plan: ScanPlan, files: Sequence[FileRef]) -> list[FileReport]:
    """Examine files one by one, each whole."""
    return [_examine_file(plan, file) for file in files]


def digest_files(plan: ScanPlan, files: Sequence[FileRef]) -> list[bytes]:
    """Return the keyed hash of each content; b"" where it cannot be read, or is changing."""
    return [_content_of(plan, file) for file in files]


def inspect_file(plan: ScanPlan, file: FileRef, *, surely: bool = False) -> Layout | FileReport:
    """Take a first look: how to read the file, or its report if that cannot be.

    ``surely``: nothing is guessed of its parts any more.
    """
    course = Course()
    with course, walk.open_quietly(file) as stream:
        return readers.inspect(stream, file, plan, surely=surely)
    return course.report(file)


def examine_part(plan: ScanPlan, file: FileRef, layout: Layout, part: Part) -> PartReport:
    """Examine one part of a file."""
    course = Course()
    span = span_of(file, layout, part)
    with course, content.hashed(walk.open_quietly(file), content.key_of(plan.key), span) as stream:
        report = _examine(plan, file, layout, part, stream)
        return replace(report, blocks=stream.blocks())
    return course.part_report(file, part, 0)


def load(regions: tuple[str, ...] = ()) -> None:
    """Load what examining takes; what goes wrong is said of the files that need it."""
    with Course():
        from scanner.detect.finder import finder

        readers.load()
        finder("zh", regions, ())


def _examine_file(plan: ScanPlan, file: FileRef) -> FileReport:
    course = Course()
    with course, content.hashed(walk.open_quietly(file), content.key_of(plan.key)) as stream:
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


def _examine(
    plan: ScanPlan, file: FileRef, layout: Layout, part: Part, stream: BinaryIO
) -> PartReport:
    course = Course()
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


def _content_of(plan: ScanPlan, file: FileRef) -> bytes:
    with (
        suppress(OSError, Unreadable),
        content.hashed(walk.open_quietly(file), content.key_of(plan.key)) as stream,
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


@lru_cache(maxsize=1)
def _detector(plan: ScanPlan) -> Detector:
    with heap.loading():
        from scanner.detect import Detector  # loads Presidio: for those who examine, only

        return Detector(plan)
