"""The memory of a process that scans: what it frees stays at hand, what stays is left alone.

Every chunk takes and frees the same arrays.  Given back to the system in between, each of
their pages would have to be cleared again: a twelfth of the time of a scan.  What lies between
pieces that stay is lost to larger ones, though, so what is held is given back when it has grown.
And Python's collector would look through all that was loaded, again and again while it is being
loaded.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Of GNU's ``malloc.h``: parameters of ``mallopt``.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_MOST_KEPT = 128 << 20  # bytes free at the heap's end
LARGEST = 16 << 20  # bytes: what is as large comes from the system, and goes back to it
_LARGE = 1 << 19  # the same, of a process that only collects
_GROWTH = 64 << 20  # bytes: far more than one task adds to what others left


def keep_freed() -> None:
    """Keep freed memory up to a bound; without GNU's C library nothing changes."""
    if mallopt := _of_gnu("mallopt"):
        mallopt(_TRIM_THRESHOLD, _MOST_KEPT)
        mallopt(_MMAP_THRESHOLD, LARGEST)


def return_large() -> None:
    """Give back what is large as soon as it is freed: for a process that only collects."""
    if mallopt := _of_gnu("mallopt"):
        mallopt(_MMAP_THRESHOLD, _LARGE)


def share_with_arrow() -> None:
    """Let Arrow, which is not loaded yet, keep nothing for itself."""
    if _of_gnu("mallopt"):
        os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"


def give_back() -> None:
    """Give all freed memory back: after what was large, and lay in pieces among others."""
    if trim := _of_gnu("malloc_trim"):
        trim(0)


class Bound:
    """Keeps a process that does task after task from holding ever more."""

    def __init__(self) -> None:
        self._most = 0  # bytes; 0: what the next task leaves will tell

    def keep(self) -> None:
        """Give back what is free, between two tasks, if far more is held than after the first."""
        held = _resident()
        if not self._most:
            self._most = held + _GROWTH
        elif held > self._most:
            give_back()
            self._most = 0


def _resident() -> int:
    """Return the bytes of memory that this process holds, 0 where the system does not tell."""
    with suppress(OSError), open("/proc/self/statm", "rb") as pages:
        return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _of_gnu(name: str) -> Callable[..., int] | None:
    """Return a function of GNU's C library, if that is what we run on."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None


@contextmanager
def loading() -> Iterator[None]:
    """Load what stays for good: the collector passes it over, now and later.

    What is freed from then on is kept.
    """
    keep_freed()
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
