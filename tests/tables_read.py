"""A table read from bytes, for tests of its reader."""

from __future__ import annotations

import io
from typing import Any

from scanner import readers
from scanner.chunks import TableChunk
from scanner.model import FileRef, Layout, ScanPlan
from scanner.readers.encodings import Encoding

Cell = str | None
UTF8 = Encoding("UTF-8", "utf-8")


def plan(chunk_bytes: int = 4 << 20, part_bytes: int = 64 << 20) -> ScanPlan:
    return ScanPlan("", "2026-01-01", bytes(32), chunk_bytes=chunk_bytes, part_bytes=part_bytes)


def look(data: bytes, name: str = "a.csv", plan_: ScanPlan | None = None) -> Layout:
    return readers.inspect(
        io.BytesIO(data), FileRef(b"/", name.encode(), len(data)), plan_ or plan()
    )


def pieces(data: bytes, name: str = "a.csv", plan_: ScanPlan | None = None) -> list[Any]:
    plan_ = plan_ or plan()
    file, layout = FileRef(b"/", name.encode(), len(data)), look(data, name, plan_)
    return [
        piece
        for part in layout.parts
        for piece in readers.read(io.BytesIO(data), file, layout, part, plan_)
    ]


def table(data: bytes, name: str = "a.csv", plan_: ScanPlan | None = None) -> dict[str, list[Cell]]:
    """Put the chunks of a file together: cells by field."""
    cells: dict[str, list[Cell]] = {}
    rows = 0
    for chunk in pieces(data, name, plan_):
        if isinstance(chunk, TableChunk):
            for field, column in zip(chunk.fields, chunk.columns, strict=True):
                cells.setdefault(field, [None] * rows).extend(column.to_pylist())
            rows += len(chunk.columns[0])
            cells = {field: found + [None] * (rows - len(found)) for field, found in cells.items()}
    return cells
