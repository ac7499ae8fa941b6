"""Where tasks run: here, or in processes of this machine that may die without loss.

A pool takes tasks while it has room, and gives each back once, with its answer or ``Lost``.
What dies with a task is one worker, never the pool: nothing but that task is in doubt.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing import connection, resource_tracker
from typing import TYPE_CHECKING, Protocol, Self

from scanner import answers, heap
from scanner.errors import Misused
from scanner.serving import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

_AHEAD = 3  # tasks in the air for each worker: it never waits for the coordinator
_START_PATIENCE = 120.0  # seconds for a new worker to say that it is ready
_PREPARING_PATIENCE = 900.0  # and for one that has to prepare something first
_FALSE_STARTS = 3  # in a row; then this machine cannot run workers at all

Preparation = Callable[[], None]  # a function that a worker can import; so is what it loads


class Lost(StrEnum):
    """Why a task has no answer."""

    KILLED = "killed"  # its worker died: out of memory, a crash in a library
    HUNG = "hung"  # no answer within the task's patience: its worker was killed


@dataclass(frozen=True, slots=True)
class Task:
    """A call of a function that a worker can import."""

    call: Callable[..., object]
    args: tuple[object, ...]
    patience: float  # seconds from when a worker gets it
    tag: object = None  # stays with the coordinator; comes back with the answer
    brings: int = 0  # tasks that its answer will bring: their workers start meanwhile


class Pool(Protocol):
    """Runs a bounded number of tasks; leave it to stop all that still runs."""

    workers: int

    def __enter__(self) -> Self: ...

    def __exit__(self, *trouble: object) -> None: ...

    def room(self) -> bool:
        """Tell whether another task may be submitted."""

    def busy(self) -> bool:
        """Tell whether a task is still to be taken back."""

    def submit(self, task: Task) -> None:
        """Accept a task."""

    def take(self) -> tuple[Task, object]:
        """Wait for any task to end; return it with its answer or ``Lost``."""


@dataclass
class Inline:
    """Runs each task here when it is taken: for tests, notebooks and debuggers."""

    workers: int = 1
    preparation: Preparation | None = None  # not needed: who is alone prepares as it goes
    loading: Preparation | None = None  # nor is this
    _waiting: deque[Task] = field(default_factory=deque)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *trouble: object) -> None:
        self._waiting.clear()

    def begin(self) -> None:
        """Do nothing: who is alone has begun."""

    def room(self) -> bool:
        """Tell whether another task may be submitted."""
        return not self._waiting

    def busy(self) -> bool:
        """Tell whether a task is still to be taken back."""
        return bool(self._waiting)

    def submit(self, task: Task) -> None:
        """Accept a task."""
        self._waiting.append(task)

    def take(self) -> tuple[Task, object]:
        """Run the oldest task."""
        task = self._waiting.popleft()
        return task, task.call(*task.args)


@dataclass(eq=False)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    deadline: float  # by time.monotonic(); meaningless while idle
    task: Task | None = None

    def give(self, task: Task) -> bool:
        """Hand over a task; False if the worker is gone."""
        self.task, self.deadline = task, time.monotonic() + task.patience
        try:
            self.pipe.send((task.call, task.args))
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """End the process at once: it holds nothing that would be lost."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()


class Local:
    """Spawned processes of this machine, started as they are needed.

    A ``preparation`` is what one worker does, and ends, before the others start: work of which
    they all have the use.  ``loading`` is what each does before its first task.
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
        self._idle: list[_Worker] = []
        self._working: dict[Connection, _Worker] = {}  # and those that are starting
        self._ended: deque[tuple[Task, object]] = deque()
        self._in_air = 0
        self._false_starts = 0

    def __enter__(self) -> Self:
        heap.return_large()
        return self

    def __exit__(self, *trouble: object) -> None:
        for worker in (*self._idle, *self._working.values()):
            worker.kill()
        self._idle.clear()
        self._working.clear()

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
            self._turn(_START_PATIENCE)
        self._in_air -= 1
        return self._ended.popleft()

    def _turn(self, seconds: float) -> None:
        """Hand out tasks, wait for news of any worker, and act on it."""
        self._hand_out()
        for pipe in connection.wait(list(self._working), self._until_next_deadline(seconds)):
            self._hear(self._working.pop(pipe))  # type: ignore[call-overload] # waits for ours only
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
        worker = _start(self._preparation, self._loading)
        self._working[worker.pipe] = worker

    def _needs_another(self) -> bool:
        working = self._working.values()
        starting = sum(worker.task is None for worker in working)
        held = (*self._waiting, *(worker.task for worker in working if worker.task))
        wanted = len(self._waiting) + sum(task.brings for task in held)
        most = 1 if self._preparation else self.workers
        return wanted > starting + len(self._idle) and len(working) + len(self._idle) < most

    def _hear(self, worker: _Worker) -> None:
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

    def _bury(self, worker: _Worker, lost: Lost) -> None:
        worker.kill()
        if worker.task is not None:
            self._ended.append((worker.task, lost))
            return
        self._false_starts += 1
        if self._false_starts == _FALSE_STARTS:
            raise Misused("run.no_workers")


def together(works: Sequence[Callable[[], object]], hands: int) -> None:
    """Do works that mostly leave Python, on so many threads."""
    from concurrent.futures import ThreadPoolExecutor  # seldom needed

    with ThreadPoolExecutor(max(1, min(hands, len(works)))) as threads:
        for done in [threads.submit(work) for work in works]:
            done.result()


def usable_cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start(preparation: Preparation | None, loading: Preparation | None) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    step = preparation or loading
    process = context.Process(target=serve, args=(theirs, step), daemon=True)
    with _interrupts_held_back():
        process.start()
    theirs.close()
    patience = _PREPARING_PATIENCE if preparation else _START_PATIENCE
    return _Worker(process, ours, time.monotonic() + patience)


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Let a child inherit that Ctrl-C is not for it; ours comes when we are done."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # starting it would let interrupts through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
