"""Reading ahead: the disk fetches the next piece while one is worked on."""

from __future__ import annotations

import io
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO


def announce(stream: BinaryIO, start: int, size: int) -> None:
    """Tell the system, where it listens, which bytes of a file are read next."""
    advise = getattr(os, "posix_fadvise", None)  # not on Windows and macOS
    if advise and size > 0:
        with suppress(io.UnsupportedOperation, OSError):  # it is a hint, no more
            advise(stream.fileno(), start, size, os.POSIX_FADV_WILLNEED)
