"""Opening a listed file so that nobody can tell."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scanner.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from scanner.model import FileRef

_QUIET = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
_NO_ATIME = getattr(os, "O_NOATIME", 0)  # Linux only, and for the owner of the file only
_PASSING = os.O_CLOEXEC | os.O_DIRECTORY | getattr(os, "O_PATH", 0)  # through a folder


def open_quietly(file: FileRef) -> BinaryIO:
    """Open a regular file for reading, leaving its access time alone where allowed.

    Raises:
        Unreadable: The entry is no regular file any more.
    """
    try:
        descriptor = _descriptor(file, _QUIET)
    except OSError as problem:
        if problem.errno == errno.ELOOP:  # a link since it was listed
            raise Unreadable("walk.changed_kind") from problem
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Unreadable("walk.changed_kind")
    return os.fdopen(descriptor, "rb")


@contextmanager
def listed_quietly(folder: FileRef) -> Iterator[Iterator[os.DirEntry[str]]]:
    """Offer the entries of a folder, leaving its access time alone where allowed."""
    descriptor = _descriptor(folder, _QUIET | os.O_DIRECTORY)
    try:
        with os.scandir(descriptor) as entries:
            yield entries
    finally:
        os.close(descriptor)


def unchanged(file: FileRef, stream: BinaryIO) -> bool:
    """Tell whether the open file is still as it was when it was listed."""
    now = os.fstat(stream.fileno())
    return (now.st_size, now.st_mtime_ns) == (file.size, file.modified_ns)


def size_now(stream: BinaryIO) -> int:
    """Return the bytes that the open file has now: fewer than listed, if it was cut short."""
    return os.fstat(stream.fileno()).st_size


def _descriptor(file: FileRef, flags: int) -> int:
    try:
        return _opened(file, flags | _NO_ATIME)
    except PermissionError:
        return _opened(file, flags)


def _opened(file: FileRef, flags: int) -> int:
    """Open an entry step by step from its root.

    A folder above it may have become a link since it was listed: none is followed.
    """
    *folders, name = file.path.split(b"/")
    here = os.open(file.root, _PASSING)
    try:
        for folder in folders:
            outer, here = here, os.open(folder, _PASSING | os.O_NOFOLLOW, dir_fd=here)
            os.close(outer)
        return os.open(name, flags, dir_fd=here)
    finally:
        os.close(here)
