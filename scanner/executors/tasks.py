"""What a pool runs, and what it promises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, Self

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
