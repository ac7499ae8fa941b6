"""The memory of a process that scans: what it frees stays at hand, what stays is left alone.

Every chunk takes and frees the same arrays.  Given back to the system in between, each of
their pages would have to be cleared again: a twelfth of the time of a scan.  And Python's
collector would look through all that was loaded, again and again while it is being loaded.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Of GNU's ``malloc.h``: parameters of ``mallopt``.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_MOST_KEPT = 128 << 20  # bytes free at the heap's end
LARGEST = 16 << 20  # bytes: what is larger comes from the system, and goes back to it
_LARGE = 1 << 19  # the same, of a process that only collects


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
