"""Reading ahead: the disk fetches the next piece while one is worked on."""

from __future__ import annotations

import io
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

_STEP = 128 << 10  # bytes: systems fetch no more of one announcement than they read ahead at most


def announce(stream: BinaryIO, start: int, size: int) -> None:
    """Tell the system, where it listens, which bytes of a file are read next, by whomever."""
    advise = getattr(os, "posix_fadvise", None)  # not on Windows and macOS
    if advise:
        with suppress(io.UnsupportedOperation, OSError):  # it is a hint, no more
            for place in range(start, start + size, _STEP):
                advise(stream.fileno(), place, _STEP, os.POSIX_FADV_WILLNEED)
