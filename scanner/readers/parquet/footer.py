"""What the footer of a file claims, and the file opened by it.

Sizes in the footer are claims of the file: what could not be true is refused before
anything is allocated for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from scanner.errors import Encrypted, Unreadable
from scanner.model import Layout
from scanner.readers.parquet import shares
from scanner.readers.parquet.trouble import in_our_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from scanner.model import FileRef, ScanPlan

_MAGIC, _LOCKED = b"PAR1", b"PARE"
_TAIL = 8  # bytes: length of the footer, and the magic again
_BUFFER = 1 << 20  # bytes read at a time of a column
_MOST_COLUMNS = 20_000
_BELIEVABLE = 1_000  # a file does not hold more than this times its size
_SLACK = 16 << 20  # bytes any file may claim


def inspect(stream: BinaryIO, file: FileRef, plan: ScanPlan) -> Layout:
    """Read the footer and group the row groups into parts."""
    _check_tail(stream, file.size)
    with in_our_words():
        opened = open_file(stream)
        sizes = group_sizes(opened.metadata)
        if opened.metadata.num_columns > _MOST_COLUMNS:
            raise Unreadable("parquet.too_wide", limit=_MOST_COLUMNS, format="parquet")
        if sum(sizes) > _BELIEVABLE * file.size + _SLACK:
            raise Unreadable("parquet.lying", format="parquet")
        parts = shares.parts(opened, sizes, plan.part_bytes)
    return Layout("parquet", "parquet", parts=parts)


def _check_tail(stream: BinaryIO, size: int) -> None:
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    if tail.endswith(_LOCKED):
        raise Encrypted("readers.encrypted", format="Parquet")
    if size < 3 * len(_MAGIC) or not tail.endswith(_MAGIC):
        raise Unreadable("parquet.truncated", format="parquet")
    if int.from_bytes(tail[:4], "little") > size - _TAIL - len(_MAGIC):
        raise Unreadable("parquet.lying", format="parquet")


def group_sizes(metadata: pq.FileMetaData) -> list[int]:
    """Return how many bytes each row group claims to be when it is unpacked."""
    groups = range(metadata.num_row_groups)
    return [metadata.row_group(index).total_byte_size for index in groups]


def open_file(stream: BinaryIO, repeating: Sequence[str] = ()) -> pq.ParquetFile:
    """Open a file; of columns that repeat themselves, dictionaries are read."""
    stream.seek(0)
    return pq.ParquetFile(
        stream, buffer_size=_BUFFER, pre_buffer=False, read_dictionary=list(repeating)
    )
