"""The cores of this machine: how many there are, and works done on them together."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def usable_cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def together(works: Sequence[Callable[[], object]], hands: int) -> None:
    """Do works that mostly leave Python, on so many threads."""
    from concurrent.futures import ThreadPoolExecutor  # seldom needed

    with ThreadPoolExecutor(max(1, min(hands, len(works)))) as threads:
        for done in [threads.submit(work) for work in works]:
            done.result()
