"""Where the records of a big table seem to end, by a look at little of it.

A line end, and after it a record of the table's width, is most often what it seems.  Where
quotes hold line ends, nothing is guessed.  Whoever reads a part proves the guess at its end.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

    from scanner.readers.delimited.reading import Table

_LOOK = 64 << 10  # bytes looked at in one place
_TRIES = 20  # lines that may begin a record


def likely_ends(
    stream: BinaryIO, size: int, table: Table, first: int, step: int
) -> list[int] | None:
    """Return likely record ends about ``step`` apart; None where they are not to be guessed."""
    look, found, wanted = min(_LOOK, step), list[int](), first
    if not _are_records(_lines(stream, 0, look), table):
        return None
    while size - wanted > look:
        end = _likely_end(_lines(stream, wanted, look), table)
        if not end:
            return None
        found.append(wanted + end)
        wanted += end + step
    return found


def _lines(stream: BinaryIO, place: int, look: int) -> list[str]:
    """Return the lines at a place but for the last, which may go on; a byte is a character."""
    stream.seek(place)
    return list(io.StringIO(stream.read(look).decode("latin-1"), newline=""))[:-1]


def _likely_end(lines: list[str], table: Table) -> int:
    """Return how many bytes stand before the first likely record, 0 if there is none."""
    for at in range(1, min(_TRIES, len(lines))):
        following = lines[at:]
        if len(next(csv.reader(following, delimiter=table.delimiter))) == len(table.fields):
            return sum(map(len, lines[:at])) if _are_records(following, table) else 0
    return 0


def _are_records(lines: list[str], table: Table) -> bool:
    """Tell whether each line is a record: no quotes hold line ends."""
    if not any('"' in line for line in lines):
        return True
    reader = csv.reader(lines, delimiter=table.delimiter)
    return sum(1 for _ in reader) == reader.line_num
