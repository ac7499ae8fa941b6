"""Running text read from bytes, for tests of its reader."""

from __future__ import annotations

import io
from typing import Any

from scanner import readers
from scanner.chunks import TextChunk
from scanner.model import FileRef, Layout, ScanPlan
from tests import tables_read
from tests.tables_read import plan


def look(data: bytes, name: str = "a.txt", plan_: ScanPlan | None = None) -> Layout:
    return tables_read.look(data, name, plan_)


def parts_of(data: bytes, name: str, plan_: ScanPlan) -> list[list[Any]]:
    file, layout = FileRef(b"/", name.encode(), len(data)), look(data, name, plan_)
    return [
        list(readers.read(io.BytesIO(data), file, layout, part, plan_)) for part in layout.parts
    ]


def owned(data: bytes, name: str = "a.txt", plan_: ScanPlan | None = None) -> str:
    """Put together what the pieces of a file own."""
    return b"".join(
        piece.data[piece.start : piece.stop]
        for part in parts_of(data, name, plan_ or plan())
        for piece in part
        if isinstance(piece, TextChunk)
    ).decode()
