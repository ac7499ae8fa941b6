"""Walk, hand out, take back, save: one process leads, and it alone writes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from scanner import worker
from scanner.executors import Lost
from scanner.model import FileReport, Layout, Note, Outcome, PartReport
from scanner.run.jobs import Batch, Inspection, Job, Piece, Spread
from scanner.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scanner.executors import Pool, Task
    from scanner.model import FileRef, Listed, ScanPlan
    from scanner.store import Store

Progress = Callable[[int, int], None]  # files and bytes that are done with since the last call

_LISTED = 256  # entries that are looked up in the state together
_BATCH_FILES = 16
_BATCH_BYTES = 4 << 20
_SPREAD_PER_WORKER = 2  # parts of one big file in the air

T = TypeVar("T")


def run_scan(
    plan: ScanPlan, roots: Sequence[bytes], store: Store, pool: Pool, progress: Progress
) -> None:
    """Bring the store up to date with all files below the roots.

    However it ends, what was saved need not be done again.
    """
    store.begin(plan.fingerprint)
    with pool:
        _Coordinator(plan, store, pool, progress).run(walk(roots, plan.include, plan.exclude))
    store.finish()


@dataclass(eq=False)
class _Coordinator:
    plan: ScanPlan
    store: Store
    pool: Pool
    progress: Progress
    urgent: deque[Job] = field(default_factory=deque)  # tried again, or first parts
    spreads: list[Spread] = field(default_factory=list)

    def run(self, listing: Iterable[Listed]) -> None:
        """Keep the pool full until nothing is left to do."""
        fresh = self._fresh(listing)
        while True:
            while self.pool.room() and (job := self._next(fresh)):
                self.pool.submit(job.task(self.plan))
            if not self.pool.busy():
                return
            self._settle(*self.pool.take())

    def _next(self, fresh: Iterator[Job]) -> Job | None:
        """Choose what to do next: finish what is begun before beginning more."""
        if self.urgent:
            return self.urgent.popleft()
        for spread in self.spreads:
            if piece := spread.next_piece():
                return piece
        return next(fresh, None)

    def _fresh(self, listing: Iterable[Listed]) -> Iterator[Job]:
        """Turn entries into jobs, and at once into rows where there is nothing to do."""
        for entries in _chunked(listing, _LISTED):
            self._save([_final(entry) for entry in entries if entry.outcome])
            files = [entry.file for entry in entries if entry.outcome is None]
            unfinished = self.store.unfinished(files)
            left = set(unfinished)
            done = [file for file in files if file not in left]
            self.progress(len(done), sum(file.size for file in done))
            yield from self._jobs(unfinished)

    def _jobs(self, files: Iterable[FileRef]) -> Iterator[Job]:
        batch: list[FileRef] = []
        for file in files:
            if file.size > 2 * self.plan.part_bytes:
                yield Inspection(file)
                continue
            batch.append(file)
            if len(batch) == _BATCH_FILES or sum(f.size for f in batch) >= _BATCH_BYTES:
                yield Batch(tuple(batch))
                batch = []
        if batch:
            yield Batch(tuple(batch))

    def _settle(self, task: Task, answer: object) -> None:
        match task.tag, answer:
            case Batch() as job, Lost() as lost:
                self._retry(job, lost, task.patience)
            case Inspection() | Piece() as job, Lost() as lost:
                self._retry_one(job, lost, task.patience)
            case Batch(), list() as reports:
                self._save(reports)
            case Inspection(), FileReport() as report:
                self._save([report])
            case Inspection(file=file), Layout() as layout:
                self._spread(file, layout)
            case Piece() as job, PartReport() as report:
                self._add(job, report)
            case _:
                raise TypeError

    def _retry(self, job: Batch, lost: Lost, patience: float) -> None:
        """Try the files of a batch one by one: the others are innocent."""
        smaller = job.smaller(lost)
        self.urgent.extend(smaller)
        if not smaller:
            self._save([_failed(file, lost, patience) for file in job.files])

    def _retry_one(self, job: Inspection | Piece, lost: Lost, patience: float) -> None:
        """Try once more what was killed; what hung would hang again."""
        if lost is Lost.KILLED and not job.again:
            self.urgent.append(replace(job, again=True))
        elif isinstance(job, Inspection):
            self._save([_failed(job.file, lost, patience)])
        else:
            reason = _reason(lost, patience)
            file = job.spread.file
            self._add(job, PartReport(file, job.part, Outcome.FAILED, None, reason))

    def _spread(self, file: FileRef, layout: Layout) -> None:
        spread = Spread(file, layout, window=_SPREAD_PER_WORKER * self.pool.workers)
        self.spreads.append(spread)
        self._finish_if_complete(spread)

    def _add(self, piece: Piece, report: PartReport) -> None:
        piece.spread.add(report)
        self.progress(0, piece.size)
        self._finish_if_complete(piece.spread)

    def _finish_if_complete(self, spread: Spread) -> None:
        if spread.is_complete:
            self.spreads.remove(spread)
            parts = (spread.whole,) if spread.whole else ()
            self.store.save([worker.conclude(self.plan, spread.file, spread.layout, parts)])
            self.progress(1, 0 if parts else spread.file.size)

    def _save(self, reports: Sequence[FileReport]) -> None:
        if reports:
            self.store.save(reports)
            self.progress(len(reports), sum(report.file.size for report in reports))


def _final(entry: Listed) -> FileReport:
    """Make a row of an entry that there is nothing to open about."""
    return FileReport(entry.file, entry.outcome or Outcome.UNREADABLE, entry.reason)


def _failed(file: FileRef, lost: Lost, patience: float) -> FileReport:
    return FileReport(file, Outcome.FAILED, _reason(lost, patience))


def _reason(lost: Lost, patience: float) -> Note:
    if lost is Lost.KILLED:
        return Note.of("run.killed")
    return Note.of("run.hung", minutes=round(patience / 60))


def _chunked(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
