"""A big dump of a database cut in parts, where a statement of rows seems to follow another.

It is cut by a look at little of it: after a semicolon that ends a line, before INSERT.  What the
tables are that rows are for is guessed too: those made at its beginning, and, where the rows of
another one are met, between this place and the one before.  Whoever reads a part proves where
and with which tables the next one begins, since its own beginning was proved to it: else
``Miscut``, and the file is read as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from scanner.errors import Miscut
from scanner.readers.blocks import Transcriber
from scanner.readers.headed.sql import INSERT, MOST_TABLES, Sql, table_named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from scanner.readers.encodings import Encoding
    from scanner.readers.headed.sql import Tables

_HEAD = 4 << 20  # bytes at the beginning, in which tables are made
_LOOK = 4 << 20  # bytes in which a place to cut is looked for: statements of rows take megabytes
_STEP = 256 << 10  # bytes looked at, at a time
_AHEAD = 64 << 10  # bytes read for the text after a part
_LONGEST_HEAD = 4 << 10  # bytes of a statement before its rows
_MOST_SEARCHES = 64  # for what other tables are
_PLACE = re.compile(rb";\r?\n(?=(?:INSERT|REPLACE)\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Start:
    """Where a part begins that is not the first; places are bytes of the file."""

    begin: int  # of some statements before it, whose rows are the text before the part
    place: int
    tables: Tables  # beside those of the file's beginning; without columns: not made so far


@dataclass(frozen=True, slots=True)
class Dump:
    """How a dump is cut."""

    tables: Tables  # that its beginning makes
    starts: tuple[Start, ...]

    def scribe(self, number: int) -> Sql:
        """Return what reads a part."""
        tables = self.tables | self.starts[number - 1].tables if number else {}
        most = len(tables) + (MOST_TABLES - len(self.tables)) // (len(self.starts) + 1)
        return Sql(tables=dict(tables), most_tables=most, is_part=True, knows_all=not number)


# -- the guess ---------------------------------------------------------------------------


def guess(stream: BinaryIO, size: int, encoding: Encoding, step: int, margin: int) -> Dump | None:
    """Return how a dump may be cut about every ``step`` bytes; None if it is one part.

    Args:
        stream: The file.
        size: Bytes.
        encoding: Its own.
        step: Bytes.
        margin: Bytes of text that stand before a part at the least.
    """
    cuts = _cuts(stream, size, step, 2 * margin) if not encoding.is_wide else []
    if not cuts:
        return None
    head = Sql()
    _labelled(stream, encoding, head, (0, min(_HEAD, cuts[0].begin)))
    names = frozenset[bytes]().union(*(cut.tables for cut in cuts)) - head.tables.keys()
    if len(names) > _MOST_SEARCHES:
        return None
    starts, before, sought = list[Start](), 0, set(names)
    scribe = Sql(tables={name: {} for name in names})
    for cut in cuts:
        if cut.tables & sought:
            sought -= cut.tables
            _labelled(stream, encoding, scribe, (before, cut.begin))
        tables = {name: scribe.tables[name] for name in names}
        starts.append(Start(cut.begin, cut.place, tables))
        if names:
            _labelled(stream, encoding, scribe, (cut.begin, cut.place))
        before = cut.place
    return Dump(head.tables, tuple(starts))


class _Cut(NamedTuple):
    """Places to begin and to cut, and the tables whose rows follow there and between."""

    begin: int
    place: int
    tables: frozenset[bytes]


def _cuts(stream: BinaryIO, size: int, step: int, apart: int) -> list[_Cut]:
    """Return where to cut; [] if one place is missing."""
    found = list[_Cut]()
    place = 0
    while size - place > 2 * step:
        cut = _cut(stream, place + step, apart)
        if not cut:
            return []
        found.append(cut)
        place = cut.place
    return found


def _cut(stream: BinaryIO, wanted: int, apart: int) -> _Cut | None:
    """Return the first place to begin, and one to cut that is far enough from it."""
    stream.seek(wanted)
    data, begin, done, tables = b"", 0, 0, list[bytes]()
    while len(data) < _LOOK and (more := stream.read(_STEP)):
        data += more
        for place in _PLACE.finditer(data, done, max(done, len(data) - _LONGEST_HEAD)):
            done = place.end()
            if head := INSERT.match(data, done):
                tables.append(table_named(head))
                begin = begin or done
                if done - begin >= apart:
                    return _Cut(wanted + begin, wanted + done, frozenset(tables))
    return None


# -- reading -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """One part of a dump that is read."""

    stream: BinaryIO
    size: int  # bytes of the file
    encoding: Encoding
    dump: Dump
    number: int  # of the part
    margin: int  # bytes of text around it that are wanted

    def margins(self) -> tuple[bytes, bytes]:
        """Return the text before the part and after it, with labels."""
        before = self._around(self.number)[0] if self.number else b""
        is_last = self.number == len(self.dump.starts)
        return before, b"" if is_last else self._around(self.number + 1)[1]

    def blocks(self, source: Transcriber) -> Iterator[bytes]:
        """Yield the part's own text with labels.

        Raises:
            Miscut: The next part begins otherwise than was guessed, or this one cannot be read
                without what stands before it.
        """
        scribe, place = self._begun()
        if self.number == len(self.dump.starts):
            yield from map(scribe.feed, source.blocks(place, self.size))
            yield scribe.rest()
            return
        following = self.dump.starts[self.number]
        yield from map(scribe.feed, source.blocks(place, following.begin))
        assumed = self.dump.scribe(self.number + 1).tables
        if not scribe.is_between or any(
            scribe.columns_of(name) != made for name, made in assumed.items()
        ):
            raise Miscut
        yield from map(scribe.feed, source.blocks(following.begin, following.place))

    def _begun(self) -> tuple[Sql, int]:
        """Return what reads the part's own text, and where that begins."""
        scribe = self.dump.scribe(self.number)
        if not self.number:
            return scribe, 0
        start = self.dump.starts[self.number - 1]
        _labelled(self.stream, self.encoding, scribe, (start.begin, start.place))
        return scribe, start.place

    def _around(self, number: int) -> tuple[bytes, bytes]:
        """Return the text before and after the place where a part begins."""
        start, scribe = self.dump.starts[number - 1], self.dump.scribe(number)
        before = _labelled(self.stream, self.encoding, scribe, (start.begin, start.place))
        stop = min(self.size, start.place + _AHEAD)
        self.stream.seek(start.place)
        ahead = self.stream.read(stop - start.place)
        source = Transcriber(self.stream, self.encoding, 0)
        after = scribe.feed(source.transcribe(ahead, is_piece=True))
        if stop == self.size:
            after += scribe.rest()
        elif len(after) < self.margin:
            raise Miscut
        return before, after


def _labelled(stream: BinaryIO, encoding: Encoding, scribe: Sql, span: tuple[int, int]) -> bytes:
    """Return a piece of a dump with labels."""
    source = Transcriber(stream, encoding, _STEP)
    return b"".join(map(scribe.feed, source.blocks(*span)))
