"""Opening the state file: ours or refused, private, and held by one run at a time."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.errors import Misused, is_full
from scanner.store import migrations

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION_ID = 0x48414E44  # "HAND": tells our file from any other database
_PAGE = 16 << 10  # bytes of a page of a new file: keys of large sets are written faster
_WAIT = 1.0  # seconds for a run that is just ending

_REFUSALS = {
    sqlite3.SQLITE_BUSY: "state.in_use",
    sqlite3.SQLITE_NOTADB: "state.foreign",
    sqlite3.SQLITE_CORRUPT: "state.broken",
}
_DISK_TROUBLE = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_CANTOPEN: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
}


def connect(path: Path) -> sqlite3.Connection:
    """Open the state file, made if need be, and hold it alone until it is closed.

    Raises:
        Misused: It is another program's file, a newer version's, broken, in use, or
            cannot be opened.
        OSError: The disk is full.
    """
    with _refusing(path):
        _make_private(path)
        connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        connection.create_function("folder", 1, os.path.dirname, deterministic=True)
    try:
        with _refusing(path):
            _take_over(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def disk_trouble() -> Iterator[None]:
    """Let what SQLite says of the disk be what the system would say.

    Raises:
        OSError: The disk is full or failed.
    """
    try:
        yield
    except sqlite3.OperationalError as problem:
        number = _DISK_TROUBLE.get(problem.sqlite_errorcode & 0xFF)
        if number is None:
            raise
        raise OSError(number, os.strerror(number)) from None


@contextmanager
def transaction(connection: sqlite3.Connection, *, is_large: bool = False) -> Iterator[None]:
    """Commit what happens inside, or none of it; what is large is written but once.

    Raises:
        OSError: The disk is full or failed.
    """
    with disk_trouble(), _past_the_log(connection) if is_large else nullcontext():
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            yield


@contextmanager
def _past_the_log(connection: sqlite3.Connection) -> Iterator[None]:
    """Write into the file itself: what the write-ahead log takes is written twice.

    The pages that change are kept in a journal meanwhile, and put back after a kill.
    """
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    try:
        yield
    finally:
        _use_log(connection)
        (_, _, path), *_ = connection.execute("PRAGMA database_list")
        Path(f"{path}-journal").unlink(missing_ok=True)  # empty: SQLite leaves it to the next run


def _use_log(connection: sqlite3.Connection) -> None:
    """Use the write-ahead log, which makes a commit cheap, and hold the file alone."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("BEGIN IMMEDIATE")  # from here on nobody else may even read
    connection.execute("COMMIT")


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.DatabaseError, OSError) as problem:
        if is_full(problem) or _lacks_room(problem, path.parent):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_CANTOPEN)
        key = _REFUSALS.get(code & 0xFF, "state.unopenable")
        raise Misused(key, path=str(path)) from None


def _lacks_room(problem: Exception, folder: Path) -> bool:
    """Tell whether SQLite failed for want of room: beside SQLITE_FULL it has vague words for it."""
    code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    vague = code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR)
    return code == sqlite3.SQLITE_FULL or (vague and not shutil.disk_usage(folder).free)


def _make_private(path: Path) -> None:
    """Let nobody else read a new state file; not even for a moment."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _take_over(connection: sqlite3.Connection, path: Path) -> None:
    """Lock the file for us, check that it is ours, and bring its tables up.

    An exclusive lock ends with its process, however that ends; log and journal leave a
    sound file after a kill or a power cut.
    """
    connection.execute(f"PRAGMA page_size = {_PAGE}")  # of a new file
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    is_new = not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    _check_owner(connection, path, is_new=is_new)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrations.upgrade(connection)
    connection.execute("COMMIT")
    path.chmod(0o600)
    _use_log(connection)


def _check_owner(connection: sqlite3.Connection, path: Path, *, is_new: bool) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != (0 if is_new else APPLICATION_ID):
        raise Misused("state.foreign", path=str(path))
    if migrations.version_of(connection) > migrations.latest():
        raise Misused("state.newer", path=str(path))
