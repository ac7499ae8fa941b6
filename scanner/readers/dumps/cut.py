"""How a dump is cut: what the readers of its parts are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.readers.blocks import Transcriber
from scanner.readers.headed.sql import MOST_TABLES, Sql

if TYPE_CHECKING:
    from typing import BinaryIO

    from scanner.readers.encodings import Encoding
    from scanner.readers.headed.sql import Tables

_STEP = 256 << 10  # bytes read at a time


@dataclass(frozen=True, slots=True)
class Start:
    """Where a part begins that is not the first; places are bytes of the file."""

    begin: int  # of some rows before it, which are the text before the part
    place: int
    copy: bytes  # the COPY of these rows; b"": they are statements of their own
    tables: Tables  # beside those of the file's beginning; without columns: not made so far


@dataclass(frozen=True, slots=True)
class Dump:
    """How a dump is cut."""

    tables: Tables  # that its beginning makes, and, without columns, others that rows are for
    starts: tuple[Start, ...]

    def scribe(self, number: int) -> Sql:
        """Return what reads a part, from where the rows before it begin."""
        if not number:
            return self._knowing({}, knows_all=True)
        start = self.starts[number - 1]
        scribe = self._knowing(self.tables | start.tables, knows_all=False)
        scribe.feed(start.copy)
        return scribe

    def _knowing(self, tables: Tables, *, knows_all: bool) -> Sql:
        most = len(tables) + (MOST_TABLES - len(self.tables)) // (len(self.starts) + 1)
        return Sql(tables=dict(tables), most_tables=most, is_part=True, knows_all=knows_all)


def labelled(stream: BinaryIO, encoding: Encoding, scribe: Sql, span: tuple[int, int]) -> bytes:
    """Return a piece of a dump with labels."""
    source = Transcriber(stream, encoding, _STEP)
    return b"".join(map(scribe.feed, source.blocks(*span)))
