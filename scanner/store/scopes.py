"""Where the latest run looked, and whether it saw all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_SCOPES = "SELECT root.path, only FROM scope JOIN root ON root.id = scope.root ORDER BY 1, 2"
_RUN = "SELECT id, started, finished FROM run ORDER BY id DESC LIMIT 1"


def scopes(connection: sqlite3.Connection) -> list[tuple[bytes, bytes | None]]:
    """Return the roots, each with the only file of it that was asked for, in their order."""
    return connection.execute(_SCOPES).fetchall()


def latest_run(connection: sqlite3.Connection) -> tuple[int, str, str | None]:
    """Return number, start and end of the latest run; it has no end if it was interrupted."""
    row: tuple[int, str, str | None] = connection.execute(_RUN).fetchone() or (0, "", None)
    return row
