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


def _flags(*names: str) -> int:
    """Return flags of ``os.open`` together, without those that the system does not know."""
    return sum(getattr(os, f"O_{name}", 0) for name in names)


_QUIET = _flags("RDONLY", "CLOEXEC", "NOFOLLOW", "NONBLOCK", "BINARY", "NOINHERIT")
_NO_ATIME = _flags("NOATIME")  # Linux only, and for the owner of the file only
_FOLDER = _flags("DIRECTORY")
_PASSING = _flags("CLOEXEC", "DIRECTORY", "PATH")  # through a folder
# Where folders cannot be opened (Windows), paths are taken as they are.
_BY_STEPS = os.open in os.supports_dir_fd and os.scandir in os.supports_fd


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
    if not _BY_STEPS:
        with os.scandir(os.fsdecode(folder.location)) as entries:
            yield entries
        return
    descriptor = _descriptor(folder, _QUIET | _FOLDER)
    try:
        with os.scandir(descriptor) as entries:
            yield entries
    finally:
        os.close(descriptor)


def may_read(file: FileRef) -> bool:
    """Tell whether a file can be opened: its owner or mode may have changed."""
    try:
        open_quietly(file).close()
    except (OSError, Unreadable):
        return False
    return True


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
    if not _BY_STEPS:
        return os.open(file.location, flags)
    *folders, name = file.path.split(b"/")
    here = os.open(file.root, _PASSING)
    try:
        for folder in folders:
            outer, here = here, os.open(folder, _PASSING | _flags("NOFOLLOW"), dir_fd=here)
            os.close(outer)
        return os.open(name, flags, dir_fd=here)
    finally:
        os.close(here)
