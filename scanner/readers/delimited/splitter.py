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
from scanner.chunks import ROOM
from scanner.readers.delimited import edges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scanner.readers.delimited.edges import Bytes, Fields, Longs

_MOST_FIELDS = 1 << 20  # cut at a time


class Cut(NamedTuple):
    """Some records as columns, and where the next one begins."""

    columns: list[pa.LargeStringArray]  # with ``ROOM`` around their bytes; missing cells are null
    end: int
    is_stuck: bool  # the next record has too many fields, or too much in quotes


def cut(data: bytes, delimiter: int, width: int, start: int) -> Cut:
    """Cut records from ``start`` on, until the end or the first that does not fit.

    Three loops, each over what the one before found: where fields may end, how long each
    cell is, and the copying, into memory of just that size.

    Args:
        data: Whole records in UTF-8, less than 2 GiB.
        delimiter: One byte.
        width: Columns.
        start: Where a record begins.
    """
    view = np.frombuffer(data, np.uint8)
    places = np.empty(min(len(data) - start, _MOST_FIELDS) + words.BLOCK + 1, np.int32)
    limits = width, max(1, _MOST_FIELDS // width)
    found, lines, even, step = edges.ends(view, start, delimiter, places, limits)
    bounds, counts = np.empty((width, lines + 2), np.int64), np.empty(lines + 1, np.int64)
    whole = edges.Fields(places[:found], bounds, counts)
    rows, end, is_stuck = edges.measured(view, delimiter, start, whole, (even, step))
    fields = edges.Fields(places, bounds[:, : rows + 1], counts[:rows])
    return Cut(_columns(view, delimiter, fields), end, bool(is_stuck))


def after(data: bytes, delimiter: int, start: int, records: int) -> int:
    """Return where so many records that begin at ``start`` end, empty lines included."""
    return int(_after(np.frombuffer(data, np.uint8), delimiter, start, records))


def _columns(data: Bytes, delimiter: int, fields: Fields) -> list[pa.LargeStringArray]:
    """Copy fields to their columns, which share the room between them."""
    lengths = fields.bounds[:, -1]
    stops = np.cumsum(lengths)
    starts = stops - lengths
    content = np.empty(int(stops[-1]) + ROOM, np.uint8)
    _copy(data, delimiter, fields, content, starts)
    for stop in (0, *stops):
        content[stop : stop + ROOM] = 0
    is_ragged = fields.counts.min(initial=len(lengths)) < len(lengths)
    return [
        _column(
            content[starts[at] : stops[at] + ROOM],
            fields.bounds[at],
            fields.counts <= at if is_ragged else None,
        )
        for at in range(len(lengths))
    ]


def _column(
    content: Bytes, bounds: Longs, missing: NDArray[np.bool_] | None
) -> pa.LargeStringArray:
    validity = None
    if missing is not None and missing.any():
        validity = pa.py_buffer(np.packbits(~missing, bitorder="little").tobytes())
    buffers: Any = [validity, pa.py_buffer(bounds.data), pa.py_buffer(content.data)]
    array: Any = pa.Array.from_buffers(pa.large_string(), len(bounds) - 1, buffers)
    return cast("pa.LargeStringArray", array)


@inner
def _copy(data: Bytes, delimiter: int, fields: Fields, content: Bytes, starts: Longs) -> None:
    """Copy fields to where their columns start; what follows a column is spoilt."""
    places, bounds, counts = fields
    field = 0
    for row in range(len(counts)):
        for at in range(counts[row]):
            place, field = places[field], field + 1
            words.fetch(data, place + words.AHEAD)
            to, end = starts[at] + bounds[at, row], starts[at] + bounds[at, row + 1]
            if place < 0:
                _unquote(data, ~place, delimiter, content, to)
            elif place + end - to + words.STRETCH <= len(data):
                words.move(data, place, content, to)
                while to + words.STRETCH < end:
                    place, to = place + words.STRETCH, to + words.STRETCH
                    words.move(data, place, content, to)
            else:
                for sign in range(end - to):
                    content[to + sign] = data[place + sign]


@inner
def _after(data: Bytes, delimiter: int, start: int, records: int) -> int:
    place = start
    for _ in range(records):
        place = edges.line_start(data, place)
        while place < len(data):
            place = edges.field_end(data, place, delimiter)
            if place >= len(data) or data[place] != delimiter:
                break
            place += 1
    return edges.line_start(data, place)


@inner
def _unquote(data: Bytes, start: int, delimiter: int, content: Bytes, to: int) -> None:
    """Copy a quoted field without its quotes."""
    is_open, at, place, stop = True, start + 1, to, edges.field_end(data, start, delimiter)
    while at < stop:
        if is_open and data[at] == edges.QUOTE:
            if at + 1 == stop or data[at + 1] != edges.QUOTE:
                is_open = False
                at += 1
                continue
            at += 1
        content[place] = data[at]
        place += 1
        at += 1
