"""The schema, grown step by step: ``schema/NNN_what.sql``, each run once, in order.

A new state file runs them all, an older one those that it has not seen; both end up with
the same tables.  A step that was released is never edited: what it left behind is in the
files of users.  To change the schema, add the next number, and a sample of the version
before it to ``tests/old_states.py``.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def steps() -> tuple[str, ...]:
    """Return the scripts in order; the first makes version 1."""
    folder = files("scanner.store").joinpath("schema")
    scripts = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return tuple(script.read_text(encoding="utf-8") for script in scripts)


def latest() -> int:
    """Return the version of the schema that this program knows."""
    return len(steps())


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of an open state file; 0: it is empty."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def upgrade(connection: sqlite3.Connection, target: int | None = None) -> None:
    """Bring the tables up to a version, inside the caller's transaction."""
    wanted = latest() if target is None else target
    for step in steps()[version_of(connection) : wanted]:
        for statement in _statements(step):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {wanted}")


def _statements(script: str) -> Iterator[str]:
    """Split a script: ``executescript`` would commit the transaction it runs in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
