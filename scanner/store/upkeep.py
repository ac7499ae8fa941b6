"""Looking after the state file: is it sound, what can go, what is in it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from scanner.model import Note
from scanner.store.database import disk_trouble, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.store.state import Store

# What has to be 0 in a sound state.
_FLAWS = {
    "file": "SELECT count(*) FROM file WHERE report NOT IN (SELECT id FROM report)",
    "root": "SELECT count(*) FROM file WHERE root NOT IN (SELECT id FROM root)",
    "plan": "SELECT count(*) FROM report WHERE plan NOT IN (SELECT id FROM plan)",
    "scope": "SELECT count(*) FROM scope WHERE root NOT IN (SELECT id FROM root)",
    "change": "SELECT count(*) FROM change WHERE run NOT IN (SELECT id FROM run)",
}
_OLD = "SELECT id FROM run WHERE started < ?"
_FORGET = (
    f"DELETE FROM file WHERE absence = 2 AND last_run IN ({_OLD})",  # noqa: S608 - our own text
    f"DELETE FROM change WHERE run IN ({_OLD})",  # noqa: S608 - our own text
)
_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
)


def flaws(store: Store) -> Iterator[Note]:
    """Yield what is wrong with an open state; nothing, where all is well."""
    for (text,) in store.connection.execute("PRAGMA integrity_check"):
        if text != "ok":
            yield Note.of("state.flaw.pages")
            return
    for table, question in _FLAWS.items():
        ((count,),) = store.connection.execute(question)
        if count:
            yield Note.of("state.flaw.rows", table=table, count=count)


def vacuum(store: Store, days: int) -> None:
    """Forget files that have been gone, and changes that are older, than some days; shrink.

    Decisions, the log and the totals of runs stay.
    """
    oldest = (datetime.now(UTC) - timedelta(days=days)).isoformat()
    with transaction(store.connection):
        for statement in _FORGET:
            store.connection.execute(statement, (oldest,))
        store.drop_unused()
    with disk_trouble():  # it writes the file anew, beside the old one
        store.connection.execute("VACUUM")
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def rows(store: Store) -> Iterator[str]:
    """Yield every row as a line of JSON; paths and hashes in hexadecimal, sets by their size."""
    for (table,) in store.connection.execute(_TABLES).fetchall():
        found = store.connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - from the schema
        names = [column[0] for column in found.description]
        for values in found:
            row = {name: _plain(name, value) for name, value in zip(names, values, strict=True)}
            yield json.dumps({"table": table, **row})


def _plain(name: str, value: Any) -> Any:
    if not isinstance(value, bytes):
        return value
    return len(value) if name == "keys" else value.hex()
