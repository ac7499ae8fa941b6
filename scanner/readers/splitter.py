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
_QUOTES = (_QUOTE, _QUOTE, _QUOTE)  # as ``words.next_of`` takes signs
_MOST_FIELDS = 1 << 20  # cut at a time


class Cut(NamedTuple):
    """Some records as columns, and where the next one begins."""

    columns: list[pa.LargeStringArray]  # with ``ROOM`` around their bytes; missing cells are null
    end: int
    is_stuck: bool  # the next record has too many fields, or too much in quotes


class _Fields(NamedTuple):
    """The fields of some records, one after the other."""

    places: Longs  # where each ends; once measured, where it begins, and ~that if in odd quotes
    bounds: Longs  # (width, rows + 1): of cells, from ``ROOM`` on
    counts: Longs  # (rows,): how many fields each record has


def cut(data: bytes, delimiter: int, width: int, start: int) -> Cut:
    """Cut records from ``start`` on, until the end or the first that does not fit.

    Three loops, each over what the one before found: where fields may end, how long each
    cell is, and the copying, into memory of just that size.

    Args:
        data: Whole records in UTF-8.
        delimiter: One byte.
        width: Columns.
        start: Where a record begins.
    """
    view = np.frombuffer(data, np.uint8)
    places = np.empty(min(len(data) - start, _MOST_FIELDS) + words.BLOCK + 1, np.int64)
    found, lines = _ends(view, start, delimiter, places, max(1, _MOST_FIELDS // width))
    bounds, counts = np.empty((width, lines + 2), np.int64), np.empty(lines + 1, np.int64)
    whole = _Fields(places[:found], bounds, counts)
    rows, end, is_stuck = _measured(view, delimiter, start, whole)
    fields = _Fields(places, bounds[:, : rows + 1], counts[:rows])
    return Cut(_columns(view, delimiter, fields), end, bool(is_stuck))


def after(data: bytes, delimiter: int, start: int, records: int) -> int:
    """Return where so many records that begin at ``start`` end, empty lines included."""
    return int(_after(np.frombuffer(data, np.uint8), delimiter, start, records))


def _columns(data: Bytes, delimiter: int, fields: _Fields) -> list[pa.LargeStringArray]:
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
def _ends(data: Bytes, start: int, delimiter: int, places: Longs, most: int) -> tuple[int, int]:
    """Write down where fields may end; return how many places and lines there are.

    Stops when so many lines are there, or no room is; the end of the data is a place.
    """
    found, lines, base = 0, 0, start
    while base + words.BLOCK <= len(data) and found + words.BLOCK < len(places) and lines < most:
        marks = words.marked(data, base, (delimiter, _LF, _CR))
        while marks:
            places[found] = base + words.lowest(marks)
            lines += _ends_line(data, places[found], delimiter)
            found += 1
            marks &= marks - np.uint64(1)
        base += words.BLOCK
    while base < len(data) and found + 1 < len(places) and lines < most:
        if data[base] in (delimiter, _LF, _CR):
            places[found] = base
            lines += _ends_line(data, base, delimiter)
            found += 1
        base += 1
    if base == len(data):
        places[found] = base
        found += 1
    return found, lines


@inner
def _ends_line(data: Bytes, place: int, delimiter: int) -> bool:
    """Tell whether the sign at a place ends a line: that after it is none if both do."""
    if data[place] == delimiter:
        return False
    return data[place] == _CR or place == 0 or data[place - 1] != _CR


@inner
def _measured(data: Bytes, delimiter: int, start: int, fields: _Fields) -> tuple[int, int, bool]:
    """Measure cells; return the records done, where the next is, and if it does not fit.

    The places where fields end make way for those where they begin.
    """
    places, bounds, counts = fields
    width, place, ending, field = len(bounds), start, 0, 0
    bounds[:, 0] = ROOM
    for row in range(len(counts)):
        begin, done, goes_on = _line_start(data, place), field, True
        place, ending = begin, ending + begin - place
        if place >= len(data):
            return row, len(data), False
        for at in range(width):
            if not goes_on:
                bounds[at, row + 1] = bounds[at, row]
                continue
            first, size, after = place, 0, place
            if place < len(data) and data[place] == _QUOTE:
                first, size, after = _quoted(data, place)
                while ending < len(places) and places[ending] < after:
                    ending += 1
            if ending >= len(places):
                return row, begin, begin == start
            stop = places[ending]
            if place < after < stop:  # plain signs after the closing quote
                first = ~place
            places[field] = first
            bounds[at, row + 1] = bounds[at, row] + size + stop - after
            goes_on = stop < len(data) and data[stop] == delimiter
            place, ending, field = stop + 1, ending + 1, field + 1
        if goes_on:
            return row, begin, True  # another field follows
        counts[row] = field - done
    return len(counts), min(place, len(data)), False


@inner
def _quoted(data: Bytes, start: int) -> tuple[int, int, int]:
    """Return where the text in quotes begins, how long it is, and where the quotes end.

    If it has quotes itself, it is not as it stands there: ~``start``.
    """
    place, doubled = words.next_of(data, start + 1, _QUOTES), 0
    while place + 1 < len(data) and data[place + 1] == _QUOTE:
        place, doubled = words.next_of(data, place + 2, _QUOTES), doubled + 1
    size = place - start - 1 - doubled
    return ~start if doubled else start + 1, size, min(place + 1, len(data))


@inner
def _copy(data: Bytes, delimiter: int, fields: _Fields, content: Bytes, starts: Longs) -> None:
    """Copy fields to where their columns start; what follows a column is spoilt."""
    places, bounds, counts = fields
    field = 0
    for row in range(len(counts)):
        for at in range(counts[row]):
            place, field = places[field], field + 1
            to, end = starts[at] + bounds[at, row], starts[at] + bounds[at, row + 1]
            if place < 0:
                _unquote(data, ~place, delimiter, content, to)
            elif place + end - to + words.STRETCH <= len(data):
                while to < end:
                    words.move(data, place, content, to)
                    place, to = place + words.STRETCH, to + words.STRETCH
            else:
                for sign in range(end - to):
                    content[to + sign] = data[place + sign]


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
def _field_end(data: Bytes, start: int, delimiter: int) -> int:
    """Return where the delimiter or the line end after a field is."""
    place = start
    if place < len(data) and data[place] == _QUOTE:
        _, _, place = _quoted(data, place)
    while place < len(data) and data[place] not in (delimiter, _LF, _CR):
        place += 1
    return place


@inner
def _unquote(data: Bytes, start: int, delimiter: int, content: Bytes, to: int) -> None:
    """Copy a quoted field without its quotes."""
    is_open, at, place, stop = True, start + 1, to, _field_end(data, start, delimiter)
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
