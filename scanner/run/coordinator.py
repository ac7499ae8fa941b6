"""Walk, hand out, take back, save: one process leads, and it alone writes."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from scanner import worker
from scanner.executors import Lost, together
from scanner.model import FileReport, Layout, Note, Outcome, PartReport
from scanner.run.agenda import Agenda
from scanner.run.jobs import Batch, Inspection, Job, Likeness, Piece, Spread
from scanner.store.scopes import has_file, has_folder
from scanner.walk import Listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.executors import Pool, Task
    from scanner.model import FileRef, ScanPlan
    from scanner.run.manner import Manner
    from scanner.store import Store

_SPREAD_PER_WORKER = 4  # parts of one big file in the air
_JOINED_TOGETHER = 2  # sets of keys: each is held twice meanwhile


def run_scan(
    plan: ScanPlan, roots: Sequence[bytes], store: Store, pool: Pool, manner: Manner
) -> bool:
    """Bring the store up to date with all files below the roots.

    However it ends, what was saved need not be done again.  False: it was time to stop
    before all was done.
    """
    known = store.connection
    files = [
        root for root in roots if has_file(known, root) and not has_folder(known, root)
    ]  # a missing one does not tell what it was
    listing = Listing(roots, plan.include, plan.exclude, files)
    store.begin(plan, listing.scopes)
    agenda = Agenda(plan, store, manner)
    with pool:
        is_complete = _Coordinator(plan, store, pool, manner, agenda).run(listing)
    if is_complete:
        agenda.end()
        store.finish()
    return is_complete


@dataclass(eq=False)
class _Coordinator:
    plan: ScanPlan
    store: Store
    pool: Pool
    manner: Manner
    agenda: Agenda
    urgent: deque[Job] = field(default_factory=deque)  # tried again, or found to be needed
    spreads: list[Spread] = field(default_factory=list)

    def run(self, listing: Listing) -> bool:
        """Keep the pool full until nothing is left to do, or it is time to stop."""
        fresh = self.agenda.jobs(listing)
        stopped = False
        while True:
            while not stopped and self.pool.room() and (job := self._next(fresh)):
                self.manner.pace(job.size)
                self.pool.submit(job.task(self.plan))
                if isinstance(job, Inspection):
                    worker.load_judging(self.plan)  # which is done here, while others read
                stopped = self.manner.is_time_to_stop()
            if not self.pool.busy():
                return not stopped
            self._settle(*self.pool.take())
            stopped = stopped or self.manner.is_time_to_stop()

    def _next(self, fresh: Iterator[Job]) -> Job | None:
        """Choose what to do next: finish what is begun before beginning more."""
        if self.urgent:
            return self.urgent.popleft()
        for spread in self.spreads:
            if piece := spread.next_piece():
                return piece
        return next(fresh, None)

    def _settle(self, task: Task, answer: object) -> None:
        match task.tag, answer:
            case Piece(spread=Spread(is_refuted=True)), _:
                pass  # its file was begun anew meanwhile
            case Batch() as job, Lost() as lost:
                self._retry(job, lost, task.patience)
            case Inspection() | Piece() as job, Lost() as lost:
                self._retry_one(job, lost, task.patience)
            case Likeness(files=files), Lost():
                self.urgent.extend(self.agenda.compared(files, [b""] * len(files)))
            case Likeness(files=files), list() as contents:
                self.urgent.extend(self.agenda.compared(files, contents))
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
        spread = piece.spread
        spread.add(report)
        spread.told += piece.size
        self.manner.progress(0, piece.size)
        if spread.is_refuted:
            self._begin_anew(spread)
        else:
            self._finish_if_complete(spread)

    def _begin_anew(self, spread: Spread) -> None:
        """Drop what was found behind a wrong cut, and all that is still to be asked there."""
        self.spreads.remove(spread)
        self.manner.progress(0, -spread.told)
        self.urgent = deque(job for job in self.urgent if not _is_of(job, spread))
        self.urgent.append(Inspection(spread.file, surely=True))

    def _finish_if_complete(self, spread: Spread) -> None:
        if spread.is_complete:
            self.spreads.remove(spread)
            self._join_keys(spread)
            parts = (spread.whole,) if spread.whole else ()
            report = worker.conclude(self.plan, spread.file, spread.layout, parts)
            self._keep([report])
            self.manner.progress(1, 0 if parts else spread.file.size)

    def _join_keys(self, spread: Spread) -> None:
        """Use the cores of idle workers for what takes longest of all that follows."""
        if spread.whole and spread.whole.evidence:
            large = [partial(len, keys) for keys in spread.whole.evidence.large_sets()]
            together(large, min(self.pool.workers, _JOINED_TOGETHER))

    def _save(self, reports: Sequence[FileReport]) -> None:
        self._keep(reports)
        self.manner.progress(len(reports), sum(report.file.size for report in reports))

    def _keep(self, reports: Sequence[FileReport]) -> None:
        self.store.save(reports)
        self.urgent.extend(self.agenda.released(report.file for report in reports))


def _is_of(job: Job, spread: Spread) -> bool:
    return isinstance(job, Piece) and job.spread is spread


def _failed(file: FileRef, lost: Lost, patience: float) -> FileReport:
    return FileReport(file, Outcome.FAILED, _reason(lost, patience))


def _reason(lost: Lost, patience: float) -> Note:
    if lost is Lost.KILLED:
        return Note.of("run.killed")
    return Note.of("run.hung", minutes=round(patience / 60))
