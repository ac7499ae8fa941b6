"""The latest run's inventory, read back from the state."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from scanner.history import Absence
from scanner.keyset import KeySet, count_stored, total_of
from scanner.model import EntityTotal, FileRef, FileReport, Level, Note, Outcome, Tally, Verdict
from scanner.store import archive
from scanner.store.rows import (
    REPORT_COLUMNS,
    SIGHT_COLUMNS,
    TALLY_COLUMNS,
    Row,
    file_from,
    report_from,
    tally_from,
)
from scanner.store.totals import Totals, totals_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from scanner.history import Change, PastRun
    from scanner.store.state import Store

_GRADED = (str(Outcome.SCANNED), str(Outcome.PARTIAL))  # what was not read has no level
_SCOPES = (
    "SELECT root.id, root.path, only FROM scope JOIN root ON root.id = scope.root ORDER BY 2, 3"
)
_FILES = (
    f"SELECT absence, report, {', '.join(f'file.{c}' for c in SIGHT_COLUMNS)}, "  # noqa: S608 - our own column names
    f"{', '.join(f'report.{c}' for c in REPORT_COLUMNS)}, copies, first, last "
    "FROM file JOIN report ON report.id = file.report "
    "LEFT JOIN copy ON copy.content = report.content "
    "WHERE file.root = ?1 AND absence < 2 AND (?2 IS NULL OR file.path = ?2) "
    "AND (?3 IS NULL OR outcome != ?3 OR absence != 0) ORDER BY file.path"
)
# Files of one content; the first and the last of them name each other.
_COPIES = """
CREATE TEMP TABLE copy AS
SELECT content, count(*) AS copies, min(location) AS first, max(location) AS last
FROM (SELECT content, CAST(root || x'2f' || path AS BLOB) AS location FROM inventory
    WHERE content IS NOT NULL AND absence = 0)
GROUP BY content HAVING copies > 1
"""
_TALLIES = (
    "SELECT "  # noqa: S608 - our own column names
    + ", ".join(f'"{column}"' for column in TALLY_COLUMNS)
    + " FROM tally WHERE report = ? ORDER BY position"
)
_TOTALS = 'SELECT entity, count, "distinct", exact FROM total WHERE report = ? ORDER BY entity'
_OWN_TOTAL = 'SELECT "distinct", exact FROM total WHERE report = ? AND entity = ?'
_COUNTS = (
    "SELECT entity, sum(count) FROM inventory JOIN total USING (report) "
    "WHERE absence = 0 GROUP BY entity"
)
_KEYED = (
    "SELECT entity, report, keyset.rowid FROM keyset WHERE report IN "
    "(SELECT report FROM inventory WHERE absence = 0) ORDER BY entity"
)
_COUNTED = (
    f"SELECT file.report, {', '.join(f'file.{column}' for column in SIGHT_COLUMNS)}, "  # noqa: S608 - our own column names
    + ", ".join(f'tally."{column}"' for column in TALLY_COLUMNS)
    + " FROM file JOIN tally ON tally.report = file.report WHERE file.root = ?1 AND absence = 0 "
    "AND (?2 IS NULL OR file.path = ?2) AND verdict IN (?3, ?4) ORDER BY file.path, position"
)
_BARE = _COUNTED.replace('tally."why"', "'[]'")
_TABLE = (
    "SELECT "  # noqa: S608 - our own column names
    + ", ".join(f'"{column}"' for column in TALLY_COLUMNS)
    + " FROM tally WHERE report = ? AND part = ? AND field != '' AND verdict IN (?, ?) "
    "ORDER BY position"
)
_OF_ENTITY = (
    "SELECT report, part, field, keyset.rowid FROM keyset WHERE entity = ? AND report IN "
    "(SELECT report FROM inventory WHERE absence = 0)"
)
_KEYS = "SELECT keys FROM keyset WHERE report = ? AND part = ? AND field = ? AND entity = ?"
_COUNTING = tuple(str(verdict) for verdict in Verdict if verdict.counts)
_FOLDERS = (
    "SELECT root, folder(path), "  # noqa: S608 - numbers of our own
    + ", ".join(f"sum(level = {level:d})" for level in Level)
    + ", sum(level >= ?3) AS many, max(level) AS worst FROM inventory "
    "WHERE outcome IN (?1, ?2) GROUP BY 1, 2 HAVING many "
    "ORDER BY many DESC, worst DESC, 1, 2 LIMIT ?4"
)
_WORST = (
    f"SELECT root, report, {', '.join((*SIGHT_COLUMNS, *REPORT_COLUMNS))} "  # noqa: S608 - our own column names
    "FROM inventory WHERE outcome IN (?, ?) ORDER BY level DESC, "
    "(SELECT sum(count) FROM total WHERE total.report = inventory.report) DESC, root, path LIMIT ?"
)


class Counted(NamedTuple):
    """A finding that counts, and where it is."""

    number: int  # of the report, in the state
    file: FileRef  # the first of the copies that share the report
    tally: Tally


class SavedInventory:
    """The files in the scope of the store's latest run; read while the store is open.

    Each number is read once: the run is over.
    """

    def __init__(self, store: Store) -> None:
        self._connection = store.connection
        self._execute = store.connection.execute

    @cached_property
    def totals(self) -> Totals:
        """Count the inventory."""
        return totals_of(self._connection)

    @property
    def outcomes(self) -> Mapping[Outcome, int]:
        """Count files by outcome."""
        return {Outcome(name): count for name, count in self.totals["outcomes"].items()}

    @property
    def levels(self) -> Mapping[Level, int]:
        """Count the files that were read, by level."""
        return {Level(int(number)): count for number, count in self.totals["levels"].items()}

    @property
    def size(self) -> int:
        """Sum up the bytes in scope."""
        return self.totals["size"]

    @property
    def bytes_read(self) -> int:
        """Sum up the bytes that were examined."""
        return self.totals["bytes_read"]

    @cached_property
    def entities(self) -> Mapping[str, EntityTotal]:
        """Total each entity over the share; one entity's keys are in memory at a time."""
        counts: dict[str, int] = dict(self._execute(_COUNTS))
        groups = groupby(self._execute(_KEYED).fetchall(), key=itemgetter(0))
        return {
            entity: EntityTotal(counts[entity], *self._distinct_of(entity, list(rows)))
            for entity, rows in groups
        }

    def counted(self, *, bare: bool = False) -> Iterator[Counted]:
        """Stream the findings that count, by root and path, in each file's own order.

        A copy of a file says nothing more and is left out.  ``bare``: without the reasons,
        which take longest to read.
        """
        query = _BARE if bare else _COUNTED
        first: dict[int, bytes] = {}
        for root_id, root, only in self._execute(_SCOPES).fetchall():
            for number, *row in self._execute(query, (root_id, only, *_COUNTING)):
                file = file_from(root, tuple(row[: len(SIGHT_COLUMNS)]))
                if first.setdefault(number, file.location) == file.location:
                    yield Counted(number, file, tally_from(tuple(row[len(SIGHT_COLUMNS) :])))

    def table(self, number: int, part: str) -> list[Tally]:
        """Return the findings of one table of a file that count."""
        rows = self._execute(_TABLE, (number, part, *_COUNTING))
        return [tally_from(row) for row in rows]

    def keys_of(self, number: int, part: str, field: str, entity: str) -> KeySet:
        """Return the keyed hashes of an entity's values in one column of a file."""
        row = self._execute(_KEYS, (number, part, field, entity)).fetchone()
        return KeySet.from_bytes(row[0]) if row else KeySet()

    def distinct_among(self, entity: str, columns: AbstractSet[tuple[int, str, str]]) -> int:
        """Count an entity's distinct values in some columns together."""
        every = self._execute(_OF_ENTITY, (entity,)).fetchall()
        rows = [row for *place, row in every if tuple(place) in columns]
        if rows and len(rows) == len(every):
            return self.entities[entity].distinct
        return self._distinct_at(rows)[0]

    def worst_folders(
        self, level: Level, limit: int
    ) -> list[tuple[bytes, bytes, dict[Level, int]]]:
        """Return root, folder and files by level, of folders with most files from ``level`` up."""
        rows = self._execute(_FOLDERS, (*_GRADED, int(level), limit))
        return [
            (root, folder, {level: n for level, n in zip(Level, counts, strict=True) if n})
            for root, folder, *counts, _, _ in rows
        ]

    def worst_files(self, limit: int) -> list[tuple[int, FileReport]]:
        """Return the files of the highest levels, those with most findings first."""
        rows = self._execute(_WORST, (*_GRADED, limit)).fetchall()
        alone = (0, b"", b"")  # whether it has copies is not told here
        return [(row[0], self._report(root, (Absence.HERE, *row, *alone))) for root, *row in rows]

    @cached_property
    def history(self) -> list[PastRun]:
        """Return the whole runs over the same share, the first one first."""
        past = archive.runs(self._connection)
        return [one for one in past if one.finished and one.scope == past[-1].scope]

    @cached_property
    def night_before(self) -> PastRun | None:
        """Return the run that the last one is compared with, if there is one."""
        return archive.night_before(archive.runs(self._connection))

    def changes_since(self, run: int) -> Iterator[Change]:
        """Stream what became of each file since a run ended, by root and path."""
        return archive.changes(self._connection, run)

    def changes(self) -> Iterator[Change]:
        """Stream what became of each file since the run before; none at first."""
        before = self.night_before
        return self.changes_since(before.number) if before else iter(())

    def files(self) -> Iterator[FileReport]:
        """Stream the files by root and path."""
        return (report for _, report in self.numbered())

    def unread(self) -> Iterator[FileReport]:
        """Stream those of the files that were not read in full."""
        return (report for _, report in self.numbered(but=Outcome.SCANNED))

    def numbered(self, but: Outcome | None = None) -> Iterator[tuple[int, FileReport]]:
        """Stream the files by root and path, each with the number of its report in the state.

        Those of one outcome can be left out.
        """
        self._find_copies()
        for root_id, root, only in self._execute(_SCOPES).fetchall():
            for row in self._execute(_FILES, (root_id, only, but)):
                yield row[1], self._report(root, row)

    @cached_property
    def _copies(self) -> None:
        """Find which files are copies of one another."""
        self._execute("DROP TABLE IF EXISTS temp.copy")
        self._execute(_COPIES)
        self._execute("CREATE INDEX temp.copy_content ON copy (content)")

    def _find_copies(self) -> None:
        return self._copies

    def _report(self, root: bytes, row: Row) -> FileReport:
        absence, number, *values, copies, first, last = row
        split = len(SIGHT_COLUMNS)
        file, about = file_from(root, tuple(values[:split])), tuple(values[split:])
        if absence != Absence.HERE:
            return _unreachable(file, about)
        report = report_from(
            file, about, self._execute(_TALLIES, (number,)), self._execute(_TOTALS, (number,))
        )
        if not copies:
            return report
        here = root + b"/" + file.path
        return replace(report, copies=copies, twin=last if here == first else first)

    def _distinct_of(self, entity: str, keyed: Sequence[tuple[str, int, int]]) -> tuple[int, bool]:
        """Count an entity's distinct values; what one file alone has was counted with it."""
        reports = {report for _, report, _ in keyed}
        if len(reports) > 1:
            return self._distinct_at([row for *_, row in keyed])
        ((distinct, is_exact),) = self._execute(_OWN_TOTAL, (*reports, entity))
        return distinct, bool(is_exact)

    def _distinct_at(self, rows: Sequence[int]) -> tuple[int, bool]:
        """Count distinct values, and tell whether that is exact; one set need not be read."""
        if len(rows) == 1:
            with self._connection.blobopen("keyset", "keys", rows[0], readonly=True) as packed:
                count = count_stored(packed.read(1), len(packed))
            if count is not None:
                return count, True
        return total_of(map(self._keys_at, rows))

    def _keys_at(self, number: int) -> KeySet:
        ((packed,),) = self._execute("SELECT keys FROM keyset WHERE rowid = ?", (number,))
        return KeySet.from_bytes(packed)


def _unreachable(file: FileRef, about: Row) -> FileReport:
    """Report a file out of reach: what it showed when it was read holds no longer."""
    outcome, level = about[0], Level(about[REPORT_COLUMNS.index("level")])
    note = (
        Note.of("run.unreachable", level=level.name)
        if outcome in _GRADED
        else Note.of("run.unreachable_unread")
    )
    return FileReport(file, Outcome.UNREACHABLE, note)
