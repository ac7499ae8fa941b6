"""Many short texts as one buffer: the cells of a column, or the lines of a text.

Nothing here makes a Python object per cell.  Offsets are bytes of UTF-8.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pyarrow as pa

from recognizers import words
from recognizers.arrays import gathered
from recognizers.compiled import compiled, inner
from scanner.chunks import ROOM
from scanner.detect.digits import alnum_width, digits_of
from scanner.detect.groups import Groups
from scanner.detect.sieve.runs import EvenRuns, Runs
from scanner.detect.values import Values

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints

PAD = 8  # spare bytes before, so that neighbours can be looked at without a check
UTF8_MOST = 4  # bytes of a character
_CONTINUES, _MASK = 0x80, 0xC0  # of those, all but the first
TAIL = ROOM  # spare bytes after, so that rows of up to 256 bytes can be gathered anywhere


@dataclass(frozen=True)
class Cells:
    """A padded buffer and where each cell begins; cell i is [bounds[i], bounds[i + 1])."""

    buffer: Bytes
    bounds: Ints  # (n + 1,), ascending, into ``buffer``

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @cached_property
    def raw(self) -> bytes:
        """Return the buffer as bytes, for what searches bytes."""
        base: object = self.buffer.base
        return base if isinstance(base, bytes) else self.buffer.tobytes()

    @property
    def size(self) -> int:
        """Return how many bytes all cells have together."""
        return int(self.bounds[-1] - self.bounds[0])

    @property
    def filled(self) -> int:
        """Return how many cells hold anything."""
        return _filled(self.bounds)

    @property
    def content(self) -> Bytes:
        """Return the bytes of all cells together, a view."""
        return self.buffer[self.bounds[0] : self.bounds[-1]]

    @cached_property
    def arrow(self) -> pa.LargeStringArray:
        """Return the cells as an Arrow array that shares the buffer."""
        bounds, data = pa.py_buffer(self.bounds.data), pa.py_buffer(self.buffer.data)
        whole: Any = pa.LargeStringArray.from_buffers(len(self), bounds, data)
        return cast("pa.LargeStringArray", whole)

    @cached_property
    def starts(self) -> Ints:
        """Return where each cell begins; not to be changed."""
        return self.bounds[:-1]

    @cached_property
    def stops(self) -> Ints:
        """Return where each cell ends; not to be changed."""
        return self.bounds[1:]

    @cached_property
    def numbers(self) -> Ints:
        """Return the number of each cell: 0, 1, 2 ...; not to be changed."""
        return _counted(len(self))

    @cached_property
    def groups(self) -> Groups:
        """Return which cells say the same."""
        return Groups(self.buffer, self.starts, self.stops)

    @cached_property
    def digits(self) -> Bytes:
        """Return how many digits each cell is; 0 if it is anything else, or too long."""
        return digits_of(self.buffer, self.bounds)

    @cached_property
    def even(self) -> int:
        """Return how many digits each cell is, if all are, and as many; else 0."""
        count = int(self.digits[0]) if len(self) else 0
        return count if count and bool((self.digits == count).all()) else 0

    @cached_property
    def width(self) -> int:
        """Return how many letters and digits each cell is, if all are as many; else 0.

        0, too, if those are more than ``MOST_ALNUMS``.
        """
        return self.even or alnum_width(self.buffer, self.bounds)

    @cached_property
    def heads(self) -> bytes:
        """Return the different first digits, if all cells are as many digits."""
        return np.flatnonzero(np.bincount(self.runs.runs.heads)).astype(np.uint8).tobytes()

    @cached_property
    def runs(self) -> EvenRuns:
        """Return each cell as the run it is, if all are of one width."""
        lengths, whole = np.full(len(self), self.width, np.uint8), np.ones(len(self), np.bool_)
        heads = gathered(self.buffer, self.starts)
        return EvenRuns(Runs(self.numbers, self.starts, lengths, heads, whole), self.width)

    @cached_property
    def values(self) -> Values:
        """Return the cells as values, if all are of one width: hashed once, whoever asks."""
        return Values(self.content.reshape(len(self), self.width))

    def take(self, which: Ints) -> Cells:
        """Return some of the cells."""
        if len(which) == len(self):
            return self
        return pieces(self.buffer, self.bounds[which], self.bounds[which + 1])

    def text(self, cell: int) -> str:
        """Return one cell as a string."""
        return self.slice(int(self.bounds[cell]), int(self.bounds[cell + 1]))

    def slice(self, start: int, stop: int) -> str:
        """Return a piece of the buffer as a string; half characters at its ends are dropped."""
        return self.buffer[start:stop].tobytes().decode("utf-8", "ignore")

    def begin(self, place: int) -> int:
        """Return where the character at a place begins."""
        while place > self.bounds[0] and self.buffer[place] & _MASK == _CONTINUES:
            place -= 1
        return place

    def cell_of(self, positions: Ints) -> Ints:
        """Return which cell each ascending position lies in."""
        return np.searchsorted(self.bounds, positions, side="right") - 1


def pieces(buffer: Bytes, starts: Ints, stops: Ints) -> Cells:
    """Copy pieces of a buffer, one after the other, as cells of their own."""
    return Cells(*_copied(buffer, starts, stops))


@lru_cache(1)  # the columns of a chunk share it
def _counted(count: int) -> Ints:
    return np.arange(count)


@inner
def _filled(bounds: Ints) -> int:
    """Return how many cells hold anything."""
    count = 0
    for cell in range(len(bounds) - 1):
        count += bounds[cell + 1] > bounds[cell]
    return count


@compiled
def _copied(buffer: Bytes, starts: Ints, stops: Ints) -> tuple[Bytes, Ints]:
    """Return pieces of a buffer one after the other, padded, and where each begins."""
    bounds = np.empty(len(starts) + 1, np.int64)
    bounds[0] = PAD
    for row in range(len(starts)):
        bounds[row + 1] = bounds[row] + stops[row] - starts[row]
    content = np.zeros(bounds[-1] + TAIL, np.uint8)
    for row in range(len(starts)):
        start, to, size, place = starts[row], bounds[row], stops[row] - starts[row], 0
        while place + words.WORD <= size:
            words.store(content, to + place, words.load(buffer, start + place))
            place += words.WORD
        while place < size:
            content[to + place] = buffer[start + place]
            place += 1
    return content, bounds


def of_array(column: pa.StringArray | pa.LargeStringArray) -> Cells:
    """Lay an Arrow string array out as cells; nulls become empty cells.

    Args:
        column: ``string`` or ``large_string`` without offset tricks of its own.
    """
    if not len(column):
        return Cells(padded(b""), np.array([PAD], np.int64))
    _, offsets, data = column.buffers()
    here = slice(column.offset, column.offset + len(column) + 1)
    is_large = pa.types.is_large_string(column.type)
    words = np.frombuffer(memoryview(offsets or b""), np.int64 if is_large else np.int32)
    bounds: Ints = words[here].astype(np.int64, copy=False)
    if is_large and data and bounds[0] >= PAD and data.size - bounds[-1] >= TAIL:
        return Cells(np.frombuffer(memoryview(data), np.uint8), bounds)
    if column.null_count:
        return of_array(cast("pa.StringArray", column.fill_null("")))
    content = memoryview(data)[bounds[0] : bounds[-1]] if data else b""
    return Cells(padded(content), bounds - bounds[0] + PAD)


def padded(content: bytes | memoryview) -> Bytes:
    """Return some bytes with spare ones around them."""
    return np.frombuffer(b"".join((bytes(PAD), content, bytes(TAIL))), np.uint8)
