"""Worker processes: started, given tasks, killed."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, Protocol

from scanner.executors.serving import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from scanner.executors.tasks import Preparation, Task

START_PATIENCE = 120.0  # seconds for a new worker to say that it is ready
_PREPARING_PATIENCE = 900.0  # and for one that has to prepare something first


class Process(Protocol):
    """A process that can be ended."""

    def end(self) -> None:
        """End it at once."""


@dataclass(frozen=True, slots=True)
class Spawned:
    """A child of ours."""

    process: SpawnProcess

    def end(self) -> None:
        """End it at once, and wait until it is gone."""
        self.process.kill()
        self.process.join()
        self.process.close()


@dataclass(eq=False)
class Worker:
    """A worker process, as the coordinator sees it."""

    process: Process
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
        self.process.end()
        self.pipe.close()


def start(preparation: Preparation | None, loading: Preparation | None) -> Worker:
    """Start a process that gets ready by the preparation, or by loading if there is none."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    step = preparation or loading
    process = context.Process(target=serve, args=(theirs, step), daemon=True)
    with interrupts_held_back():
        process.start()
    theirs.close()
    patience = _PREPARING_PATIENCE if preparation else START_PATIENCE
    return Worker(Spawned(process), ours, time.monotonic() + patience)


@contextmanager
def interrupts_held_back() -> Iterator[None]:
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
