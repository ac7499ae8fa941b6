"""Dumps of databases: rows of INSERT and COPY, with the columns they are for.

The columns are those that the statement lists, or else those of the CREATE TABLE before it;
a column's comment, COMMENT '姓名', names it better than xm does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from scanner.errors import Miscut
from scanner.readers.headed import columns
from scanner.readers.headed.rows import MOST_PLACES, fields, fresh, joined, labelled, values

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from recognizers.grouping import Ints
    from scanner.readers.headed.rows import Labels

_BEGIN = re.compile(
    rb"\b(?:INSERT|REPLACE\s(?:[\w\s]{0,40}\s)?INTO|CREATE\s(?:[\w\s]{0,40}\s)?TABLE|COPY)\s",
    re.IGNORECASE,
)
INSERT = re.compile(
    rb"(?:INSERT|REPLACE)\s(?:[\w\s]{0,60}?\bINTO\s)?\s*"
    + columns.NAME
    + rb"\s*(?:\(([^()]*)\)\s*)?"
    rb"(?:OVERRIDING\s+\w+\s+VALUE\s+)?VALUES?\s*(?=\()",
    re.IGNORECASE,
)
COPY = re.compile(
    rb"COPY\s+" + columns.NAME + rb"\s*\(([^()]*)\)\s+FROM\s+stdin\b[^\n]*\n", re.IGNORECASE
)
_CREATE = re.compile(
    rb"CREATE\s[\w\s]{0,60}?\bTABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?" + columns.NAME + rb"\s*(?=\()",
    re.IGNORECASE,
)
_TAIL = re.compile(rb"(?<![^;\n])[^;\n]+\Z")  # may become the beginning of a statement
_LONGEST_TAIL = 200
_END_OF_COPY = re.compile(rb"^\\\.\r?$", re.MULTILINE)
_LATER_END = re.compile(rb"\n\\\.\r?$", re.MULTILINE)  # ten times as fast: it begins with a sign
MOST_TABLES = 100_000  # of which the columns are remembered
_WORDS = (b"into", b"value", b"values")

Tables = dict[bytes, dict[bytes, bytes]]  # what columns are called, by the table's name


def end_of_copy(data: bytes, place: int) -> int:
    """Return where the line stands that ends rows of COPY, at a place or after it; -1: nowhere."""
    if _END_OF_COPY.match(data, place):
        return place
    found = _LATER_END.search(data, place)
    return found.start() + 1 if found else -1


def table_named(found: re.Match[bytes]) -> bytes:
    """Return the table that the head of a statement names."""
    return columns.bare(found[1]).lower()


@dataclass(slots=True)
class Sql:
    """Reads statements, block by block."""

    held: bytes = b""
    tables: Tables = field(default_factory=dict)
    most_tables: int = MOST_TABLES
    is_part: bool = False  # of a dump: what it cannot tell alone is a ``Miscut``
    knows_all: bool = True  # that stands before: nothing does, but before a part
    labels: Labels = field(default_factory=lambda: joined(()))  # of the rows that come
    kind: str = ""  # of these rows; "": none come
    head: bytes = b""  # what stands before them
    has_escapes: bool = False
    ended: int = -1  # where in the data rows just did
    between: bytes = b""  # what stood between these rows and the last ones, down to the head
    state: Ints = field(default_factory=fresh)
    places: Ints = field(default_factory=lambda: np.empty((MOST_PLACES, 2), np.int64))

    def feed(self, block: bytes) -> bytes:
        """Return what is complete so far."""
        return b"".join(self._pieces(block, is_last=False))

    def rest(self) -> bytes:
        """Return what was held back."""
        return b"".join(self._pieces(b"", is_last=True))

    def _pieces(self, block: bytes, *, is_last: bool) -> Iterator[bytes]:
        data, self.held, self.ended, place = self.held + block, b"", -1, 0
        while place < len(data):
            if self.kind:
                place = yield from self._rows(data, place)
                continue
            begin = _BEGIN.search(data, place)
            if not begin:
                tail = (
                    None if is_last else _TAIL.search(data, max(place, len(data) - _LONGEST_TAIL))
                )
                stop = tail.start() if tail else len(data)
                self.held = data[stop:]
                yield data[place:stop]
                return
            yield data[place : begin.start()]
            place, stop = begin.start(), self._head(data, begin.start())
            if not stop and not is_last and len(data) - place < columns.LONGEST:
                self.held = data[place:]
                return
            stop, self.ended = max(stop, begin.end()), -1
            yield data[place:stop]
            place = stop

    def _head(self, data: bytes, place: int) -> int:
        """Take up a statement; return where its rows begin, or it ends; 0: it goes on."""
        if found := INSERT.match(data, place):
            return self._begin("values", found)
        if found := COPY.match(data, place):
            return self._begin("fields", found)
        if found := _CREATE.match(data, place):
            made = columns.made(data, found.end())
            if not made:
                return 0
            self._make(table_named(found), made[0])
            return made[1]
        end = data.find(b";", place) + 1
        return end if end < len(data) - 1 else 0  # a line may go on after it: FROM stdin;

    def _begin(self, kind: str, found: re.Match[bytes]) -> int:
        """Expect rows, if their columns are known; return where they begin."""
        known = self.columns_of(table_named(found))
        names = columns.listed(found[2]) if found[2] else list(known)
        called = (known.get(name.lower(), name) for name in names)
        self.labels = joined([name + b": " if name else b"" for name in called])
        self.has_escapes = b"`" in found[0]  # MySQL: others take a backslash for itself
        if names:
            self.kind, self.state, self.between = kind, fresh(), self._between(found)
            self.head = found[0]
        return found.end()

    def _make(self, name: bytes, made: dict[bytes, bytes]) -> None:
        """Remember a table, if there are not too many."""
        if len(self.tables) < self.most_tables:
            self.tables[name] = made
        elif self.is_part:
            raise Miscut

    def columns_of(self, table: bytes) -> dict[bytes, bytes]:
        """Return the columns that a table was made with; none if it was not.

        Raises:
            Miscut: That stands before the part that is read.
        """
        if not self.knows_all and table not in self.tables:
            raise Miscut
        return self.tables.get(table, {})

    def is_before_row_of(self, copy: bytes) -> bool:
        """Tell whether a line that follows is read as behind this head of COPY, but for the tables.

        ``copy`` is b"" before a statement: as at the beginning.
        """
        if not copy:
            return not self.kind and not self.held
        return self.kind == "fields" and self.head == copy

    def _between(self, found: re.Match[bytes]) -> bytes:
        """Return what rows of this head follow after: there as many statements as rows are.

        Where it stands again before a bracket, the expressions would find the same again, as none
        of them goes on over a bracket but from a name: not where that may be a word of theirs.
        """
        if self.ended < 0 or table_named(found) in _WORDS:
            return b""
        between: bytes = found.string[self.ended : found.end()]
        return between if len(between) <= columns.LONGEST else b""

    def _rows(self, data: bytes, place: int) -> Generator[bytes, None, int]:
        """Yield rows with their labels; return where they end, or the data does."""
        view, between = np.frombuffer(data, np.uint8), np.frombuffer(self.between, np.uint8)
        limit, is_last = len(data), False
        if self.kind == "fields" and (end := end_of_copy(data, place)) >= 0:
            limit, is_last = end, True
        is_over = False
        while place < limit and not is_over:
            start = place
            if self.kind == "fields":
                count, place = fields(view, start, limit, self.state, self.places)
            else:
                remembered = self.state, self.has_escapes, between
                count, place, is_over = values(view, start, remembered, self.places)
            found = self.places[:count]
            yield labelled(view, start, place, found, self.labels).tobytes()
        if is_over or is_last:
            self.kind, self.ended = "", place
        return place
