r"""Records of delimited text cut into columns, in compiled loops.

The rules are those of Python's ``csv.reader``: a quote opens only at the beginning of a
field; doubled, it stands for itself; after the closing one, quotes are plain characters;
lines end with ``\n``, ``\r`` or both, and empty ones are no records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np
import pyarrow as pa

from recognizers import words
from recognizers.compiled import inner
from scanner.model import ROOM

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Longs = NDArray[np.int64]

_QUOTE, _LF, _CR = ord('"'), ord("\n"), ord("\r")
_MOST_FIELDS = 1 << 20  # cut at a time
_LEAST_BYTES = 1 << 14  # that a column may take
_SLACK = 8  # a column may take so many times its share of the bytes
_FULL = -1


class Cut(NamedTuple):
    """Some records as columns, and where the next one begins."""

    columns: list[pa.LargeStringArray]  # with ``ROOM`` around their bytes; missing cells are null
    end: int
    is_stuck: bool  # the next record has too many fields, or too long ones


class _Out(NamedTuple):
    """Where compiled loops write columns to."""

    content: Bytes  # (width * stride,): a stretch for each column
    bounds: Longs  # (width, rows + 1): of cells, within the column's stretch
    fields: Longs  # (rows,): how many fields each record has


def cut(data: bytes, delimiter: int, width: int, start: int) -> Cut:
    """Cut records from ``start`` on, until the end or the first that does not fit.

    Args:
        data: Whole records in UTF-8.
        delimiter: One byte.
        width: Columns.
        start: Where a record begins.
    """
    left = len(data) - start
    stride = 2 * ROOM + min(left, max(_LEAST_BYTES, _SLACK * left // width))
    most = min(left, max(1, _MOST_FIELDS // width))
    out = _Out(
        np.empty(width * stride, np.uint8),
        np.empty((width, most + 1), np.int64),
        np.empty(most, np.int64),
    )
    rows, end, is_stuck = _cut(np.frombuffer(data, np.uint8), delimiter, start, out, (stride, ROOM))
    fields = out.fields[:rows]
    columns = [
        _column(
            out.content[at * stride : (at + 1) * stride], out.bounds[at, : rows + 1], fields <= at
        )
        for at in range(width)
    ]
    return Cut(columns, end, bool(is_stuck))


def after(data: bytes, delimiter: int, start: int, records: int) -> int:
    """Return where so many records that begin at ``start`` end, empty lines included."""
    return int(_after(np.frombuffer(data, np.uint8), delimiter, start, records))


def _column(content: Bytes, bounds: Longs, missing: NDArray[np.bool_]) -> pa.LargeStringArray:
    end = int(bounds[-1])
    content[:ROOM] = 0
    content[end : end + ROOM] = 0
    validity = None
    if missing.any():
        validity = pa.py_buffer(np.packbits(~missing, bitorder="little").tobytes())
    text = pa.py_buffer(content[: end + ROOM].data)
    buffers: Any = [validity, pa.py_buffer(bounds.data), text]
    array: Any = pa.Array.from_buffers(pa.large_string(), len(bounds) - 1, buffers)
    return cast("pa.LargeStringArray", array)


@inner
def _cut(
    data: Bytes, delimiter: int, start: int, out: _Out, sizes: tuple[int, int]
) -> tuple[int, int, bool]:
    """Copy fields to their columns; return the records done, where the next is, and if it fits."""
    content, bounds, fields = out
    stride, room = sizes
    width, row, place = len(bounds), 0, start
    seen = (len(data), np.uint64(0))
    bounds[:, 0] = room
    while place < len(data) and row < len(fields):
        if data[place] == _LF or data[place] == _CR:
            place += 1
            continue
        begin, at, goes_on = place, 0, True
        while at < width and goes_on:
            here = (at * stride + bounds[at, row], (at + 1) * stride - room)
            if place < len(data) and data[place] == _QUOTE:
                place, end = _quoted(data, place, delimiter, content, here)
            else:
                begin_at, (place, seen) = place, _next_end(data, place, delimiter, seen)
                end = _copied(data, (begin_at, place), content, here)
            if end == _FULL:
                return row, begin, True
            bounds[at, row + 1] = end - at * stride
            goes_on = place < len(data) and data[place] == delimiter
            place += goes_on
            at += 1
        if goes_on:
            return row, begin, True  # another field follows
        fields[row] = at
        while at < width:
            bounds[at, row + 1] = bounds[at, row]
            at += 1
        row += 1
    return row, place, False


@inner
def _after(data: Bytes, delimiter: int, start: int, records: int) -> int:
    place = start
    for _ in range(records):
        place = _line_start(data, place)
        while place < len(data):
            place = _field_end(data, place, delimiter)
            if place >= len(data) or data[place] != delimiter:
                break
            place += 1
    return _line_start(data, place)


@inner
def _line_start(data: Bytes, start: int) -> int:
    place = start
    while place < len(data) and (data[place] == _LF or data[place] == _CR):
        place += 1
    return place


@inner
def _quoted(
    data: Bytes, start: int, delimiter: int, content: Bytes, here: tuple[int, int]
) -> tuple[int, int]:
    """Copy a field in quotes; return where it ends, and where its copy does, or ``_FULL``."""
    (target, limit), stop = here, _field_end(data, start, delimiter)
    if target + stop - start > limit:
        return stop, _FULL
    return stop, _unquoted(data, start, stop, content, target)


@inner
def _copied(data: Bytes, span: tuple[int, int], content: Bytes, here: tuple[int, int]) -> int:
    """Copy a field; return where the copy ends, or ``_FULL``; what follows there is spoilt."""
    (place, stop), (target, limit) = span, here
    end = target + stop - place
    if end > limit:
        return _FULL
    if stop + words.STRETCH <= len(data):
        while target < end:
            words.move(data, place, content, target)
            place, target = place + words.STRETCH, target + words.STRETCH
    while place < stop:
        content[target] = data[place]
        place, target = place + 1, target + 1
    return end


@inner
def _next_end(
    data: Bytes, start: int, delimiter: int, seen: tuple[int, np.uint64]
) -> tuple[int, tuple[int, np.uint64]]:
    """Return where the next delimiter or line end is.

    ``seen`` is the block that was looked at last: where it begins, and where in it fields end.
    """
    base, marks = seen
    if base <= start < base + words.BLOCK:
        marks &= ~np.uint64(0) << np.uint64(start - base)
    else:
        base, marks = start - words.BLOCK, np.uint64(0)
    while not marks:
        base += words.BLOCK
        if base + words.BLOCK > len(data):
            return _plain_end(data, max(base, start), delimiter), (len(data), np.uint64(0))
        marks = words.marked(data, base, (delimiter, _LF, _CR))
    return base + words.lowest(marks), (base, marks)


@inner
def _field_end(data: Bytes, start: int, delimiter: int) -> int:
    """Return where the delimiter or the line end after a field is."""
    place = start
    if place < len(data) and data[place] == _QUOTE:
        place += 1
        while place < len(data):
            if data[place] == _QUOTE:
                if place + 1 == len(data) or data[place + 1] != _QUOTE:
                    break
                place += 1
            place += 1
        place = min(place + 1, len(data))
    return _plain_end(data, place, delimiter)


@inner
def _plain_end(data: Bytes, start: int, delimiter: int) -> int:
    """Return where the next delimiter or line end is, eight bytes at a time."""
    place = start
    while place + words.WORD <= len(data):
        marks = _ends(words.load(data, place), delimiter)
        if marks:
            return place + words.first(marks)
        place += words.WORD
    while place < len(data) and data[place] not in (delimiter, _LF, _CR):
        place += 1
    return place


@inner
def _ends(word: np.uint64, delimiter: int) -> np.uint64:
    """Mark the first of eight bytes that ends a field; zero if none does."""
    delimiters = words.equal(word, delimiter)
    if words.below(word, _CR + 1):  # hardly ever anything but a line end
        return delimiters | words.equal(word, _LF) | words.equal(word, _CR)
    return delimiters


@inner
def _unquoted(data: Bytes, start: int, stop: int, content: Bytes, target: int) -> int:
    """Copy a quoted field without its quotes; return where the copy ends."""
    is_open, at, place = True, start + 1, target
    while at < stop:
        if is_open and data[at] == _QUOTE:
            if at + 1 == stop or data[at + 1] != _QUOTE:
                is_open = False
                at += 1
                continue
            at += 1
        content[place] = data[at]
        place += 1
        at += 1
    return place
