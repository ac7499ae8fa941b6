"""Where the fields of delimited text end, and how long they are, in compiled loops.

Rows that have every field, none of them in quotes, are measured by the places of their ends
alone; the others, and all that follow, field by field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers import words
from recognizers.compiled import inner
from scanner.chunks import ROOM

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Longs = NDArray[np.int64]
    Places = NDArray[np.int32]

QUOTE, LF, CR = ord('"'), ord("\n"), ord("\r")
# As ``words`` takes signs.
_QUOTES, _LFS, _CRS = (QUOTE, QUOTE, QUOTE), (LF, LF, LF), (CR, CR, CR)
_NONE, _ONE, _LAST = np.uint64(0), np.uint64(1), np.uint64(words.BLOCK - 1)  # bits of a block
_USUAL = 8  # fields that end in a block
_NEVER = -1


class Fields(NamedTuple):
    """The fields of some records, one after the other."""

    places: Places  # where each ends; once measured, where it begins, and ~that if in odd quotes
    bounds: Longs  # (width, rows + 1): of cells, from ``ROOM`` on
    counts: Longs  # (rows,): how many fields each record has


@inner
def ends(
    data: Bytes, start: int, delimiter: int, places: Places, limits: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Write down where fields may end; return how many places, lines and even rows there are.

    Stops when so many lines are there, or no room is; the end of the data is a place.
    Rows are even up to the first that has not ``width`` fields, or a quote where one of them
    begins; with them comes how long their line ends are.
    """
    width, most = limits
    found, lines, base, even, step = 0, 0, line_start(data, start), 0, 0
    wanted = width if width > 1 else _NEVER  # of one field, empty lines would look like rows
    opens, splits = _ONE, _NONE  # the block before ends a field, or between two signs of a line end
    while base + words.BLOCK <= len(data) and found + words.BLOCK < len(places) and lines < most:
        words.fetch(data, base + words.AHEAD)
        marks = words.marked(data, base, (delimiter, LF, CR))
        feeds = words.marked(data, base, _LFS)
        backs = words.marked(data, base, _CRS)
        if words.marked(data, base, _QUOTES) & ((marks << _ONE) | opens):
            wanted = _NEVER
        seconds = feeds & ((backs << _ONE) | splits)
        opens, splits = marks >> _LAST, backs >> _LAST
        marks, stops = marks & ~seconds, (feeds | backs) & ~seconds
        lines += words.many(stops)
        while stops:
            size = _line_end(data, base + words.lowest(stops))
            if found + words.many(marks & (stops ^ (stops - _ONE))) != wanted or (
                even and size != step
            ):
                wanted = _NEVER
                break
            even, step, wanted, stops = even + 1, size, wanted + width, stops & (stops - _ONE)
        found = _noted(marks, base, places, found)
        base += words.BLOCK
    while base < len(data) and found + 1 < len(places) and lines < most:
        if data[base] in (delimiter, LF, CR):
            places[found] = base
            lines, found = lines + int(data[base] != delimiter), found + 1
        base += 1
    if base == len(data):
        places[found] = base
        found += 1
    return found, lines, even, step


@inner
def _noted(marks: np.uint64, base: int, places: Places, found: int) -> int:
    """Write down the places of marks; return how many places there are then."""
    count = words.many(marks)
    for at in range(_USUAL):  # without a look how many there are: a wrong guess takes longer
        places[found + at] = base + words.lowest(marks)
        marks &= marks - _ONE
    for at in range(_USUAL, count):
        places[found + at] = base + words.lowest(marks)
        marks &= marks - _ONE
    return found + count


@inner
def _line_end(data: Bytes, place: int) -> int:
    """Return how many signs the line end at a place has."""
    return 1 + int(data[place] == CR and place + 1 < len(data) and data[place + 1] == LF)


@inner
def measured(
    data: Bytes, delimiter: int, start: int, fields: Fields, evenly: tuple[int, int]
) -> tuple[int, int, bool]:
    """Measure cells; return the records done, where the next is, and if it does not fit.

    The places where fields end make way for those where they begin.  ``evenly`` says how
    many rows at first are even, and how long their line ends are.
    """
    places, bounds, counts = fields
    width, row = len(bounds), evenly[0]
    place, ending, field = _measured_evenly(data, start, fields, evenly), row * width, row * width
    while row < len(counts):
        begin, before, goes_on = line_start(data, place), field, True
        place, ending = begin, _first_from(begin, places, ending)
        if place >= len(data):
            return row, len(data), False
        for at in range(width):
            if not goes_on:
                bounds[at, row + 1] = bounds[at, row]
                continue
            first, size, after = place, 0, place
            if place < len(data) and data[place] == QUOTE:
                first, size, after = quoted(data, place)
                ending = _first_from(after, places, ending)
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
        counts[row] = field - before
        row += 1
    return row, min(place, len(data)), False


@inner
def _measured_evenly(data: Bytes, start: int, fields: Fields, evenly: tuple[int, int]) -> int:
    """Measure rows that have every field, none of them in quotes; return where they end."""
    places, bounds, counts = fields
    rows, step = evenly
    bounds[:, 0] = ROOM
    begin, field = line_start(data, start), 0
    for row in range(rows):
        for at in range(len(bounds)):
            stop = places[field]
            places[field] = begin
            bounds[at, row + 1] = bounds[at, row] + stop - begin
            begin, field = stop + 1, field + 1
        begin += step - 1
        counts[row] = len(bounds)
    return begin


@inner
def _first_from(begin: int, places: Places, at: int) -> int:
    """Return the number of the first place that is not before another one."""
    while at < len(places) and places[at] < begin:
        at += 1
    return at


@inner
def quoted(data: Bytes, start: int) -> tuple[int, int, int]:
    """Return where the text in quotes begins, how long it is, and where the quotes end.

    If it has quotes itself, it is not as it stands there: ~``start``.
    """
    place, doubled = words.next_of(data, start + 1, _QUOTES), 0
    while place + 1 < len(data) and data[place + 1] == QUOTE:
        place, doubled = words.next_of(data, place + 2, _QUOTES), doubled + 1
    size = place - start - 1 - doubled
    return ~start if doubled else start + 1, size, min(place + 1, len(data))


@inner
def line_start(data: Bytes, start: int) -> int:
    """Return where the next line that is not empty begins."""
    place = start
    while place < len(data) and (data[place] == LF or data[place] == CR):
        place += 1
    return place


@inner
def field_end(data: Bytes, start: int, delimiter: int) -> int:
    """Return where the delimiter or the line end after a field is."""
    place = start
    if place < len(data) and data[place] == QUOTE:
        _, _, place = quoted(data, place)
    while place < len(data) and data[place] not in (delimiter, LF, CR):
        place += 1
    return place
