"""One file in a worker: every way it can end is a row, and none of them raises."""

from __future__ import annotations

import errno
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner import classify, readers, walk, worker
from scanner.chunks import Loss, Remark, TextChunk
from scanner.errors import Encrypted, Unreadable, Unsupported
from scanner.evidence import Bucket, FileEvidence
from scanner.messages import say
from scanner.model import (
    FileRef,
    FileReport,
    Layout,
    Level,
    Note,
    Outcome,
    Part,
    PartReport,
    ScanPlan,
)
from scanner.parts import join, share_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

PLAN = ScanPlan(policy="", today="2026-01-01", key=bytes(32))
CANARY = "11010519491231002X"
LOSS = Loss(Note.of("os.device", code="EIO"), size=3)

Course = list["TextChunk | Loss | Remark | BaseException"]


def chunk(data: bytes = b"text\n") -> TextChunk:
    return TextChunk("", data, 0, len(data), 1)


@dataclass
class Judgement:
    """What a judge says: here, only how many findings there were."""

    tallies: tuple[object, ...] = ()
    level: Level = Level.L2
    hits: tuple[object, ...] = ()
    entities: tuple[object, ...] = ()
    keys: tuple[object, ...] = ()


class Detector:
    """Finds one thing in every chunk."""

    def examine(self, chunk: TextChunk, evidence: FileEvidence, title: str) -> None:
        assert title
        field = evidence.text("")
        field.of("X").add(Bucket.WHOLE_VALID, np.array([len(chunk.data)], np.uint64))
        field.rows += 1


def judge(policy: object, evidence: FileEvidence, alarms: object, title: str) -> Judgement:
    assert title
    findings = sum(len(each.entities) for each in evidence.fields.values())
    return Judgement(level=Level(1 + min(findings, 4)))


class Readers:
    """A reader whose parts go as they were told to."""

    def __init__(self, *parts: Course, layout: Layout | BaseException | None = None) -> None:
        self.parts = parts
        pieces = tuple(Part(at, at * 10, at * 10 + 10) for at in range(len(parts)))
        self.layout = layout or Layout("text", "fake", "UTF-8", (Note.of("memory"),), pieces)

    def inspect(self, stream: BinaryIO, file: FileRef, plan: ScanPlan, *, surely: bool) -> Layout:
        if isinstance(self.layout, BaseException):
            raise self.layout
        return self.layout

    def read(
        self, stream: BinaryIO, file: FileRef, layout: Layout, part: Part, plan: ScanPlan
    ) -> Iterator[TextChunk | Loss | Remark]:
        for step in self.parts[part.index]:
            if isinstance(step, BaseException):
                raise step
            yield step


@pytest.fixture
def examine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., FileReport]:
    monkeypatch.setattr("scanner.worker.examining._detector", lambda plan: Detector())
    monkeypatch.setattr("scanner.worker.judging._policy", lambda text: None)
    monkeypatch.setattr(classify, "judge", judge)

    def run(*parts: Course, layout: Layout | BaseException | None = None) -> FileReport:
        fake = Readers(*parts, layout=layout)
        monkeypatch.setattr(readers, "inspect", fake.inspect)
        monkeypatch.setattr(readers, "read", fake.read)
        (whole,) = worker.examine_files(PLAN, [on_disk(tmp_path)])
        split = in_parts(on_disk(tmp_path))
        assert replace(whole, seconds=0) == replace(split, seconds=0)
        return whole

    return run


def test_what_cannot_be_read_is_named_by_the_format_that_was_seen(
    examine: Callable[..., FileReport],
) -> None:
    assert examine(layout=Unsupported("readers.unsupported", format="PDF")).format == "pdf"
    assert examine(layout=Unreadable("readers.changed")).format == ""


def on_disk(folder: Path, size: int = 100) -> FileRef:
    path = folder / "file"
    if not path.exists():
        path.write_bytes(bytes(size))
    status = path.stat()
    return FileRef(bytes(folder), b"file", status.st_size, status.st_mtime_ns)


def in_parts(file: FileRef) -> FileReport:
    layout = worker.inspect_file(PLAN, file)
    if isinstance(layout, FileReport):
        return layout
    parts = [worker.examine_part(PLAN, file, layout, part) for part in layout.parts]
    return worker.conclude(PLAN, file, layout, parts)


def test_a_file_read_to_its_end_is_scanned(examine: Callable[..., FileReport]) -> None:
    report = examine([chunk(), chunk()], [chunk(b"more")])

    assert (report.outcome, report.reason, report.bytes_read) == (Outcome.SCANNED, None, 100)
    assert (report.format, report.encoding, report.level) == ("text", "UTF-8", Level.L2)
    assert report.notes == (Note.of("memory"),)
    assert report.seconds >= 0


def test_a_file_without_parts_is_scanned(examine: Callable[..., FileReport]) -> None:
    report = examine()

    assert (report.outcome, report.bytes_read) == (Outcome.SCANNED, 100)


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (Unreadable("memory"), Outcome.UNREADABLE),
        (Encrypted("memory"), Outcome.ENCRYPTED),
        (Unsupported("memory"), Outcome.UNSUPPORTED),
        (OSError(errno.EIO, CANARY), Outcome.UNREADABLE),
        (MemoryError(CANARY), Outcome.UNREADABLE),
        (OSError(CANARY), Outcome.FAILED),
        (ValueError(CANARY), Outcome.FAILED),
        (RecursionError(CANARY), Outcome.FAILED),
    ],
)
def test_trouble_at_first_sight_is_the_outcome(
    examine: Callable[..., FileReport], trouble: Exception, outcome: Outcome
) -> None:
    for report in (examine(layout=trouble), examine([trouble])):
        assert (report.outcome, report.bytes_read) == (outcome, 0)
        assert report.reason is not None
        assert CANARY not in repr(report) + say(report.reason, "zh") + say(report.reason, "en")


def test_trouble_after_something_was_read_is_partial(examine: Callable[..., FileReport]) -> None:
    report = examine([chunk(), Unreadable("memory")])

    assert (report.outcome, report.reason) == (Outcome.PARTIAL, Note.of("memory"))
    assert report.level == Level.L2
    assert report.bytes_read == 0


def test_a_broken_part_costs_its_bytes_only(examine: Callable[..., FileReport]) -> None:
    report = examine([chunk()], [OSError(errno.EIO, CANARY)], [chunk()], [chunk()])

    assert (report.outcome, report.reason) == (Outcome.PARTIAL, LOSS.reason)
    assert report.bytes_read == 75
    assert report.notes[-1] == Note.of("run.left_out", size=25)


def test_a_bug_in_one_part_fails_the_file_and_keeps_what_was_found(
    examine: Callable[..., FileReport],
) -> None:
    report = examine([chunk()], [chunk(), KeyError(CANARY)])

    assert (report.outcome, report.level) == (Outcome.FAILED, Level.L2)
    assert report.reason is not None
    assert report.reason.key == "bug"
    assert CANARY not in repr(report)


def test_losses_make_it_partial_and_the_first_gives_the_reason(
    examine: Callable[..., FileReport],
) -> None:
    other = Loss(Note.of("memory"), size=2)
    report = examine([chunk(), LOSS, other], [other, chunk()])

    assert (report.outcome, report.reason) == (Outcome.PARTIAL, LOSS.reason)
    assert report.bytes_read == 100 - 3 - 2 - 2


def test_a_remark_is_told_once_and_costs_nothing(examine: Callable[..., FileReport]) -> None:
    remark = Remark(Note.of("os.device", code="EIO"))
    report = examine([chunk(), remark, remark], [chunk(), remark])

    assert (report.outcome, report.reason, report.bytes_read) == (Outcome.SCANNED, None, 100)
    assert report.notes == (Note.of("memory"), remark.note)


def test_a_file_that_changed_is_partial(
    examine: Callable[..., FileReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "unchanged", lambda file, stream: False)
    report = examine([chunk()])

    assert (report.outcome, report.reason) == (Outcome.PARTIAL, Note.of("run.changed"))


def test_a_file_that_vanished_is_unreadable(tmp_path: Path) -> None:
    gone = FileRef(bytes(tmp_path), b"gone", 7)
    report = worker.inspect_file(PLAN, gone)
    part = worker.examine_part(PLAN, gone, Layout("", "", parts=(Part(0, 0, 7),)), Part(0, 0, 7))

    assert isinstance(report, FileReport)
    assert report.reason == part.reason == Note.of("os.vanished", code="ENOENT")
    assert report.outcome == part.outcome == Outcome.UNREADABLE


def test_a_bug_in_judging_is_a_row_too(
    examine: Callable[..., FileReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(policy: object, evidence: FileEvidence, alarms: object, title: str) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr(classify, "judge", explode)
    report = examine([chunk()])

    assert report.outcome is Outcome.FAILED
    assert report.reason is not None
    assert dict(report.reason.args)["kind"] == "ValueError"


def test_ctrl_c_is_no_trouble_of_the_file(examine: Callable[..., FileReport]) -> None:
    with pytest.raises(KeyboardInterrupt):
        examine([KeyboardInterrupt()])


@given(
    st.integers(0, 10**12),
    st.lists(st.integers(1, 1000), min_size=1, max_size=20),
    st.integers(0, 3),
)
def test_the_shares_of_all_parts_add_up_to_the_file(
    size: int, units: list[int], start: int
) -> None:
    edges = np.cumsum([start, *units]).tolist()
    parts = tuple(Part(at, edges[at], edges[at + 1]) for at in range(len(units)))
    layout = Layout("text", "text", parts=parts)
    shares = [share_of(FileRef(b"", b"", size), layout, part) for part in parts]

    assert sum(shares) == size
    assert min(shares) >= 0


outcomes = st.sampled_from([Outcome.SCANNED, Outcome.PARTIAL, Outcome.FAILED, Outcome.UNREADABLE])


@given(st.lists(outcomes, min_size=3, max_size=3))
def test_parts_may_be_joined_in_any_grouping(ends: list[Outcome]) -> None:
    def part(at: int) -> PartReport:
        evidence = FileEvidence()
        Detector().examine(chunk(bytes(at + 1)), evidence, "x")
        reason = None if ends[at] is Outcome.SCANNED else Note.of("memory", at=at)
        file = FileRef(b"/", b"x")
        blocks = (bytes([at]),)
        return PartReport(
            file, Part(at, at, at + 1), ends[at], evidence, reason, at, at, blocks=blocks
        )

    left = join(join(part(0), part(1)), part(2))
    right = join(part(0), join(part(1), part(2)))

    assert replace(left, evidence=None) == replace(right, evidence=None)
    assert (left.part, left.bytes_read) == (Part(0, 0, 3), 3)
    assert left.blocks == (b"\0", b"\1", b"\2")
    assert left.evidence is not None
    assert left.evidence.fields["", ""].of("X").count(Bucket.WHOLE_VALID) == 3
