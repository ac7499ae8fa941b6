"""One run's inventory, read back from the state."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from scanner.keyset import KeySet
from scanner.model import EntityTotal, FileRef, FileReport, Level, Outcome, Tally, Verdict
from scanner.store.rows import (
    FILE_COLUMNS,
    REPORT_COLUMNS,
    TALLY_COLUMNS,
    Row,
    file_from,
    report_from,
    tally_from,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from scanner.store.state import Store

_GRADED = (str(Outcome.SCANNED), str(Outcome.PARTIAL))  # what was not read has no level
_FILES = (
    f"SELECT id, {', '.join((*FILE_COLUMNS, *REPORT_COLUMNS))} "  # noqa: S608 - our own column names
    "FROM file WHERE seen_run = ? ORDER BY root, path"
)
_TALLIES = (
    "SELECT "  # noqa: S608 - our own column names
    + ", ".join(f'"{column}"' for column in TALLY_COLUMNS)
    + " FROM tally WHERE file = ? ORDER BY position"
)
_TABLE = (
    "SELECT "  # noqa: S608 - our own column names
    + ", ".join(f'"{column}"' for column in TALLY_COLUMNS)
    + " FROM tally WHERE file = ? AND part = ? AND field != '' AND verdict IN (?, ?) "
    "ORDER BY position"
)
_TOTALS = 'SELECT entity, count, "distinct", exact FROM total WHERE file = ? ORDER BY entity'
_COUNTS = (
    "SELECT entity, sum(count) FROM total JOIN file ON file.id = total.file "
    "WHERE seen_run = ? GROUP BY entity"
)
_SHARE = (
    "SELECT entity, keys FROM keyset JOIN file ON file.id = keyset.file "
    "WHERE seen_run = ? ORDER BY entity"
)
_OF_ENTITY = (
    "SELECT file.id, part, field, keys FROM keyset JOIN file ON file.id = keyset.file "
    "WHERE seen_run = ? AND entity = ?"
)
_COUNTED = (
    f"SELECT file.id, {', '.join(f'file.{column}' for column in FILE_COLUMNS)}, "  # noqa: S608 - our own column names
    + ", ".join(f'tally."{column}"' for column in TALLY_COLUMNS)
    + " FROM file JOIN tally ON tally.file = file.id WHERE seen_run = ? AND verdict IN (?, ?) "
    "ORDER BY root, path, position"
)
_KEYS = "SELECT keys FROM keyset WHERE file = ? AND part = ? AND field = ? AND entity = ?"
# A file's level, with what other files of the share make of it.
_FINAL = "max(level, coalesce((SELECT level FROM temp.raised WHERE raised.file = file.id), 0))"
_FOLDERS = (
    "SELECT root, folder(path), "  # noqa: S608 - numbers of our own
    + ", ".join(f"sum({_FINAL} = {level:d})" for level in Level)
    + f", sum({_FINAL} >= ?4) AS many, max({_FINAL}) AS worst FROM file "
    "WHERE seen_run = ?1 AND outcome IN (?2, ?3) GROUP BY 1, 2 HAVING many "
    "ORDER BY many DESC, worst DESC, 1, 2 LIMIT ?5"
)


class Counted(NamedTuple):
    """A finding that counts, and where it is."""

    number: int  # of the file, in the state
    file: FileRef
    tally: Tally


class SavedInventory:
    """The files that the store's current run saw; read while the store is open.

    Each number is read once: the run is over.
    """

    def __init__(self, store: Store) -> None:
        self._execute = store.connection.execute
        self._executemany = store.connection.executemany
        self._number = store.run
        self._execute("CREATE TEMP TABLE IF NOT EXISTS raised (file INTEGER PRIMARY KEY, level)")
        self._execute("DELETE FROM temp.raised")

    @cached_property
    def outcomes(self) -> Mapping[Outcome, int]:
        """Count files by outcome."""
        rows = self._rows("SELECT outcome, count(*) FROM file WHERE seen_run = ? GROUP BY 1")
        return {Outcome(outcome): count for outcome, count in rows}

    @cached_property
    def levels(self) -> Mapping[Level, int]:
        """Count the files that were read, by level."""
        rows = self._rows(
            f"SELECT {_FINAL}, count(*) FROM file "  # noqa: S608 - our own names
            "WHERE seen_run = ? AND outcome IN (?, ?) GROUP BY 1",
            *_GRADED,
        )
        return {Level(level): count for level, count in rows}

    @cached_property
    def size(self) -> int:
        """Sum up the bytes in scope."""
        return self._sum("SELECT coalesce(sum(size), 0) FROM file WHERE seen_run = ?")

    @cached_property
    def bytes_read(self) -> int:
        """Sum up the bytes that were examined."""
        return self._sum("SELECT coalesce(sum(bytes_read), 0) FROM file WHERE seen_run = ?")

    @cached_property
    def entities(self) -> Mapping[str, EntityTotal]:
        """Total each entity over the share; one entity's keys are in memory at a time."""
        counts: dict[str, int] = dict(self._rows(_COUNTS))
        groups = groupby(self._rows(_SHARE), key=itemgetter(0))
        return {entity: _total(counts[entity], rows) for entity, rows in groups}

    def counted(self) -> Iterator[Counted]:
        """Stream the findings that count, by root and path, in each file's own order."""
        split = 1 + len(FILE_COLUMNS)
        verdicts = [str(verdict) for verdict in Verdict if verdict.counts]
        for row in self._rows(_COUNTED, *verdicts):
            file = file_from(tuple(row[1:split]))
            yield Counted(row[0], file, tally_from(tuple(row[split:])))

    def table(self, number: int, part: str) -> list[Tally]:
        """Return the findings of one table of a file that count."""
        verdicts = [str(verdict) for verdict in Verdict if verdict.counts]
        rows = self._execute(_TABLE, (number, part, *verdicts))
        return [tally_from(row) for row in rows]

    def keys_of(self, number: int, part: str, field: str, entity: str) -> KeySet:
        """Return the keyed hashes of an entity's values in one column of a file."""
        row = self._execute(_KEYS, (number, part, field, entity)).fetchone()
        return KeySet.from_bytes(row[0]) if row else KeySet()

    def distinct_among(self, entity: str, columns: AbstractSet[tuple[int, str, str]]) -> int:
        """Count an entity's distinct values in some columns together."""
        together = KeySet()
        for number, part, field, packed in self._rows(_OF_ENTITY, entity):
            if (number, part, field) in columns:
                together.merge(KeySet.from_bytes(packed))
        return len(together)

    def raise_levels(self, levels: Mapping[int, Level]) -> None:
        """Count files at no less than these levels; to be said before any number is read."""
        rows = ((number, int(level)) for number, level in levels.items())
        self._executemany("INSERT OR REPLACE INTO temp.raised VALUES (?, ?)", rows)

    def worst_folders(
        self, level: Level, limit: int
    ) -> list[tuple[bytes, bytes, dict[Level, int]]]:
        """Return root, folder and files by level, of folders with most files from ``level`` up."""
        rows = self._rows(_FOLDERS, *_GRADED, int(level), limit)
        return [
            (root, folder, {level: n for level, n in zip(Level, counts, strict=True) if n})
            for root, folder, *counts, _, _ in rows
        ]

    def files(self) -> Iterator[FileReport]:
        """Stream the files by root and path."""
        return (report for _, report in self.numbered())

    def numbered(self) -> Iterator[tuple[int, FileReport]]:
        """Stream the files by root and path, each with its number in the state."""
        split = len(FILE_COLUMNS)
        for number, *values in self._rows(_FILES):
            report = report_from(
                file_from(tuple(values[:split])),
                tuple(values[split:]),
                self._execute(_TALLIES, (number,)),
                self._execute(_TOTALS, (number,)),
            )
            yield number, report

    def _rows(self, sql: str, *args: object) -> Iterator[Row]:
        return self._execute(sql, (self._number, *args))

    def _sum(self, sql: str) -> int:
        ((total,),) = self._rows(sql)
        return int(total)


def _total(count: int, rows: Iterator[Row]) -> EntityTotal:
    together = KeySet()
    for _, packed in rows:
        together.merge(KeySet.from_bytes(packed))
    return EntityTotal(count, len(together), together.exact)
