"""What there is at the end of a run, in numbers that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    import sqlite3

_TOTALS = """
SELECT outcome, level, count(*), sum(size), sum(bytes_read) FROM inventory GROUP BY 1, 2
"""


class Totals(TypedDict):
    """A run in numbers; levels count what was read, in full or in part."""

    files: int
    size: int
    bytes_read: int
    outcomes: dict[str, int]
    levels: dict[str, int]  # "4": files of level L4


def totals_of(connection: sqlite3.Connection) -> Totals:
    """Count the inventory."""
    totals = Totals(files=0, size=0, bytes_read=0, outcomes={}, levels={})
    for outcome, level, files, size, bytes_read in connection.execute(_TOTALS):
        totals["files"] += files
        totals["size"] += size
        totals["bytes_read"] += bytes_read
        totals["outcomes"][outcome] = totals["outcomes"].get(outcome, 0) + files
        if outcome in ("scanned", "partial"):
            totals["levels"][str(level)] = totals["levels"].get(str(level), 0) + files
    return totals
