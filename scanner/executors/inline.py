"""A pool without processes."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from scanner.executors.tasks import Task


@dataclass
class Inline:
    """Runs each task here when it is taken: for tests, notebooks and debuggers."""

    workers: int = 1
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
