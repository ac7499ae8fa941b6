"""The rows of a table, as Arrow columns.

Whole records are cut into columns by compiled loops; around a record that does not fit and
behind a quote that never closes Python's ``csv`` goes, whose rules hold for all.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa

from scanner.chunks import Loss, Remark, TableChunk, TextChunk
from scanner.errors import Miscut
from scanner.model import Note
from scanner.readers import header
from scanner.readers.blocks import Transcriber
from scanner.readers.delimited import dialect, splitter
from scanner.readers.delimited.rows import tables_of
from scanner.readers.escapes import in_cells
from scanner.readers.records import LONGEST, Records, records

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from scanner.model import FileRef, Layout, Part, ScanPlan
    from scanner.readers.encodings import Encoding

    _Column = pa.StringArray | pa.LargeStringArray

_STAND_IN = b"\x1f"  # for a delimiter of several bytes
_ENOUGH = 201  # records that tell of a header
_DAMAGED = 256  # records that are read the tolerant way at a time


@dataclass(frozen=True, slots=True)
class Table:
    """What inspection decided of a table; offsets count bytes of UTF-8."""

    encoding: Encoding
    delimiter: str
    fields: tuple[str, ...]
    has_header: bool
    title: tuple[int, int]  # where the lines above the table stand
    body: int  # where the first data record begins


def table_of(
    found: dialect.Dialect, text: str, encoding: Encoding
) -> tuple[Table, tuple[Note, ...]]:
    """Decide on the header, and say so."""
    records, start = found.records, found.start
    named = header.below_counted([record.cells for record in records[:_ENOUGH]])
    if named:
        records, start = records[1:], records[0].stop
    first, *rows = (named or records[0].cells, *(record.cells for record in records[1:_ENOUGH]))
    has_header, note = header.judge(first, rows)
    fields = header.names(first if has_header else [""] * max(found.width, len(first)))
    fields = header.numbered(fields, max(found.width, len(fields)))
    body = records[0].stop if has_header else start
    title = len(text[: found.skip].encode()), len(text[:start].encode())
    notes = (note,) if title[0] == title[1] else (note, Note.of("delimited.title"))
    table = Table(encoding, found.delimiter, fields, has_header, title, len(text[:body].encode()))
    return table, notes


def read(
    stream: BinaryIO, _file: FileRef, layout: Layout, part: Part, plan: ScanPlan
) -> Iterator[TableChunk | TextChunk | Loss | Remark]:
    """Yield the rows of a part; what stands above the table comes as text.

    Raises:
        Miscut: Its end was guessed, and is none of a record.
    """
    table: Table = pickle.loads(layout.details)  # noqa: S301 -- of another worker of ours
    source = Transcriber(stream, table.encoding, plan.chunk_bytes)
    blocks = source.blocks(part.start, part.stop)
    if part.index == 0:
        above, blocks = _take(blocks, table.body)
        yield from _title(above, table)
    reader = _Reader(table)
    for piece in records(blocks, table.delimiter.encode()):
        if piece.is_literal and layout.is_guess and part.stop < layout.parts[-1].stop:
            raise Miscut  # a quote is open where the part ends
        yield from reader.chunk(piece)
    if part.index == 0 and not reader.rows:
        yield reader.empty()
    yield from source.losses()


@dataclass(slots=True)
class _Reader:
    """Turns records into chunks and numbers their rows."""

    table: Table
    rows: int = field(default=0, init=False)
    is_damaged: bool = field(default=False, init=False)

    def chunk(self, piece: Records) -> Iterator[TableChunk | Remark]:
        """Yield the chunks of some records; nothing if they are blank lines."""
        if piece.is_literal and not self.is_damaged:
            self.is_damaged = True
            limit = LONGEST >> 20
            yield Remark(Note.of("delimited.open_quote", row=self.rows + 1, limit=limit))
        hides = b"\\" in piece.data
        tables = self._tolerant(piece) if piece.is_literal else self._tables(piece.data)
        for columns in tables:
            if len(columns[0]):
                yield self._of(tuple(columns), hides=hides)
                self.rows += len(columns[0])

    def _tables(self, data: bytes) -> Iterator[Sequence[_Column]]:
        """Yield records as columns; the tolerant way only around what does not fit."""
        data, delimiter = _with_one_byte(data, self.table.delimiter.encode())
        if len(delimiter) > 1:
            yield from self._tolerant(Records(data))
            return
        place = 0
        while place < len(data):
            found = splitter.cut(data, delimiter[0], len(self.table.fields), place)
            yield found.columns
            place = found.end
            if found.is_stuck:
                end = splitter.after(data, delimiter[0], place, _DAMAGED)
                piece = Records(data[place:end])
                yield from tables_of(piece, delimiter.decode(), len(self.table.fields))
                place = end

    def _tolerant(self, piece: Records) -> Iterator[Sequence[_Column]]:
        return tables_of(piece, self.table.delimiter, len(self.table.fields))

    def empty(self) -> TableChunk:
        """Return a chunk without rows, which tells the fields."""
        return self._of((pa.nulls(0, pa.string()),) * len(self.table.fields))

    def _of(self, columns: tuple[_Column, ...], *, hides: bool = False) -> TableChunk:
        """Make a chunk; ``hides`` says that some cells may hold escapes."""
        fields = self.table.fields
        if len(columns) > len(fields):
            fields = header.numbered(fields, len(columns))
        origins = ("text",) * len(fields)
        cells = tuple(map(in_cells, columns)) if hides else columns
        return TableChunk("", fields, cells, self.rows + 1, origins, self.table.has_header)


def _with_one_byte(data: bytes, delimiter: bytes) -> tuple[bytes, bytes]:
    """Put one byte in the place of a longer delimiter, where no quote can be mistaken."""
    if len(delimiter) == 1 or b'"' in data or _STAND_IN in data:
        return data, delimiter
    return data.replace(delimiter, _STAND_IN), _STAND_IN


def _take(blocks: Iterator[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """Split ``size`` bytes off the beginning of blocks."""
    head = b""
    while len(head) < size and (block := next(blocks, b"")):
        head += block

    def rest() -> Iterator[bytes]:
        yield head[size:]
        yield from blocks

    return head[:size], rest()


def _title(above: bytes, table: Table) -> Iterator[TextChunk]:
    start, stop = table.title
    if above[start:stop].strip():
        yield TextChunk("", above[:stop], start, stop, 1)
