"""Batches of rows bounded by bytes, and columns that are kept as few texts said over and over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from scanner.readers.parquet.leaves import is_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow.parquet as pq

_LENGTH = 4  # bytes before each string that is written out
_LARGEST = 64 << 20  # bytes of a batch once its dictionaries are written out


def repeating(file: pq.ParquetFile, index: int, asked: list[str] | None) -> list[str]:
    """Return the columns of strings that are kept as a dictionary, as their size tells.

    Written out, a string takes more than ``_LENGTH`` bytes.  Where not all columns are ``asked``,
    each is a plain one; the others may need a key.
    """
    group, schema, found = file.metadata.row_group(index), file.schema_arrow, []
    for number in range(group.num_columns):
        if asked is not None and schema.names[number] not in asked:
            continue
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


def halved(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Halve a batch until it is small enough once its dictionaries are written out."""
    half = batch.num_rows // 2
    if not half or written_out(batch) <= _LARGEST:
        yield batch
        return
    yield from halved(batch.slice(0, half))
    yield from halved(batch.slice(half))


def written_out(batch: pa.RecordBatch) -> int:
    """Return the bytes of a batch with every value written out."""
    return sum(map(_column_bytes, batch.columns))


def _column_bytes(column: Any) -> int:
    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes)
    each = column.dictionary.nbytes // max(1, len(column.dictionary)) + 1
    return int(each * len(column))
