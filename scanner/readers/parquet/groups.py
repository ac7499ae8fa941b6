"""Row groups as chunks: batches bounded by bytes, every leaf as strings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa

from scanner.chunks import Loss, TableChunk
from scanner.errors import Encrypted
from scanner.model import Note
from scanner.readers import header
from scanner.readers.escapes import in_cells
from scanner.readers.parquet import shares
from scanner.readers.parquet.batches import halved, repeating, written_out
from scanner.readers.parquet.footer import group_sizes, open_file
from scanner.readers.parquet.leaves import Leaf, leaves, words
from scanner.readers.parquet.trouble import TROUBLE, in_our_words, is_locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    import pyarrow.parquet as pq

    from scanner.model import FileRef, Layout, Part, ScanPlan

_MOST_ROWS = 1 << 16  # of a batch
_PROBE = 16  # rows read to learn how large they are


def read(
    stream: BinaryIO, file: FileRef, _layout: Layout, part: Part, plan: ScanPlan
) -> Iterator[TableChunk | Loss]:
    """Yield the rows of a part's row groups; a broken row group is a loss."""
    with in_our_words():
        opened = open_file(stream)
        schema = opened.schema_arrow
        count = shares.count(opened, group_sizes(opened.metadata), plan.part_bytes)
    groups, own = shares.held_by(part, count, len(schema))
    reader = _Reader(stream, opened, file.size, plan.chunk_bytes, header.names(schema.names)[own])
    if count > 1:  # then names tell columns apart
        reader.columns = schema.names[own]
        reader.share = len(reader.columns) / len(schema)
    for group in groups:
        yield from reader.group(group)
    if part.index == 0 and not opened.metadata.num_rows:
        yield from reader.chunks(pa.RecordBatch.from_pylist([], schema))
    yield from reader.opaque_losses()


@dataclass(slots=True)
class _Reader:
    """Turns row groups into chunks and numbers their rows and elements."""

    stream: BinaryIO
    file: pq.ParquetFile
    size: int  # bytes of the file
    chunk_bytes: int
    names: tuple[str, ...]
    columns: list[str] | None = None  # to be read; None: all
    share: float = 1.0  # of all columns
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
        except TROUBLE as problem:
            if getattr(problem, "errno", None):
                raise
            if is_locked(problem) and not self.locked:
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
        arrays = tuple(in_cells(column.array) for column in read_out)
        origins = tuple(column.origin for column in read_out)
        fields = header.names(leaf.name for leaf in found)
        return TableChunk("", fields, arrays, first_row, origins)

    def _leave_locked_out(self, index: int) -> None:
        """Go on with the columns that can be read without a key."""
        columns = self.columns or self.file.schema_arrow.names
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
        except TROUBLE as problem:
            return not is_locked(problem)
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
            self.row_bytes = written_out(probe) // probe.num_rows + 1 if probe else 0
            if few_texts := [] if self.locked else repeating(self.file, index, self.columns):
                self.file = open_file(self.stream, few_texts)
        group = self.file.metadata.row_group(index)
        claimed = group.total_byte_size // max(1, group.num_rows)
        rows = self.chunk_bytes // max(1, claimed, self.row_bytes)
        for batch in self._read(index, max(1, min(rows, _MOST_ROWS))):
            self.row_bytes = max(self.row_bytes, written_out(batch) // max(1, batch.num_rows))
            yield from halved(batch)

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
        """Return what is read of a row group, of the file's bytes by what the footer claims."""
        sizes = group_sizes(self.file.metadata)
        return self.size * self.share * sizes[index] / max(1, sum(sizes))
