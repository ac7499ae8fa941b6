"""A pool of processes of this machine."""

from __future__ import annotations

import time
from collections import deque
from multiprocessing import connection
from typing import TYPE_CHECKING, Self

from scanner import heap
from scanner.errors import Misused
from scanner.executors import answers, forking
from scanner.executors.process import START_PATIENCE, start
from scanner.executors.tasks import Lost

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from scanner.executors.process import Worker
    from scanner.executors.tasks import Preparation, Task

_AHEAD = 3  # tasks in the air for each worker: it never waits for the coordinator
_FALSE_STARTS = 3  # in a row; then this machine cannot run workers at all


class Local:
    """Processes of this machine, started as they are needed.

    A ``preparation`` is what one worker does, and ends, before the others start: work of which
    they all have the use.  ``loading`` is what each needs before its first task: it is done once
    where several can be forked from who has done it.
    """

    def __init__(
        self,
        workers: int,
        preparation: Preparation | None = None,
        loading: Preparation | None = None,
    ) -> None:
        self.workers = workers
        self._preparation = preparation
        self._loading = loading
        self._waiting: deque[Task] = deque()
        self._idle: list[Worker] = []
        self._working: dict[Connection, Worker] = {}  # and those that are starting
        self._ended: deque[tuple[Task, object]] = deque()
        self._in_air = 0
        self._false_starts = 0
        self._may_fork = forking.IS_POSSIBLE and workers > 1  # who is alone needs no template
        self._template: forking.Template | None = None

    def __enter__(self) -> Self:
        heap.return_large()
        return self

    def __exit__(self, *trouble: object) -> None:
        for worker in (*self._idle, *self._working.values()):
            worker.kill()
        self._idle.clear()
        self._working.clear()
        if self._template:
            self._template.close()
            self._template = None

    def begin(self) -> None:
        """Start a first worker: tasks will come, but it takes a while to say which."""
        if self.workers > 0 and not (self._working or self._idle):
            self._start_another()

    def room(self) -> bool:
        """Tell whether another task may be submitted."""
        return self._in_air < _AHEAD * self.workers

    def busy(self) -> bool:
        """Tell whether a task is still to be taken back."""
        return self._in_air > 0

    def submit(self, task: Task) -> None:
        """Accept a task and keep the workers busy: the next call may be long in coming."""
        self._in_air += 1
        self._waiting.append(task)
        self._turn(0)

    def take(self) -> tuple[Task, object]:
        """Wait for any task to end; return it with its answer or ``Lost``."""
        while not self._ended:
            self._turn(START_PATIENCE)
        self._in_air -= 1
        return self._ended.popleft()

    def _turn(self, seconds: float) -> None:
        """Hand out tasks, wait for news of any worker, and act on it."""
        self._hand_out()
        for pipe in connection.wait(list(self._working), self._until_next_deadline(seconds)):
            self._hear(self._working.pop(pipe))  # type: ignore[call-overload] # waits for ours only
            self._hand_out()  # before another is heard, whose answer may be large
        for worker in [w for w in self._working.values() if w.deadline < time.monotonic()]:
            self._bury(self._working.pop(worker.pipe), Lost.HUNG)
        self._hand_out()

    def _until_next_deadline(self, seconds: float) -> float:
        nearest = min((w.deadline for w in self._working.values()), default=float("inf"))
        return max(0.0, min(seconds, nearest - time.monotonic()))

    def _hand_out(self) -> None:
        while self._waiting and self._idle:
            worker, task = self._idle.pop(), self._waiting.popleft()
            if worker.give(task):
                self._working[worker.pipe] = worker
            else:  # it died while it had nothing to do: the task is not to blame
                self._waiting.appendleft(task)
                worker.kill()
        while self._needs_another():
            self._start_another()

    def _start_another(self) -> None:
        worker = self._forked() or start(self._preparation, self._loading)
        self._working[worker.pipe] = worker

    def _forked(self) -> Worker | None:
        if not self._may_fork or self._preparation or not self._loading:
            return None
        self._template = self._template or forking.Template(self._loading)
        return self._template.fork()

    def _needs_another(self) -> bool:
        working = self._working.values()
        starting = sum(worker.task is None for worker in working)
        held = (*self._waiting, *(worker.task for worker in working if worker.task))
        wanted = len(self._waiting) + sum(task.brings for task in held)
        most = 1 if self._preparation else self.workers
        return wanted > starting + len(self._idle) and len(working) + len(self._idle) < most

    def _hear(self, worker: Worker) -> None:
        """Receive an answer, the word that a worker is ready, or that it is gone."""
        try:
            answer = answers.receive(worker.pipe)
        except (EOFError, OSError):
            self._bury(worker, Lost.KILLED)
            return
        self._false_starts = 0
        if self._preparation:
            self._preparation = None
            worker.kill()  # to compile took twice the memory of a scan
            return
        if worker.task is not None:
            self._ended.append((worker.task, answer))
        worker.task = None
        self._idle.append(worker)

    def _bury(self, worker: Worker, lost: Lost) -> None:
        worker.kill()
        if worker.task is not None:
            self._ended.append((worker.task, lost))
            return
        self._false_starts += 1
        self._may_fork = False  # whatever it was: it may be gone in a process begun anew
        if self._false_starts == _FALSE_STARTS:
            raise Misused("run.no_workers")
