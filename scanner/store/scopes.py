"""Where the latest run looked, and whether it saw all of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_SCOPES = "SELECT root.path, only FROM scope JOIN root ON root.id = scope.root ORDER BY 1, 2"
_FILE = "SELECT 1 FROM file JOIN root ON root.id = file.root WHERE root.path = ? AND file.path = ?"
_RUN = "SELECT id, started, finished FROM run ORDER BY id DESC LIMIT 1"


def tops(connection: sqlite3.Connection) -> list[bytes]:
    """Return the folders and files that were asked for, in the order of the inventory."""
    scopes = connection.execute(_SCOPES).fetchall()
    return [root if only is None else os.path.join(root, only) for root, only in scopes]


def roots(connection: sqlite3.Connection) -> list[bytes]:
    """Return the roots; of a single file, the folder that it lies in."""
    return [root for root, _ in connection.execute(_SCOPES)]


def has_folder(connection: sqlite3.Connection, top: bytes) -> bool:
    """Tell whether any run has looked into a folder."""
    found = connection.execute("SELECT 1 FROM root WHERE path = ?", (top,))
    return found.fetchone() is not None


def has_file(connection: sqlite3.Connection, top: bytes) -> bool:
    """Tell whether any run has looked at a file right below a folder that was scanned."""
    found = connection.execute(_FILE, os.path.split(top))
    return found.fetchone() is not None


def latest_run(connection: sqlite3.Connection) -> tuple[int, str, str | None]:
    """Return number, start and end of the latest run; it has no end if it was interrupted."""
    row: tuple[int, str, str | None] = connection.execute(_RUN).fetchone() or (0, "", None)
    return row
