"""Four kinds of trouble, and how to speak of it without quoting the data.

``Misused``      the command or a configuration file is wrong: nothing was scanned, exit 2
``Miscut``       a guess of ours is wrong: the file is read again, nobody is told
``Unreadable``   this file cannot be read (``Encrypted``, ``Unsupported`` say why): its row
anything else    a bug of ours: the row says where, never what the data was
"""

from __future__ import annotations

import errno
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.model import Note, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator


class HandoverError(Exception):
    """Base of what we raise on purpose; carries a note instead of free text."""

    def __init__(self, key: str, **args: str | float) -> None:
        super().__init__(key)
        self.note = Note.of(key, **args)

    def __str__(self) -> str:
        """Say it in English, for those who call from Python."""
        from scanner.messages import say  # the command words its notes itself

        return f"{say(self.note, 'en')} ({self.note.key})"


class Misused(HandoverError):
    """A wrong option, policy or folder; found before anything is scanned."""


class Miscut(Exception):
    """A part does not end where a record does, and so the next one begins amid it."""


class Unreadable(HandoverError):
    """The file's content cannot be read."""

    outcome = Outcome.UNREADABLE


class Encrypted(Unreadable):
    """The file is protected by a password or key."""

    outcome = Outcome.ENCRYPTED


class Unsupported(Unreadable):
    """The file's format has no reader yet."""

    outcome = Outcome.UNSUPPORTED


_OS_NOTES = {
    errno.EACCES: "os.denied",
    errno.EPERM: "os.denied",
    errno.ENOENT: "os.vanished",
    errno.ESTALE: "os.vanished",
    errno.EIO: "os.device",
    errno.ENOTDIR: "os.vanished",
    errno.EISDIR: "os.changed_kind",
    errno.ELOOP: "os.loop",
    errno.ENAMETOOLONG: "os.name_too_long",
    errno.EMFILE: "os.too_many_open",
    errno.ENOSPC: "os.disk_full",
    errno.EDQUOT: "os.disk_full",
    errno.EROFS: "os.read_only",
    errno.ETIMEDOUT: "os.device",
}


_NAMED_NOTES = {
    errno.EACCES: "usage.file_denied",
    errno.EPERM: "usage.file_denied",
    errno.ENOENT: "usage.file_missing",
    errno.ENOTDIR: "usage.file_missing",
    errno.EISDIR: "usage.file_folder",
}


@contextmanager
def named_by_user(path: Path) -> Iterator[None]:
    """Word trouble with a file that a command was given: it is none of the share.

    Raises:
        Misused: It is not there, or cannot be opened.
    """
    try:
        yield
    except OSError as problem:
        code = problem.errno or 0
        key = _NAMED_NOTES.get(code, "usage.file_other")
        raise Misused(key, path=str(path), code=errno.errorcode.get(code, str(code))) from None


def is_full(problem: BaseException) -> bool:
    """Tell whether the disk is full: no mistake of anybody's, and mended by making room."""
    return isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT)


def describe(problem: BaseException) -> Note:
    """Word a problem as a note that never quotes data: ``str(problem)`` may."""
    if isinstance(problem, HandoverError):
        return problem.note
    if isinstance(problem, OSError) and problem.errno is not None:
        key = _OS_NOTES.get(problem.errno, "os.other")
        return Note.of(key, code=errno.errorcode.get(problem.errno, str(problem.errno)))
    if isinstance(problem, MemoryError):
        return Note.of("memory")
    return Note.of("bug", kind=type(problem).__name__, where=_our_line(problem))


def _our_line(problem: BaseException) -> str:
    """Return "module.py:12" of the innermost frame that is ours."""
    ours = [
        frame
        for frame in traceback.extract_tb(problem.__traceback__)
        if {"scanner", "recognizers"} & set(Path(frame.filename).parts)
    ]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
