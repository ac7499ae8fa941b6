"""What the coordinator asks a worker to do, and what one that dies costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from scanner import worker
from scanner.executors import Lost, Task
from scanner.parts import join, refutes, share_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.model import FileRef, Layout, Part, PartReport, ScanPlan

_BATCH_FILES = 16
_BATCH_BYTES = 4 << 20
_PATIENCE = 600.0  # seconds that any task gets
_SLOWEST = 200_000  # bytes/s; who is slower than that hangs


@dataclass(frozen=True, slots=True)
class Batch:
    """Small files, examined whole."""

    files: tuple[FileRef, ...]
    again: bool = False  # it has cost a worker already, alone

    def task(self, plan: ScanPlan) -> Task:
        """Make it a task."""
        return Task(worker.examine_files, (plan, self.files), _patience(self.size), self)

    @property
    def size(self) -> int:
        """Return the bytes that it stands for."""
        return sum(file.size for file in self.files)

    def smaller(self, lost: Lost) -> tuple[Batch, ...]:
        """Return what to try instead: each file alone, and alone once more if it was killed."""
        if len(self.files) > 1:
            return tuple(Batch((file,)) for file in self.files)
        if lost is Lost.KILLED and not self.again:
            return (Batch(self.files, again=True),)
        return ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Files that may be copies of what was read: their content, not yet what it means."""

    files: tuple[FileRef, ...]

    def task(self, plan: ScanPlan) -> Task:
        """Make it a task."""
        return Task(worker.digest_files, (plan, self.files), _patience(self.size), self)

    @property
    def size(self) -> int:
        """Return the bytes that it stands for."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True, slots=True)
class Inspection:
    """The first look at a big file."""

    file: FileRef
    again: bool = False
    surely: bool = False  # guess nothing: a guess was refuted

    @property
    def size(self) -> int:
        """Return the bytes that it stands for: their parts are counted."""
        return 0

    def task(self, plan: ScanPlan) -> Task:
        """Make it a task."""
        patience = _patience(self.file.size)  # it may have to look for line ends all over
        parts = self.file.size // plan.part_bytes
        call = partial(worker.inspect_file, surely=True) if self.surely else worker.inspect_file
        return Task(call, (plan, self.file), patience, self, brings=parts)


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a big file."""

    spread: Spread
    part: Part
    again: bool = False

    def task(self, plan: ScanPlan) -> Task:
        """Make it a task."""
        file, layout = self.spread.file, self.spread.layout
        args = (plan, file, layout, self.part)
        return Task(worker.examine_part, args, _patience(self.size), self)

    @property
    def size(self) -> int:
        """Return the bytes that the part stands for."""
        return share_of(self.spread.file, self.spread.layout, self.part)


Job = Batch | Likeness | Inspection | Piece


@dataclass(slots=True)
class Pile:
    """Gathers files for one job, so that a worker gets neither too few nor too much at a time."""

    make: type[Batch | Likeness]
    files: list[FileRef] = field(default_factory=list)
    size: int = 0  # bytes

    def add(self, file: FileRef) -> Iterator[Job]:
        """Yield the job if the file completes it."""
        self.files.append(file)
        self.size += file.size
        if len(self.files) == _BATCH_FILES or self.size >= _BATCH_BYTES:
            yield from self.rest()

    def rest(self) -> Iterator[Job]:
        """Yield the job of what is left, if anything is."""
        if self.files:
            yield self.make(tuple(self.files))
            self.files, self.size = [], 0


@dataclass(slots=True, eq=False)
class Spread:
    """A big file whose parts are spread over the workers and added up in file order."""

    file: FileRef
    layout: Layout
    window: int  # parts in the air or waiting for an earlier one: bounds the memory
    asked: int = 0
    added: int = 0
    whole: PartReport | None = None
    waiting: dict[int, PartReport] = field(default_factory=dict)
    told: int = 0  # bytes of it that were shown as done
    is_refuted: bool = False  # a part begins nowhere: what this one found is worth nothing

    def next_piece(self) -> Piece | None:
        """Return the next part to examine, if one more may be in the air."""
        if self.asked == len(self.layout.parts) or self.asked - self.added >= self.window:
            return None
        self.asked += 1
        return Piece(self, self.layout.parts[self.asked - 1])

    def add(self, report: PartReport) -> None:
        """Add up all that follows without a gap, and begins where it seemed to."""
        self.waiting[report.part.index] = report
        while self.added in self.waiting and not self.is_refuted:
            later = self.waiting.pop(self.added)
            self.is_refuted = refutes(self.layout, later)
            self.whole = join(self.whole, later) if self.whole else later
            self.added += 1

    @property
    def is_complete(self) -> bool:
        """Tell whether every part was added."""
        return self.added == len(self.layout.parts)


def _patience(size: int) -> float:
    return _PATIENCE + size / _SLOWEST
