"""What is done and what is left to do."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from scanner.model import FileRef, Outcome
from scanner.store.database import connect, transaction
from scanner.store.rows import (
    FILE_COLUMNS,
    REPORT_COLUMNS,
    TALLY_COLUMNS,
    file_row,
    report_row,
    tally_row,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

    from scanner.model import FileReport

# What another look at an unchanged file cannot improve; the rest is tried again.
SETTLED = frozenset({Outcome.SCANNED, Outcome.ENCRYPTED, Outcome.UNSUPPORTED})

_SAVED = (*FILE_COLUMNS, *REPORT_COLUMNS, "fingerprint", "seen_run")
_SAVE = (
    f"INSERT INTO file ({', '.join(_SAVED)}) VALUES ({', '.join('?' * len(_SAVED))}) "  # noqa: S608 - our own column names
    f"ON CONFLICT (root, path) DO UPDATE SET {', '.join(f'{c} = excluded.{c}' for c in _SAVED)} "
    "RETURNING id"
)
_TALLY = f"INSERT INTO tally VALUES (?, ?{', ?' * len(TALLY_COLUMNS)})"  # noqa: S608 - placeholders only
_OF_A_FILE = ("tally", "total", "keyset")
_KNOWN = "SELECT size, modified_ns, outcome, fingerprint FROM file WHERE root = ? AND path = ?"
_SEEN = "UPDATE file SET seen_run = ?, owner = ?, mode = ? WHERE root = ? AND path = ?"


class Store:
    """The state of all runs over the same state file; one process holds it at a time."""

    def __init__(self, path: Path) -> None:
        self.connection: sqlite3.Connection = connect(path)
        self.run = 0  # the current run, once begun
        self._fingerprint = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; what was saved stays."""
        self.connection.close()

    def begin(self, fingerprint: str) -> int:
        """Begin a run whose results count as equal to those with the same fingerprint."""
        self._fingerprint = fingerprint
        with transaction(self.connection), closing(self.connection.cursor()) as cursor:
            cursor.execute(
                "INSERT INTO run (fingerprint, started) VALUES (?, ?)", (fingerprint, _now())
            )
            self.run = cursor.lastrowid or 0
        return self.run

    def finish(self) -> None:
        """Remember that the run saw every file."""
        with transaction(self.connection):
            self.connection.execute("UPDATE run SET finished = ? WHERE id = ?", (_now(), self.run))

    def unfinished(self, files: Sequence[FileRef]) -> list[FileRef]:
        """Return the files that need a look; the others enter this run as they are.

        Those are new, changed, judged under another fingerprint, or were not read in
        full for a reason that may have gone.
        """
        with transaction(self.connection):
            done = {file for file in files if self._is_done(file)}
            self.connection.executemany(
                _SEEN, [(self.run, f.owner, f.mode, f.root, f.path) for f in done]
            )
        return [file for file in files if file not in done]

    def save(self, reports: Iterable[FileReport]) -> None:
        """Replace what is known of these files, all of them or none."""
        with transaction(self.connection):
            for report in reports:
                self._save(report)

    def _is_done(self, file: FileRef) -> bool:
        row = self.connection.execute(_KNOWN, (file.root, file.path)).fetchone()
        if row is None:
            return False
        size, modified_ns, outcome, fingerprint = row
        unchanged = (size, modified_ns) == (file.size, str(file.modified_ns))
        return unchanged and outcome in SETTLED and fingerprint == self._fingerprint

    def _save(self, report: FileReport) -> None:
        run = self.connection
        values = (*file_row(report.file), *report_row(report), self._fingerprint, self.run)
        ((number,),) = run.execute(_SAVE, values).fetchall()
        for table in _OF_A_FILE:
            run.execute(f"DELETE FROM {table} WHERE file = ?", (number,))  # noqa: S608 - our own names
        run.executemany(
            _TALLY, ((number, at, *tally_row(tally)) for at, tally in enumerate(report.tallies))
        )
        run.executemany(
            "INSERT INTO total VALUES (?, ?, ?, ?, ?)",
            (
                (number, entity, total.count, total.distinct, total.exact)
                for entity, total in report.entities
            ),
        )
        run.executemany(
            "INSERT INTO keyset VALUES (?, ?, ?, ?, ?)",
            ((number, *place, keys.to_bytes()) for *place, keys in report.keys),
        )


def _now() -> str:
    return datetime.now(UTC).isoformat()
