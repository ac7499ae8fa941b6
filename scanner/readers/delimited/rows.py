"""The tolerant way from records to columns: whatever ``csv`` can make of them."""

from __future__ import annotations

import csv
import io
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.readers.records import Records

_MOST_EXTRA = 100  # columns that ragged rows may add to a table
_MOST_CELLS = 1 << 21  # made at a time, missing ones too: one wide row widens its neighbours


def tables_of(piece: Records, delimiter: str, width: int) -> Iterator[list[pa.StringArray]]:
    """Yield the rows as columns, some rows at a time, at least ``width`` columns.

    A missing cell is null; an extra one has a column of its own.
    """
    rows: list[list[str]] = []
    widest = width
    for row in rows_of(piece, delimiter, width + _MOST_EXTRA):
        if rows and (len(rows) + 1) * max(widest, len(row)) > _MOST_CELLS:
            yield _columns(rows, width)
            rows, widest = [], width
        widest = max(widest, len(row))
        rows.append(row)
    if rows:
        yield _columns(rows, width)


def rows_of(piece: Records, delimiter: str, most: int) -> Iterator[list[str]]:
    """Yield the rows that are not blank; the last of ``most`` cells holds all the rest."""
    quoting: Literal[0, 3] = csv.QUOTE_NONE if piece.is_literal else csv.QUOTE_MINIMAL
    # Not StringIO, which takes four bytes a character.
    lines = io.TextIOWrapper(io.BytesIO(piece.data), "utf-8", newline="")
    for row in csv.reader(lines, delimiter=delimiter, quoting=quoting):
        if len(row) > most:
            row[most - 1 :] = [delimiter.join(row[most - 1 :])]
        if row:
            yield row


def _columns(rows: list[list[str]], width: int) -> list[pa.StringArray]:
    columns = list(zip_longest(*rows))
    columns += [(None,) * len(rows)] * (width - len(columns))
    return [pa.array(column, pa.string()) for column in columns]
