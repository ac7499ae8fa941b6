"""What the coordinator asks a worker to do, and what one that dies costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scanner import worker
from scanner.executors import Lost, Task

if TYPE_CHECKING:
    from scanner.model import FileRef, Layout, Part, PartReport, ScanPlan

_PATIENCE = 600.0  # seconds that any task gets
_SLOWEST = 200_000  # bytes/s; who is slower than that hangs


@dataclass(frozen=True, slots=True)
class Batch:
    """Small files, examined whole."""

    files: tuple[FileRef, ...]
    again: bool = False  # it has cost a worker already, alone

    def task(self, plan: ScanPlan) -> Task:
        """Make it a task."""
        size = sum(file.size for file in self.files)
        return Task(worker.examine_files, (plan, self.files), _patience(size), self)

    def smaller(self, lost: Lost) -> tuple[Batch, ...]:
        """Return what to try instead: each file alone, and alone once more if it was killed."""
        if len(self.files) > 1:
            return tuple(Batch((file,)) for file in self.files)
        if lost is Lost.KILLED and not self.again:
            return (Batch(self.files, again=True),)
        return ()


@dataclass(frozen=True, slots=True)
class Inspection:
    """The first look at a big file."""

    file: FileRef
    again: bool = False

    def task(self, plan: ScanPlan) -> Task:
        """Make it a task."""
        patience = _patience(self.file.size)  # it may have to look for line ends all over
        return Task(worker.inspect_file, (plan, self.file), patience, self)


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
        return worker.share_of(self.spread.file, self.spread.layout, self.part)


Job = Batch | Inspection | Piece


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

    def next_piece(self) -> Piece | None:
        """Return the next part to examine, if one more may be in the air."""
        if self.asked == len(self.layout.parts) or self.asked - self.added >= self.window:
            return None
        self.asked += 1
        return Piece(self, self.layout.parts[self.asked - 1])

    def add(self, report: PartReport) -> None:
        """Add up all that follows without a gap."""
        self.waiting[report.part.index] = report
        while self.added in self.waiting:
            later = self.waiting.pop(self.added)
            self.whole = worker.join(self.whole, later) if self.whole else later
            self.added += 1

    @property
    def is_complete(self) -> bool:
        """Tell whether every part was added."""
        return self.added == len(self.layout.parts)


def _patience(size: int) -> float:
    return _PATIENCE + size / _SLOWEST
