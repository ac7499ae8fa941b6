"""One run's inventory, read back from the state."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from scanner.keyset import KeySet
from scanner.model import EntityTotal, FileReport, Level, Outcome
from scanner.store.rows import (
    FILE_COLUMNS,
    REPORT_COLUMNS,
    TALLY_COLUMNS,
    Row,
    file_from,
    report_from,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
_TOTALS = 'SELECT entity, count, "distinct", exact FROM total WHERE file = ? ORDER BY entity'
_SHARE = (
    "SELECT entity, count, keys FROM total JOIN file ON file.id = total.file "
    "WHERE seen_run = ? ORDER BY entity"
)
_FOLDERS = (
    "SELECT root, folder(path), "  # noqa: S608 - numbers of our own
    + ", ".join(f"sum(level = {level:d})" for level in Level)
    + ", sum(level >= ?4) AS many, max(level) AS worst FROM file "
    "WHERE seen_run = ?1 AND outcome IN (?2, ?3) GROUP BY 1, 2 HAVING many "
    "ORDER BY many DESC, worst DESC, 1, 2 LIMIT ?5"
)


class SavedInventory:
    """The files that the store's current run saw; read while the store is open.

    Each number is read once: the run is over.
    """

    def __init__(self, store: Store) -> None:
        self._execute = store.connection.execute
        self._number = store.run

    @cached_property
    def outcomes(self) -> Mapping[Outcome, int]:
        """Count files by outcome."""
        rows = self._rows("SELECT outcome, count(*) FROM file WHERE seen_run = ? GROUP BY 1")
        return {Outcome(outcome): count for outcome, count in rows}

    @cached_property
    def levels(self) -> Mapping[Level, int]:
        """Count the files that were read, by level."""
        rows = self._rows(
            "SELECT level, count(*) FROM file WHERE seen_run = ? AND outcome IN (?, ?) GROUP BY 1",
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
        groups = groupby(self._rows(_SHARE), key=itemgetter(0))
        return {entity: _total(rows) for entity, rows in groups}

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
        for number, *values in self._rows(_FILES):
            split = len(FILE_COLUMNS)
            yield report_from(
                file_from(tuple(values[:split])),
                tuple(values[split:]),
                self._execute(_TALLIES, (number,)),
                self._execute(_TOTALS, (number,)),
            )

    def _rows(self, sql: str, *args: object) -> Iterator[Row]:
        return self._execute(sql, (self._number, *args))

    def _sum(self, sql: str) -> int:
        ((total,),) = self._rows(sql)
        return int(total)


def _total(rows: Iterator[Row]) -> EntityTotal:
    count, together = 0, KeySet()
    for _, matches, packed in rows:
        count += matches
        together.merge(KeySet.from_bytes(packed))
    return EntityTotal(count, len(together), together.exact)
