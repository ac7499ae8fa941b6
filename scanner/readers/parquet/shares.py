"""How the row groups of a Parquet file become parts.

Neighbours share a part.  What is found in a row group grows with its rows, and stays in memory
until its part is done: of a very large one, each part reads some of the columns.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pyarrow as pa

from scanner.model import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow.parquet as pq

_LARGE = 4  # parts' worth of bytes: a row group of twice that is divided
_MOST = 64  # shares of a row group, whatever a footer claims


def count(file: pq.ParquetFile, sizes: Sequence[int], part_bytes: int) -> int:
    """Return into how many parts the largest row group is divided, each some of the columns."""
    wanted = min(_MOST, file.metadata.num_columns, max(sizes, default=0) // (_LARGE * part_bytes))
    return wanted if wanted > 1 and _are_plain(file.schema_arrow) else 1


def parts(file: pq.ParquetFile, sizes: Sequence[int], part_bytes: int) -> tuple[Part, ...]:
    """Group neighbours up to ``part_bytes``; a file of less than twice that is one part.

    The unit is a share of a row group; ``sizes`` are what these claim.
    """
    spans = _spans(sizes, count(file, sizes, part_bytes), part_bytes)
    return tuple(Part(index, *span) for index, span in enumerate(spans))


def held_by(part: Part, shares: int, columns: int) -> tuple[range, slice]:
    """Return the row groups of a part and which of their columns it reads.

    Args:
        part: Whole row groups, or a share of one.
        shares: How many a row group has.
        columns: How many there are.
    """
    first, share = divmod(part.start, shares)
    if not share and not part.stop % shares:
        return range(first, part.stop // shares), slice(0, columns)
    start, stop = (columns * number // shares for number in (share, share + 1))
    return range(first, first + 1), slice(start, stop)


def _spans(sizes: Sequence[int], shares: int, part_bytes: int) -> Iterator[tuple[int, int]]:
    for start, stop in pairwise(_bounds(sizes, part_bytes)):
        if stop - start == 1 and sizes[start] >= 2 * _LARGE * part_bytes:
            yield from pairwise(range(start * shares, stop * shares + 1))
        else:
            yield start * shares, stop * shares


def _bounds(sizes: Sequence[int], part_bytes: int) -> Iterator[int]:
    """Yield where neighbours are parted."""
    held, total = 0, sum(sizes)
    yield 0
    for index, size in enumerate(sizes):
        if held and held + size > part_bytes and total > 2 * part_bytes:
            yield index
            held = 0
        held += size
    yield len(sizes)


def _are_plain(columns: pa.Schema) -> bool:
    """Tell whether each column can be read by its name, and is numbered by rows."""
    names, kinds = columns.names, columns.types
    is_clear = len(set(names)) == len(names) and not any("." in name for name in names)
    return is_clear and not any(map(pa.types.is_nested, kinds))
