"""What a process frees it keeps at hand for its next chunk.

Every chunk takes and frees the same arrays.  Given back to the system in between, each of
their pages would have to be cleared again: a twelfth of the time of a scan.
"""

from __future__ import annotations

import ctypes
import sys

# Of GNU's ``malloc.h``: parameters of ``mallopt``.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_MOST_KEPT = 128 << 20  # bytes free at the heap's end
_LARGEST = 16 << 20  # bytes: what is larger comes from the system, and goes back to it


def keep_freed() -> None:
    """Keep freed memory up to a bound; without GNU's C library nothing changes."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_TRIM_THRESHOLD, _MOST_KEPT)
        mallopt(_MMAP_THRESHOLD, _LARGEST)
