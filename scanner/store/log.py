"""The audit log as it is stored: the state refuses to change or delete a line of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from scanner.store.rows import Row


class Log:
    """Numbered lines with their hashes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def head(self) -> tuple[int, str]:
        """Return number and hash of the newest entry; (0, "") before the first."""
        sql = "SELECT number, hash FROM log ORDER BY number DESC LIMIT 1"
        number, digest = self._connection.execute(sql).fetchone() or (0, "")
        return int(number), str(digest)

    def latest_run(self) -> int:
        """Return the number of the latest run that is written here, 0 before the first."""
        sql = (
            "SELECT json_extract(body, '$.run') FROM log "
            "WHERE json_extract(body, '$.what') = 'run' ORDER BY number DESC LIMIT 1"
        )
        row = self._connection.execute(sql).fetchone()
        return int(row[0]) if row else 0

    def latest_of(self, *kinds: str) -> str:
        """Return the kind of the newest entry of some kinds, "" before the first."""
        sql = (
            "SELECT json_extract(body, '$.what') FROM log WHERE json_extract(body, '$.what') IN "  # noqa: S608 - placeholders only
            f"({', '.join('?' * len(kinds))}) ORDER BY number DESC LIMIT 1"
        )
        row = self._connection.execute(sql, kinds).fetchone()
        return str(row[0]) if row else ""

    def bodies_of(self, kind: str) -> Iterator[str]:
        """Yield what the entries of a kind say, the oldest first."""
        sql = "SELECT body FROM log WHERE json_extract(body, '$.what') = ? ORDER BY number"
        return (str(body) for (body,) in self._connection.execute(sql, (kind,)))

    def append(self, number: int, body: str, digest: str) -> None:
        """Add an entry at the end; used inside the transaction of what it tells of."""
        self._connection.execute("INSERT INTO log VALUES (?, ?, ?)", (number, body, digest))

    def entries(self) -> Iterator[Row]:
        """Yield number, body and hash of all entries, the oldest first."""
        yield from self._connection.execute("SELECT number, body, hash FROM log ORDER BY number")
