"""The tolerant way from records to columns: whatever ``csv`` can make of them."""

from __future__ import annotations

import csv
import io
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

import pyarrow as pa

from scanner.readers.dialect import MAX_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.readers.records import Records


def columns_of(piece: Records, delimiter: str, width: int) -> list[pa.StringArray]:
    """Return at least ``width`` columns: a missing cell is null, an extra one has its own."""
    rows = list(rows_of(piece, delimiter))
    columns = list(zip_longest(*rows)) if rows else []
    columns += [(None,) * len(rows)] * (width - len(columns))
    return [pa.array(column, pa.string()) for column in columns]


def rows_of(piece: Records, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows; beyond ``MAX_COLUMNS`` the last cell holds all the rest."""
    quoting: Literal[0, 3] = csv.QUOTE_NONE if piece.is_literal else csv.QUOTE_MINIMAL
    lines = io.StringIO(piece.data.decode(), newline="")
    for row in csv.reader(lines, delimiter=delimiter, quoting=quoting):
        if len(row) > MAX_COLUMNS:
            row[MAX_COLUMNS - 1 :] = [delimiter.join(row[MAX_COLUMNS - 1 :])]
        if row:
            yield row
