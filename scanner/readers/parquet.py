"""Parquet: row groups as parts, batches bounded by bytes, every leaf as strings.

Sizes in the footer are claims of the file: what could not be true is refused before
anything is allocated for it.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from scanner.chunks import Loss, TableChunk
from scanner.errors import Encrypted, Unreadable
from scanner.model import Layout, Note, Part
from scanner.readers import header
from scanner.readers.leaves import Leaf, is_text, leaves, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from scanner.model import FileRef, ScanPlan

_MAGIC, _LOCKED = b"PAR1", b"PARE"
_TAIL = 8  # bytes: length of the footer, and the magic again
_BUFFER = 1 << 20  # bytes read at a time of a column
_MOST_ROWS = 1 << 16  # of a batch
_PROBE = 16  # rows read to learn how large they are
_MOST_COLUMNS = 20_000
_BELIEVABLE = 1_000  # a file does not hold more than this times its size
_SLACK = 16 << 20  # bytes any file may claim
_LENGTH = 4  # bytes before each string that is written out
_LARGEST = 64 << 20  # bytes of a batch once its dictionaries are written out
_TROUBLE = (pa.ArrowException, OSError, ValueError, TypeError, KeyError, OverflowError)


def inspect(stream: BinaryIO, file: FileRef, plan: ScanPlan) -> Layout:
    """Read the footer and group the row groups into parts."""
    _check_tail(stream, file.size)
    with _in_our_words():
        metadata = _open(stream).metadata
        sizes = [
            metadata.row_group(index).total_byte_size for index in range(metadata.num_row_groups)
        ]
        if metadata.num_columns > _MOST_COLUMNS:
            raise Unreadable("parquet.too_wide", limit=_MOST_COLUMNS, format="parquet")
    if sum(sizes) > _BELIEVABLE * file.size + _SLACK:
        raise Unreadable("parquet.lying", format="parquet")
    return Layout("parquet", "parquet", parts=_grouped(sizes, plan.part_bytes))


def read(
    stream: BinaryIO, file: FileRef, _layout: Layout, part: Part, plan: ScanPlan
) -> Iterator[TableChunk | Loss]:
    """Yield the rows of a part's row groups; a broken row group is a loss."""
    with _in_our_words():
        opened = _open(stream)
        schema = opened.schema_arrow
    reader = _Reader(stream, opened, file.size, plan.chunk_bytes, header.names(schema.names))
    for group in range(part.start, part.stop):
        yield from reader.group(group)
    if part.index == 0 and not opened.metadata.num_rows:
        yield from reader.chunks(pa.RecordBatch.from_pylist([], schema))
    yield from reader.opaque_losses()


def _check_tail(stream: BinaryIO, size: int) -> None:
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    if tail.endswith(_LOCKED):
        raise Encrypted("readers.encrypted", format="Parquet")
    if size < 3 * len(_MAGIC) or not tail.endswith(_MAGIC):
        raise Unreadable("parquet.truncated", format="parquet")
    if int.from_bytes(tail[:4], "little") > size - _TAIL - len(_MAGIC):
        raise Unreadable("parquet.lying", format="parquet")


def _open(stream: BinaryIO, repeating: Sequence[str] = ()) -> pq.ParquetFile:
    """Open a file; of columns that repeat themselves, dictionaries are read."""
    stream.seek(0)
    return pq.ParquetFile(
        stream, buffer_size=_BUFFER, pre_buffer=False, read_dictionary=list(repeating)
    )


def _grouped(sizes: list[int], part_bytes: int) -> tuple[Part, ...]:
    """Group neighbours up to ``part_bytes``; a file of less than twice that is one part."""
    bounds, held = [0], 0
    for index, size in enumerate(sizes):
        if held and held + size > part_bytes and sum(sizes) > 2 * part_bytes:
            bounds.append(index)
            held = 0
        held += size
    bounds.append(len(sizes))
    return tuple(Part(index, *span) for index, span in enumerate(pairwise(bounds)))


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Translate the trouble of pyarrow; the system's own is let through."""
    try:
        yield
    except _TROUBLE as problem:
        if getattr(problem, "errno", None):
            raise
        if _is_locked(problem):
            raise Encrypted("readers.encrypted", format="Parquet") from problem
        raise Unreadable("parquet.broken", format="parquet") from problem


def _is_locked(problem: Exception) -> bool:
    """Tell whether a key is missing: the message is asked, never shown."""
    return "crypt" in str(problem)


@dataclass(slots=True)
class _Reader:
    """Turns row groups into chunks and numbers their rows and elements."""

    stream: BinaryIO
    file: pq.ParquetFile
    size: int  # bytes of the file
    chunk_bytes: int
    names: tuple[str, ...]
    columns: list[str] | None = None  # to be read; None: all
    locked: int = 0  # columns that need a key
    rows: int = 0
    row_bytes: int = 0  # of the largest rows so far, written out
    elements: dict[str, int] = field(default_factory=dict)  # seen so far, by repeated leaf
    opaque: dict[str, int] = field(default_factory=dict)  # values without text, by leaf

    def group(self, index: int) -> Iterator[TableChunk | Loss]:
        """Yield the rows of one row group; what cannot be read of it is a loss.

        Raises:
            Encrypted: Every column needs a key.
        """
        begun = self.rows
        try:
            for batch in self._batches(index):
                yield from self.chunks(batch)
                self.rows += batch.num_rows
        except _TROUBLE as problem:
            if getattr(problem, "errno", None):
                raise
            if _is_locked(problem) and not self.locked:
                self._leave_locked_out(index)
                yield from self.group(index)
                return
            yield self._loss(index, self.rows - begun)
        else:
            yield from self._locked_loss(index)

    def chunks(self, batch: pa.RecordBatch) -> Iterator[TableChunk]:
        """Yield plain leaves together, then each repeated leaf by itself."""
        found = [
            leaf
            for name, column in zip(self.names, batch.columns, strict=True)
            for leaf in leaves(name, column)
        ]
        plain = [leaf for leaf in found if not leaf.is_repeated]
        if plain:
            yield self._chunk(plain, self.rows + 1)
        for leaf in found:
            if leaf.is_repeated:
                seen = self.elements.get(leaf.name, 0)
                self.elements[leaf.name] = seen + len(leaf.array)
                yield self._chunk([leaf], seen + 1)

    def opaque_losses(self) -> Iterator[Loss]:
        """Yield a loss for each column that holds bytes and no text."""
        for name, count in sorted(self.opaque.items()):
            yield Loss(Note.of("parquet.binary", field=header.names((name,))[0], count=count))

    def _chunk(self, found: list[Leaf], first_row: int) -> TableChunk:
        read_out = [words(leaf.array) for leaf in found]
        for leaf, column in zip(found, read_out, strict=True):
            if column.opaque:
                self.opaque[leaf.name] = self.opaque.get(leaf.name, 0) + column.opaque
        arrays = tuple(column.array for column in read_out)
        origins = tuple(column.origin for column in read_out)
        fields = header.names(leaf.name for leaf in found)
        return TableChunk("", fields, arrays, first_row, origins)

    def _leave_locked_out(self, index: int) -> None:
        """Go on with the columns that can be read without a key."""
        columns = self.file.schema_arrow.names
        is_open = {name: self._opens(index, name) for name in columns}
        self.columns = [name for name in columns if is_open[name]]
        if not self.columns:
            raise Encrypted("readers.encrypted", format="Parquet")
        self.names = tuple(
            shown for shown, name in zip(self.names, columns, strict=True) if is_open[name]
        )
        self.locked = len(columns) - len(self.columns)

    def _opens(self, index: int, name: str) -> bool:
        try:
            next(self._read(index, 1, [name]), None)
        except _TROUBLE as problem:
            return not _is_locked(problem)
        return True

    def _locked_loss(self, index: int) -> Iterator[Loss]:
        if self.locked:
            share = self.locked / (self.locked + len(self.names))
            size = int(self._group_bytes(index) * share)
            yield Loss(Note.of("parquet.locked", count=self.locked), size)

    def _batches(self, index: int) -> Iterator[pa.RecordBatch]:
        """Yield a row group in batches of about ``chunk_bytes``.

        A column of repeated values is far larger than its file: the first few rows tell.
        When they can be read, no column needs a key, and each may be asked how it is kept.
        """
        if not self.row_bytes:
            probe = next(self._read(index, _PROBE), None)
            self.row_bytes = _written_out(probe) // probe.num_rows + 1 if probe else 0
            if repeating := [] if self.locked else _repeating(self.file, index):
                self.file = _open(self.stream, repeating)
        group = self.file.metadata.row_group(index)
        claimed = group.total_byte_size // max(1, group.num_rows)
        rows = self.chunk_bytes // max(1, claimed, self.row_bytes)
        for batch in self._read(index, max(1, min(rows, _MOST_ROWS))):
            self.row_bytes = max(self.row_bytes, _written_out(batch) // max(1, batch.num_rows))
            yield from _halved(batch)

    def _read(
        self, index: int, rows: int, columns: list[str] | None = None
    ) -> Iterator[pa.RecordBatch]:
        found: Iterator[pa.RecordBatch] = self.file.iter_batches(
            rows, [index], columns or self.columns, use_threads=False
        )
        return found

    def _loss(self, index: int, rows_read: int) -> Loss:
        """Estimate the bytes not read by the group's share of the file and its rows.

        A column's own sizes are not asked for: pyarrow aborts if they are encrypted.
        """
        unread = 1 - rows_read / max(1, self.file.metadata.row_group(index).num_rows)
        size = max(0, int(self._group_bytes(index) * unread))
        return Loss(Note.of("parquet.row_group", number=index + 1), size)

    def _group_bytes(self, index: int) -> float:
        """Return a row group's share of the file by what the footer claims."""
        metadata = self.file.metadata
        sizes = [
            metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups)
        ]
        return self.size * sizes[index] / max(1, sum(sizes))


def _repeating(file: pq.ParquetFile, index: int) -> list[str]:
    """Return the columns of strings that are kept as a dictionary, as their size tells.

    Written out, a string takes more than ``_LENGTH`` bytes.
    """
    group, schema, found = file.metadata.row_group(index), file.schema_arrow, []
    for number in range(group.num_columns):
        column = group.column(number)
        place = schema.get_field_index(column.path_in_schema)
        if (
            place >= 0  # not nested, nor one of several of that name
            and "." not in column.path_in_schema
            and is_text(schema.field(place).type)
            and column.has_dictionary_page
            and _LENGTH * group.num_rows > 2 * column.total_uncompressed_size
        ):
            found.append(column.path_in_schema)
    return found


def _halved(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Halve a batch until it is small enough once its dictionaries are written out."""
    half = batch.num_rows // 2
    if not half or _written_out(batch) <= _LARGEST:
        yield batch
        return
    yield from _halved(batch.slice(0, half))
    yield from _halved(batch.slice(half))


def _written_out(batch: pa.RecordBatch) -> int:
    """Return the bytes of a batch with every value written out."""
    return sum(map(_column_bytes, batch.columns))


def _column_bytes(column: Any) -> int:
    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes)
    each = column.dictionary.nbytes // max(1, len(column.dictionary)) + 1
    return int(each * len(column))
