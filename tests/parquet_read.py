"""Parquet made and read, for tests of its reader."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from scanner import readers
from scanner.chunks import TableChunk
from scanner.errors import Encrypted
from scanner.model import FileRef, Layout, ScanPlan
from tests.tables_read import plan


def stored(table: pa.Table, **options: Any) -> bytes:
    target = io.BytesIO()
    pq.write_table(table, target, **options)
    return target.getvalue()


def look(data: bytes, plan_: ScanPlan | None = None) -> Layout:
    return readers.inspect(io.BytesIO(data), FileRef(b"/", b"a", len(data)), plan_ or plan())


def pieces(data: bytes, plan_: ScanPlan | None = None) -> list[Any]:
    plan_ = plan_ or plan()
    file, layout = FileRef(b"/", b"a", len(data)), look(data, plan_)
    return [
        piece
        for part in layout.parts
        for piece in readers.read(io.BytesIO(data), file, layout, part, plan_)
    ]


def fields_by_part(data: bytes, plan_: ScanPlan) -> list[list[tuple[str, ...]]]:
    """Return which columns each chunk of each part holds, one that needs a key left out."""
    file, layout, found = FileRef(b"/", b"a", len(data)), look(data, plan_), []
    for part in layout.parts:
        read: list[Any] = []
        with suppress(Encrypted):
            read += readers.read(io.BytesIO(data), file, layout, part, plan_)
        found.append([chunk.fields for chunk in read])
    return found


def columns(data: bytes, plan_: ScanPlan | None = None) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {}
    for chunk in pieces(data, plan_):
        if isinstance(chunk, TableChunk):
            for field, column in zip(chunk.fields, chunk.columns, strict=True):
                found.setdefault(field, []).extend(column.to_pylist())
    return found


def grouped(*groups: int, **options: Any) -> bytes:
    """Return a table of five columns in row groups of so many rows."""
    names, target, first = "abcde", io.BytesIO(), 0
    schema = pa.schema([(name, pa.string()) for name in names])
    with pq.ParquetWriter(target, schema, compression="none", use_dictionary=False) as writer:
        for rows in groups:
            texts = {name: [f"{name} {first + row}" for row in range(rows)] for name in names}
            writer.write_table(pa.table(texts, schema), **options)
            first += rows
    return target.getvalue()


SHARES = plan(part_bytes=3600)  # a row group of 1000 rows claims 45,000
