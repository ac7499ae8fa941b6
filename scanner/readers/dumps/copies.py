"""Which COPY the rows at a place of a dump are for: a guess.

Its head may stand gigabytes before.  As long as rows look as they did at the last place, they are
taken for the same table's; where they look otherwise, what lies between is searched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scanner.readers.headed.sql import COPY, end_of_copy, table_named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

_SAMPLE = 64 << 10  # bytes of rows that are looked at
_BEGINNING = 4 << 20  # bytes in which the first COPY stands, if there are any
_STEP = 1 << 20  # bytes searched at a time
_LONGEST_HEAD = 64 << 10  # bytes
_LINE = re.compile(rb"\n(?=[Cc][Oo][Pp][Yy]\s|\\\.\r?\n)")
_NULL, _BACKSLASH = rb"\N", ord("\\")

_Looks = tuple[tuple[bool, bool, int], ...]


@dataclass(slots=True)
class Copies:
    """Follows a dump from place to place, in ascending order."""

    stream: BinaryIO
    head: bytes = b""  # of the COPY whose rows stood at the last place
    looks: _Looks = ()  # of these rows
    place: int = 0
    tables: set[bytes] = field(default_factory=set)  # that heads named, as far as was searched

    def at(self, place: int) -> bytes:
        """Return the head of the COPY whose rows stand at a place; b"" if none seem to."""
        if not self.place:
            self._search(min(place, _BEGINNING))
        self.stream.seek(place)
        looks = _looks(self.stream.read(_SAMPLE))
        if looks != self.looks or not looks:
            if looks or self.tables:  # else its rows are no such ones, as far as was seen
                self._search(place)
            self.looks = looks
        self.place = place
        return self.head

    def _search(self, place: int) -> None:
        """Find the last head before a place, unless its rows have ended."""
        kept = b"\n"
        while self.place < place:
            self.stream.seek(self.place)
            fresh = self.stream.read(min(_STEP, place - self.place))
            if not fresh:
                break
            data, done = kept + fresh, 0
            for line in _LINE.finditer(data):
                found = COPY.match(data, line.end())
                if found:
                    self.tables.add(table_named(found))
                if found or data[line.end()] == _BACKSLASH:
                    self.head, done = found[0] if found else b"", line.end()
            kept = data[max(done, len(data) - _LONGEST_HEAD) :]
            self.place += len(fresh)


def rows_of(data: bytes, head: bytes, apart: int) -> tuple[int, int, bytes] | None:
    """Return where some rows of COPY begin, where one does that is far enough, and their head.

    Args:
        data: A piece of a dump.
        head: Of the COPY amid whose rows it begins; b"": amid none.
        apart: Bytes.
    """
    begin = data.find(b"\n") + 1 if head else 0
    while True:
        if not head:
            found = _next_head(data, begin)
            if not found:
                return None
            head, begin = found[0], found.end()
        end = end_of_copy(data, begin)
        place = data.find(b"\n", begin + apart, end - 1 if end >= 0 else len(data)) + 1
        if place:
            return begin, place, head
        if end < 0:
            return None
        head, begin = b"", end


def _next_head(data: bytes, begin: int) -> re.Match[bytes] | None:
    """Return the first head of COPY behind a place."""
    found = (COPY.match(data, line.end()) for line in _LINE.finditer(data, begin))
    return next(filter(None, found), None)


def _looks(sample: bytes) -> _Looks:
    """Return what rows look like, column by column; () if they are no rows with tabs.

    Whether there are letters beyond ASCII, whether anything but digits, and if not, how many.
    """
    rows = [line.rstrip(b"\r").split(b"\t") for line in sample.split(b"\n")[1:-1]]
    width = len(rows[0]) if rows else 0
    if width < 2 or any(len(row) != width for row in rows):  # noqa: PLR2004 -- rows have tabs
        return ()
    return tuple(map(_column_looks, zip(*rows, strict=True)))


def _column_looks(cells: Sequence[bytes]) -> tuple[bool, bool, int]:
    held = [cell for cell in cells if cell != _NULL]
    are_ascii = all(map(bytes.isascii, held))
    are_digits = all(map(bytes.isdigit, held))
    return are_ascii, are_digits, max(map(len, held), default=0) if are_digits else 0
