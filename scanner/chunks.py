"""What readers yield, piece by piece.

Raw text lives here only: in a worker, inside a ``TableChunk`` or ``TextChunk``, where it is
hidden from ``repr``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

    from scanner.model import Note

ROOM = 264  # spare bytes around a column or a text: who has them is not copied


@dataclass(frozen=True, slots=True)
class TableChunk:
    """Some rows of a table, as Arrow arrays of equal length: of strings, or a dictionary of few."""

    part: str  # table name inside the file, "" for a file that is one table
    fields: tuple[str, ...]  # unique display names, "column 3" where there is none
    columns: tuple[pa.Array[Any], ...] = field(repr=False)
    first_row: int  # data row number of the first row within its Part, 1-based
    origins: tuple[str, ...] = ()  # per column: "text", "int", "float", "decimal", "date" ...
    has_header: bool = True


@dataclass(frozen=True, slots=True)
class TextChunk:
    """A piece of running text in UTF-8; findings that begin in [start, stop) are its own."""

    part: str  # page, member, sheet ...; "" for a plain file
    data: bytes = field(repr=False)  # valid UTF-8, but for the room around it
    start: int  # bytes into data
    stop: int
    first_line: int  # number of the line that its text begins in, within its Part, 1-based
    room: tuple[int, int] = (0, 0)  # spare bytes of data before and after its text


@dataclass(frozen=True, slots=True)
class Loss:
    """Something a reader had to leave out; turns the outcome into PARTIAL."""

    reason: Note
    size: int = 0  # bytes not read


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a reader has to tell of a file that it read nevertheless."""

    note: Note
