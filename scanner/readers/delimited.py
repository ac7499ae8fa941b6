"""Delimited text: CSV, TSV and their relatives, as Arrow columns.

Blocks of whole records go through ``pyarrow.csv``; a block it refuses (ragged rows, NUL
bytes, a stray quote) goes through Python's ``csv``, whose rules hold for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import pyarrow as pa
from pyarrow import csv as arrow_csv

from scanner.model import Loss, Note, Remark, TableChunk, TextChunk
from scanner.readers import dialect, header
from scanner.readers.blocks import Transcriber
from scanner.readers.records import LONGEST, records
from scanner.readers.rows import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from scanner.model import FileRef, Layout, Part, ScanPlan
    from scanner.readers.encodings import Encoding
    from scanner.readers.records import Records

_STAND_IN = b"\x1f"  # for a delimiter of several bytes, which pyarrow does not know


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
    first, *rows = (record.cells for record in found.records)
    has_header, note = header.judge(first, rows[:200])
    fields = header.names(first if has_header else [""] * max(found.width, len(first)))
    fields = header.numbered(fields, max(found.width, len(fields)))
    body = found.records[0].stop if has_header else found.start
    title = len(text[: found.skip].encode()), len(text[: found.start].encode())
    notes = (note,) if title[0] == title[1] else (note, Note.of("delimited.title"))
    table = Table(encoding, found.delimiter, fields, has_header, title, len(text[:body].encode()))
    return table, notes


def read(
    stream: BinaryIO, _file: FileRef, layout: Layout, part: Part, plan: ScanPlan
) -> Iterator[TableChunk | TextChunk | Loss | Remark]:
    """Yield the rows of a part; what stands above the table comes as text."""
    table = cast("Table", layout.details[0])
    source = Transcriber(stream, table.encoding, plan.chunk_bytes)
    blocks = source.blocks(part.start, part.stop)
    if part.index == 0:
        above, blocks = _take(blocks, table.body)
        yield from _title(above, table)
    reader = _Reader(table)
    for piece in records(blocks, table.delimiter.encode()):
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
        fast = None if piece.is_literal else self._fast(piece.data)
        width = len(self.table.fields)
        for columns in [fast] if fast else tables_of(piece, self.table.delimiter, width):
            if len(columns[0]):
                yield self._of(tuple(columns))
                self.rows += len(columns[0])

    def empty(self) -> TableChunk:
        """Return a chunk without rows, which tells the fields."""
        return self._of(tuple(pa.array([], pa.string()) for _ in self.table.fields))

    def _of(self, columns: tuple[pa.StringArray, ...]) -> TableChunk:
        fields = self.table.fields
        if len(columns) > len(fields):
            fields = header.numbered(fields, len(columns))
        origins = ("text",) * len(fields)
        return TableChunk("", fields, columns, self.rows + 1, origins, self.table.has_header)

    def _fast(self, data: bytes) -> list[pa.StringArray] | None:
        """Parse with pyarrow; None if it refuses or would not follow the rules of ``csv``."""
        delimiter = self.table.delimiter.encode()
        has_quotes = b'"' in data
        if len(delimiter) > 1:
            if has_quotes or _STAND_IN in data:
                return None
            data, delimiter = data.replace(delimiter, _STAND_IN), _STAND_IN
        if data.startswith(b"\xef\xbb\xbf"):  # pyarrow would take it for a byte order mark
            return None
        return _parse(data, delimiter, len(self.table.fields), has_quotes=has_quotes)


def _parse(
    data: bytes, delimiter: bytes, width: int, *, has_quotes: bool
) -> list[pa.StringArray] | None:
    names = [str(number) for number in range(width)]
    try:
        table = arrow_csv.read_csv(
            cast("BinaryIO", pa.BufferReader(data)),
            arrow_csv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=names),
            arrow_csv.ParseOptions(delimiter=delimiter.decode(), newlines_in_values=has_quotes),
            arrow_csv.ConvertOptions(
                check_utf8=False,  # blocks are valid
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[],  # "NA" is a name in Namibia
            ),
        )
    except pa.ArrowInvalid:
        return None
    return [_whole(column) for column in table.columns]


def _whole(column: pa.ChunkedArray[Any]) -> pa.StringArray:
    """Return the one array that a block of one piece gives; none if it has no rows."""
    pieces = cast("list[pa.StringArray]", column.chunks)
    return pieces[0] if pieces else pa.array([], pa.string())


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
