"""Writing the row of a file, and noting what it was before this run."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.store.rows import SIGHT_COLUMNS, sight_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from scanner.model import FileRef

_PUT = (
    f"INSERT INTO file (root, {', '.join(SIGHT_COLUMNS)}, settled, absence, report, first_run, "  # noqa: S608 - our own column names
    "last_run) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?9, ?9) "
    "ON CONFLICT (root, path) DO UPDATE SET size = ?3, modified_ns = ?4, owner = ?5, mode = ?6, "
    "settled = ?7, absence = 0, report = ?8, last_run = ?9"
)
_SEE = "UPDATE file SET owner = ?, mode = ?, absence = 0, last_run = ? WHERE root = ? AND path = ?"
_MISS = (
    "UPDATE file SET absence = ?1, last_run = ?2 WHERE root = ?3 AND path = ?4 AND last_run < ?2"
)
_BEARERS = "SELECT root, path FROM file WHERE report = ? AND absence = 0"
# Short names: there is one such text for every change of every file.
GLANCE = """json_object('size', file.size, 'time', modified_ns, 'mode', mode, 'absence', absence,
    'outcome', outcome,
    'level', max(level, coalesce((SELECT level FROM raised WHERE report = file.report), 0)),
    'found', (SELECT json_group_object(entity, count) FROM total WHERE report = file.report))"""
_GLANCE = (
    f"SELECT {GLANCE} FROM file JOIN report ON report.id = file.report "  # noqa: S608 - our own text
    "WHERE root = ? AND path = ?"
)


@dataclass(frozen=True, slots=True)
class Recorder:
    """One run at work; used inside a transaction."""

    connection: sqlite3.Connection
    run: int
    plan: int

    def put(self, root: int, file: FileRef, report: int, *, is_settled: bool) -> None:
        """Give a file its report."""
        settled = self.plan if is_settled else 0
        with self._noting(root, file.path):
            self.connection.execute(_PUT, (root, *sight_row(file), settled, report, self.run))

    def see(self, root: int, file: FileRef) -> None:
        """Note that an unchanged file is there, with whom it belongs to now."""
        with self._noting(root, file.path):
            self.connection.execute(_SEE, (file.owner, file.mode, self.run, root, file.path))

    def miss(self, root: int, path: bytes, absence: int) -> None:
        """Note that a known file is not there, unless this run has met it."""
        with self._noting(root, path):
            self.connection.execute(_MISS, (absence, self.run, root, path))

    def raise_levels(self, levels: Mapping[int, int]) -> None:
        """Replace what other files make of the reports' levels, by report."""
        before: dict[int, int] = dict(self.connection.execute("SELECT report, level FROM raised"))
        differing = dict(set(levels.items()) ^ set(before.items()))
        for report in differing:
            for root, path in self.connection.execute(_BEARERS, (report,)).fetchall():
                self._note(root, path, self._glance(root, path))
        self.connection.execute("DELETE FROM raised")
        self.connection.executemany("INSERT INTO raised VALUES (?, ?)", levels.items())

    @contextmanager
    def _noting(self, root: int, path: bytes) -> Iterator[None]:
        """Keep what a file was before its first change in this run."""
        before = self._glance(root, path)
        yield
        if before and before != self._glance(root, path):
            self._note(root, path, before)

    def _note(self, root: int, path: bytes, before: str) -> None:
        self.connection.execute(
            "INSERT OR IGNORE INTO change (run, root, path, was) VALUES (?, ?, ?, ?)",
            (self.run, root, path, before),
        )

    def _glance(self, root: int, path: bytes) -> str:
        row = self.connection.execute(_GLANCE, (root, path)).fetchone()
        return str(row[0]) if row else ""
