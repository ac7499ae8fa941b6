"""What is done and what is left to do."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from scanner.alarms import FalseAlarms, digest
from scanner.model import Outcome
from scanner.store import archive
from scanner.store.alarms import look_again
from scanner.store.comparison import Comparison
from scanner.store.database import connect, transaction
from scanner.store.recorder import Recorder
from scanner.store.rows import REPORT_COLUMNS, TALLY_COLUMNS, report_row, tally_row, telling

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from scanner.history import PastRun
    from scanner.model import FileRef, FileReport, Level, ScanPlan, Scope
    from scanner.store.totals import Totals

# What another look at an unchanged file cannot improve; the rest is tried again.
SETTLED = frozenset({Outcome.SCANNED, Outcome.ENCRYPTED, Outcome.UNSUPPORTED})
# Ages count in whole years; what says that children are in a file may say so a month longer.
_AGES_HOLD = timedelta(days=30)

_INSERTED = (*REPORT_COLUMNS, "size", "extension", "plan", "judged", "alarms")
_INSERT = f"INSERT INTO report ({', '.join(_INSERTED)}) VALUES ({', '.join('?' * len(_INSERTED))})"  # noqa: S608 - our own column names
_TALLY = f"INSERT INTO tally VALUES (?, ?{', ?' * len(TALLY_COLUMNS)})"  # noqa: S608 - placeholders only
_MANY_KEYS = 4 << 20  # 32 MB
_LARGE = 1 << 20  # bytes
_ROOM = "INSERT INTO keyset VALUES (?, ?, ?, ?, zeroblob(?))"
_OF_A_REPORT = ("tally", "total", "keyset", "raised")
_TWIN = (
    "SELECT id FROM report WHERE size = ? AND content = ? AND extension = ? AND plan = ? "
    "AND (judged = '' OR judged >= ?) AND alarms = ?"
)
_SIZE = "SELECT 1 FROM report WHERE size = ? AND content IS NOT NULL AND extension = ? AND plan = ?"
# The first of each pair is asked before every file is looked at: most nights, nothing is to do.
# Another share may have been scanned under another plan since, and that may be a part of this one.
_PLANS_SINCE = (
    "SELECT DISTINCT plan FROM run "
    "WHERE id >= (SELECT max(id) FROM run WHERE scope = ?1 AND id < ?2) AND id < ?2"
)
_FORGET = (
    "UPDATE file SET settled = 0 WHERE settled NOT IN (0, ?) AND EXISTS "
    "(SELECT 1 FROM scope WHERE scope.root = file.root AND (only IS NULL OR only = path))"
)
_AGED = "SELECT id FROM report WHERE judged != '' AND judged < ?"
_AGE = f"UPDATE file SET settled = 0 WHERE settled != 0 AND report IN ({_AGED})"  # noqa: S608 - our own query


class Store:
    """The state of all runs over the same state file; one process holds it at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection: sqlite3.Connection = connect(path)
        self.run = 0  # the current run, once begun
        self._roots: dict[bytes, int] = {}
        self._recorder = Recorder(self.connection, 0, 0)
        self._alarms = FalseAlarms()
        self._today = self._oldest = ""  # days that ages are counted from, ISO
        self._changes = 0  # of the database, when the run began

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

    def begin(self, plan: ScanPlan, scopes: Sequence[Scope]) -> int:
        """Begin a run over some roots, each of them once."""
        self._today = plan.today
        self._oldest = (date.fromisoformat(plan.today) - _AGES_HOLD).isoformat()
        with transaction(self.connection):
            number = self._numbered("plan", "fingerprint", plan.fingerprint)
            self._roots = {
                scope.root: self._numbered("root", "path", scope.root) for scope in scopes
            }
            self.run = self._add_run(number, scopes)
            self._unsettle(number)
            self._alarms = plan.alarms
            look_again(self.connection, self._alarms)
        self._changes = self.connection.total_changes
        self._recorder = Recorder(self.connection, self.run, number)
        return self.run

    def finish(self) -> None:
        """Remember that the run saw every file."""
        with transaction(self.connection):
            if self.connection.total_changes > self._changes:
                self.drop_unused()
            self.connection.execute("UPDATE run SET finished = ? WHERE id = ?", (_now(), self.run))

    def keep(self, totals: Totals) -> None:
        """Remember what there was at the end of the run."""
        with transaction(self.connection):
            self.connection.execute(
                "UPDATE run SET totals = ? WHERE id = ?", (json.dumps(totals), self.run)
            )

    def runs(self) -> list[PastRun]:
        """Return all runs, the first one first."""
        return archive.runs(self.connection)

    def comparison(self, scope: Scope, may_read: Callable[[FileRef], bool]) -> Comparison:
        """Return what compares the listing of a root with what is known of it."""
        return Comparison(scope, self._roots[scope.root], self._recorder, may_read)

    def save(self, reports: Iterable[FileReport]) -> None:
        """Replace what is known of these files, all of them or none."""
        known = list(reports)
        keys = sum(len(one.keys) for report in known for one in report.keys)
        with transaction(self.connection, is_large=keys > _MANY_KEYS):
            for report in known:
                number = self._twin(report.file, report.content) or self._add(report)
                self._put(report.file, number, is_settled=report.outcome in SETTLED)

    def knows_like(self, file: FileRef) -> bool:
        """Tell whether a file of this size, named alike, was read: this one may be its copy."""
        what = (file.size, telling(file), self._recorder.plan)
        return self.connection.execute(_SIZE, what).fetchone() is not None

    def adopt(self, file: FileRef, content: bytes) -> bool:
        """Give a file the report that its content has already; False if it has none."""
        with transaction(self.connection):
            number = self._twin(file, content)
            if number:
                self._put(file, number, is_settled=True)
        return number != 0

    def raise_levels(self, levels: Mapping[int, Level]) -> None:
        """Count reports, by number, at no less than these levels, and no others so."""
        with transaction(self.connection):
            self._recorder.raise_levels({number: int(level) for number, level in levels.items()})

    def _put(self, file: FileRef, report: int, *, is_settled: bool) -> None:
        self._recorder.put(self._roots[file.root], file, report, is_settled=is_settled)

    def _twin(self, file: FileRef, content: bytes) -> int:
        """Return the report of a content, judged as now; 0 if there is none."""
        alarms = digest(self._alarms.of(file, content))
        what = (file.size, content, telling(file), self._recorder.plan, self._oldest, alarms)
        row = self.connection.execute(_TWIN, what).fetchone() if content else None
        return int(row[0]) if row else 0

    def _add(self, report: FileReport) -> int:
        file = report.file
        judged = self._today if report.counts_ages else ""
        about = (file.size, telling(file), self._recorder.plan, judged, report.alarms)
        number = self.connection.execute(_INSERT, (*report_row(report), *about)).lastrowid or 0
        self.connection.executemany(
            _TALLY, ((number, at, *tally_row(tally)) for at, tally in enumerate(report.tallies))
        )
        self.connection.executemany(
            "INSERT INTO total VALUES (?, ?, ?, ?, ?)",
            (
                (number, entity, total.count, total.distinct, total.exact)
                for entity, total in report.entities
            ),
        )
        for part, field, entity, keys in report.keys:
            self._add_keys((number, part, field, entity), keys.to_bytes())
        return number

    def _add_keys(self, place: tuple[int, str, str, str], packed: bytes | memoryview) -> None:
        """Write a set of keys; a large one into its room, or SQLite would copy it twice."""
        if len(packed) < _LARGE:
            self.connection.execute("INSERT INTO keyset VALUES (?, ?, ?, ?, ?)", (*place, packed))
            return
        room = self.connection.execute(_ROOM, (*place, len(packed))).lastrowid or 0
        with self.connection.blobopen("keyset", "keys", room) as target:
            target.write(packed)

    def _add_run(self, plan: int, scopes: Sequence[Scope]) -> int:
        looked = [(self._roots[scope.root], scope.only) for scope in scopes]
        self.connection.execute("DELETE FROM scope")
        self.connection.executemany("INSERT INTO scope VALUES (?, ?)", looked)
        text = json.dumps([[root, only.hex() if only else None] for root, only in looked])
        added = self.connection.execute(
            "INSERT INTO run (plan, started, scope, totals) VALUES (?, ?, ?, '')",
            (plan, _now(), text),
        )
        return added.lastrowid or 0

    def _unsettle(self, plan: int) -> None:
        """Ask for another look at what was judged under another plan, or too long ago."""
        (scope,) = self.connection.execute(
            "SELECT scope FROM run WHERE id = ?", (self.run,)
        ).fetchone()
        before = self.connection.execute(_PLANS_SINCE, (scope, self.run)).fetchall()
        if before != [(plan,)]:
            self.connection.execute(_FORGET, (plan,))
        if self.connection.execute(_AGED, (self._oldest,)).fetchone():
            self.connection.execute(_AGE, (self._oldest,))

    def _numbered(self, table: str, column: str, value: str | bytes) -> int:
        """Return the number of a value in its table, added if need be."""
        self.connection.execute(f"INSERT OR IGNORE INTO {table} ({column}) VALUES (?)", (value,))  # noqa: S608 - our own names
        found = self.connection.execute(f"SELECT id FROM {table} WHERE {column} = ?", (value,))  # noqa: S608 - our own names
        return int(found.fetchone()[0])

    def drop_unused(self) -> None:
        """Delete the reports that no file has any more."""
        self.connection.execute("DELETE FROM report WHERE id NOT IN (SELECT report FROM file)")
        for table in _OF_A_REPORT:
            self.connection.execute(
                f"DELETE FROM {table} WHERE report NOT IN (SELECT id FROM report)"  # noqa: S608 - our own names
            )


def _now() -> str:
    return datetime.now(UTC).isoformat()
