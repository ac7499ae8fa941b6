"""Where a dump may be cut: a guess by a look at little of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from scanner.readers.blocks import Transcriber
from scanner.readers.dumps.copies import Copies, rows_of
from scanner.readers.dumps.cut import Dump, Start, labelled
from scanner.readers.headed.sql import COPY, INSERT, Sql, table_named

if TYPE_CHECKING:
    from typing import BinaryIO

    from scanner.readers.encodings import Encoding
    from scanner.readers.headed.sql import Tables

_HEAD = 4 << 20  # bytes at the beginning, in which tables are made
_LOOK = 4 << 20  # bytes in which a place to cut is looked for: statements of rows take megabytes
_STEP = 256 << 10  # bytes looked at, at first
_LONGEST_HEAD = 4 << 10  # bytes of a statement before its rows
_MOST_SEARCHES = 64  # for what other tables are
_PLACE = re.compile(rb";\r?\n(?=(?:INSERT|REPLACE)\s)", re.IGNORECASE)


def guess(stream: BinaryIO, size: int, encoding: Encoding, step: int, margin: int) -> Dump | None:
    """Return how a dump may be cut about every ``step`` bytes; None if it is one part.

    Args:
        stream: The file.
        size: Bytes.
        encoding: Its own.
        step: Bytes.
        margin: Bytes of text that stand before a part at the least.
    """
    copies = Copies(stream)
    cuts = [] if encoding.is_wide else _cuts(copies, size, step, 2 * margin)
    if not cuts:
        return None
    head = Sql()
    labelled(stream, encoding, head, (0, min(_HEAD, cuts[0].begin)))
    names = frozenset[bytes]().union(*(cut.tables for cut in cuts)) - head.tables.keys()
    if len(names) > _MOST_SEARCHES:
        return None
    starts, before, sought = list[Start](), 0, set(names)
    made: Tables = {name: {} for name in names}
    for cut in cuts:
        if cut.tables & sought:
            sought -= cut.tables
            labelled(stream, encoding, Sql(tables=made), (before, cut.begin))
        tables = {name: made[name] for name in names}
        copy = Transcriber(stream, encoding, 0).transcribe(cut.copy, is_piece=False)
        starts.append(Start(cut.begin, cut.place, copy, tables))
        if names:
            labelled(stream, encoding, Sql(tables=made), (cut.begin, cut.place))
        before = cut.place
    return Dump({name: {} for name in copies.tables} | head.tables, tuple(starts))


class _Cut(NamedTuple):
    """Places to begin and to cut, and what the rows there and between are for."""

    begin: int
    place: int
    tables: frozenset[bytes]
    copy: bytes


def _cuts(copies: Copies, size: int, step: int, apart: int) -> list[_Cut]:
    """Return where to cut; [] if one place is missing."""
    found, place = list[_Cut](), 0
    while size - place > 2 * step:
        wanted = place + step
        cut = _cut(copies.stream, wanted, apart, copies.at(wanted))
        if not cut:
            return []
        found.append(cut)
        place = cut.place
    if found:  # else the one part knows all
        copies.at(size)  # notes which tables the last part is for
    return found


def _cut(stream: BinaryIO, wanted: int, apart: int, copy: bytes) -> _Cut | None:
    """Return the first place to begin, and one to cut that is far enough from it."""
    stream.seek(wanted)
    data, statements = b"", _Statements(apart)
    while len(data) < _LOOK and (more := stream.read(max(_STEP, len(data)))):
        data += more
        rows = rows_of(data, copy, apart)
        cut = statements.cut(data, rows[0] if rows else len(data) - _LONGEST_HEAD)
        if rows and not cut:
            begin, place, head = rows
            cut = _Cut(begin, place, frozenset(map(table_named, COPY.finditer(head))), head)
        if cut:
            return cut._replace(begin=wanted + cut.begin, place=wanted + cut.place)
    return None


@dataclass(slots=True)
class _Statements:
    """Where statements of rows follow each other, as far as was looked."""

    apart: int  # bytes
    begin: int = 0
    done: int = 0
    tables: list[bytes] = field(default_factory=list)

    def cut(self, data: bytes, stop: int) -> _Cut | None:
        """Return where to begin and to cut before a place in a piece that only grows."""
        for found in _PLACE.finditer(data, self.done, max(self.done, stop)):
            self.done = found.end()
            if head := INSERT.match(data, self.done):
                self.tables.append(table_named(head))
                self.begin = self.begin or self.done
                if self.done - self.begin >= self.apart:
                    return _Cut(self.begin, self.done, frozenset(self.tables), b"")
        return None
