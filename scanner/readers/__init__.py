"""Readers: from the bytes of a file to tables and text, in bounded pieces.

``inspect`` looks at the content and decides how the file is read; ``read`` reads a part
of it that way.  READERS is the table of formats; a reader is imported when first needed.

``inspection``  the first look: ``kinds`` of files, ``encodings``, ``genres`` of text
``blocks``      bounded pieces of a file as UTF-8
``delimited``   tables in text
``parquet``     row groups and their leaves
``text``        running text: ``escapes`` resolved, tables in it ``headed``, big ``dumps`` cut
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from scanner.chunks import Loss, Remark, TableChunk, TextChunk
    from scanner.model import FileRef, Layout, Part, ScanPlan

READERS = {
    "delimited": "scanner.readers.delimited",
    "parquet": "scanner.readers.parquet",
    "text": "scanner.readers.text",
}


class _Reader(Protocol):
    """What a reader's module offers."""

    def read(
        self, stream: BinaryIO, file: FileRef, layout: Layout, part: Part, plan: ScanPlan
    ) -> Iterator[TableChunk | TextChunk | Loss | Remark]:
        """Yield the pieces of one part."""


def inspect(stream: BinaryIO, file: FileRef, plan: ScanPlan, *, surely: bool = False) -> Layout:
    """Look at the content of a file and decide how it is read.

    Unless that has to be done ``surely``, parts may end where records seem to.

    Raises:
        Encrypted: It needs a password or key.
        Unsupported: It has no reader yet; the note names its format.
        Unreadable: It is broken.
    """
    from scanner.readers import inspection  # loads Arrow: for those who read, only

    return inspection.inspect(stream, file, plan, surely=surely)


def load() -> None:
    """Load what ``inspect`` and ``read`` of a table in text would load; it takes most."""
    for module in ("scanner.readers.inspection", READERS["delimited"]):
        import_module(module)


def read(
    stream: BinaryIO, file: FileRef, layout: Layout, part: Part, plan: ScanPlan
) -> Iterator[TableChunk | TextChunk | Loss | Remark]:
    """Yield the pieces of one part of a file that ``inspect`` has looked at.

    Raises:
        Unreadable: The content is not what it seemed; pieces may have come before.
        Miscut: So are the ends of the parts; the file is to be looked at again, ``surely``.
    """
    reader = cast("_Reader", import_module(READERS[layout.reader]))
    return reader.read(stream, file, layout, part, plan)
