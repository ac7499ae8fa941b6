"""Opening a listed file so that nobody can tell."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from scanner.errors import Unreadable

if TYPE_CHECKING:
    from typing import BinaryIO

    from scanner.model import FileRef

_QUIET = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_NO_ATIME = getattr(os, "O_NOATIME", 0)  # Linux only, and for the owner of the file only


def open_quietly(path: bytes) -> BinaryIO:
    """Open a regular file for reading, leaving its access time alone where allowed.

    Raises:
        Unreadable: The entry is no regular file any more.
    """
    descriptor = _descriptor(path)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Unreadable("walk.changed_kind")
    return os.fdopen(descriptor, "rb")


def unchanged(file: FileRef, stream: BinaryIO) -> bool:
    """Tell whether the open file is still as it was when it was listed."""
    now = os.fstat(stream.fileno())
    return (now.st_size, now.st_mtime_ns) == (file.size, file.modified_ns)


def size_now(stream: BinaryIO) -> int:
    """Return the bytes that the open file has now: fewer than listed, if it was cut short."""
    return os.fstat(stream.fileno()).st_size


def _descriptor(path: bytes) -> int:
    try:
        return os.open(path, _QUIET | _NO_ATIME)
    except PermissionError:
        return os.open(path, _QUIET)
    except OSError as problem:
        if problem.errno == errno.ELOOP:  # a link since it was listed
            raise Unreadable("walk.changed_kind") from problem
        raise
