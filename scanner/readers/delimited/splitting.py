"""Where a big table may be cut in parts: at likely record ends, or at certain ones.

A guess takes no time, and each part proves it; whatever it refutes is cut anew, for certain.
For that one pass over the bytes counts quotes.  If all of them stand at the edges of fields or
in pairs, a line end after an even number of them ends a record; if not, the file is one part.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from scanner.model import Part
from scanner.readers.delimited.guessing import likely_ends
from scanner.readers.records import is_well_formed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from numpy.typing import NDArray

    from scanner.readers.delimited.reading import Table

_BLOCK = 1 << 20  # bytes: what a processor keeps at hand
_QUOTE = ord('"')
_INSIDE = b'\n"x'  # put before a block that begins inside quotes, to make it whole


def parts(
    stream: BinaryIO, size: int, table: Table, part_bytes: int, *, surely: bool
) -> tuple[tuple[Part, ...], bool]:
    """Split a table of more than twice ``part_bytes``; tell whether that is a guess.

    Header and title stay in the first part.
    """
    cuts, is_guess, encoding = None, False, table.encoding
    if size > 2 * part_bytes and not encoding.is_wide:
        first = max(part_bytes, 2 * table.body + encoding.mark)
        delimiter = _sure_delimiter(table)
        if delimiter and not surely:
            cuts = likely_ends(stream, size, table, first, part_bytes)
        is_guess = bool(cuts)
        cuts = cuts or _cuts(stream, first, part_bytes, delimiter)
    spans = [(start, stop) for start, stop in pairwise([0, *(cuts or ()), size]) if stop > start]
    return tuple(Part(index, *span) for index, span in enumerate(spans)), is_guess


def _sure_delimiter(table: Table) -> bytes:
    """Return the delimiter if its byte is never a part of a character, else nothing."""
    is_sure = table.delimiter.isascii() and (
        table.delimiter != "|" or table.encoding.is_safe_for_pipes
    )
    return table.delimiter.encode() if is_sure else b""


def _cuts(stream: BinaryIO, first: int, step: int, delimiter: bytes) -> list[int] | None:
    """Return record ends about ``step`` apart; None if the quotes are not certain.

    Without a delimiter that shows where fields end, any quote is uncertain.
    """
    stream.seek(0)
    found: list[int] = []
    wanted, done, before, is_open = first, 0, b"\n", False
    for block in _blocks(stream):
        has_quotes = is_open or b'"' in block
        prefix = _INSIDE if is_open else before if has_quotes else b""
        view = prefix + block if prefix else block
        quotes = _quotes(view)
        if len(quotes) and not (delimiter and is_well_formed(view, quotes, delimiter)):
            return None
        offset = done - len(prefix)
        while wanted < done + len(block):
            end = _record_end(view, quotes, max(len(prefix), wanted - offset))
            if not end:
                break
            found.append(offset + end)
            wanted = offset + end + step
        done, before, is_open = done + len(block), block[-1:], len(quotes) % 2 == 1
    return found


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield blocks that do not end with a quote, except the last."""
    while block := stream.read(_BLOCK):
        while block.endswith(b'"') and (more := stream.read(1)):
            block += more
        yield block


def _quotes(view: bytes) -> NDArray[np.int64]:
    if view.find(b'"') < 0:
        return np.empty(0, np.int64)
    return np.flatnonzero(np.frombuffer(view, np.uint8) == _QUOTE)


def _record_end(view: bytes, quotes: NDArray[np.int64], start: int) -> int:
    """Return where the first record that ends at or after ``start`` does, or 0."""
    end = view.find(b"\n", start) + 1
    while end:
        before = int(np.searchsorted(quotes, end - 1))
        if before % 2 == 0:
            return end
        if before == len(quotes):
            return 0
        end = view.find(b"\n", int(quotes[before])) + 1
    return 0
