"""Addresses at hosts that a column names over and over: told by what follows their "@".

A mailbox of letters and digits holds no run of ours, for "@" follows it, and what it says
changes nothing behind that sign.  So in such a cell is what is in its mailbox's marks and in
its host, and a host is looked at once for all cells that name it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import compiled, inner
from recognizers.grouping import grouped, is_same
from recognizers.siphash import tail
from scanner.detect.cells import pieces
from scanner.detect.signs import IS_MARK

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.detect.cells import Cells

# Of a cell: nothing is told; it is an address; and nothing in its mailbox matters to marks.
UNTOLD, HOSTED, UNMARKED = 0, 1, 2
_PROBE = 256  # cells that tell which hosts a column names
_FEW = 8  # of them to a host, at least: hosts that are named once are not worth a look
_AT = ord("@")
_LONGEST_MAILBOX = 64  # signs
_SLOTS, _NONE = 256, 255
_A, _Z = ord("A"), ord("Z")  # capitals are in marks' values without being marks
_ODD, _BITS = np.uint64(0x9E3779B97F4A7C15), np.uint64(56)


def hosted(cells: Cells, signs: Bytes, is_dull: Callable[[Cells], Mask]) -> Bytes:
    """Tell which cells are an address at a host that is named often: (n,).

    Args:
        cells: Of a column.
        signs: What bytes mean.
        is_dull: Tells of addresses which are plain, with nothing else in them.
    """
    starts, stops = _named(cells.buffer, cells.bounds[: _PROBE + 1])
    if _FEW * len(starts) < min(_PROBE, len(cells)):
        return np.zeros(len(cells), np.uint8)
    first, _ = grouped(cells.buffer, starts, stops)
    if _FEW * len(first) > len(starts):
        return np.zeros(len(cells), np.uint8)
    starts, stops = starts[first], stops[first]
    dull = is_dull(pieces(cells.buffer, starts - 1, stops))  # each with a mailbox of one sign
    return _told((cells.buffer, cells.bounds), (starts[dull], stops[dull]), signs)


@compiled
def _named(buffer: Bytes, bounds: Ints) -> tuple[Ints, Ints]:
    """Return where hosts begin, with their "@", and end in cells that have a plain mailbox."""
    starts, stops = np.empty(len(bounds), np.int64), np.empty(len(bounds), np.int64)
    count = 0
    for cell in range(len(bounds) - 1):
        start, stop = bounds[cell], bounds[cell + 1]
        place = words.alnum_end(buffer, start, stop)
        if start < place < stop and buffer[place] == _AT:
            starts[count], stops[count] = place, stop
            count += 1
    return starts[:count], stops[:count]


@compiled
def _told(cells: tuple[Bytes, Ints], hosts: tuple[Ints, Ints], signs: Bytes) -> Bytes:
    """Tell of each cell whether it is an address at one of some hosts, fewer than 255."""
    (buffer, bounds), (starts, stops) = cells, hosts
    told = np.zeros(len(bounds) - 1, np.uint8)
    slots = np.full(_SLOTS, _NONE, np.uint8)
    for host in range(len(starts)):  # of two in one slot the last is told
        slots[_slot(buffer, starts[host], stops[host])] = host
    for cell in range(len(told)):
        start, stop = bounds[cell], bounds[cell + 1]
        at, is_marked = _mailbox(buffer, start, stop, signs)
        if not start < at < min(stop, start + _LONGEST_MAILBOX + 1):
            continue
        host = slots[_slot(buffer, at, stop)]
        if host != _NONE and is_same(buffer, (at, stop), (starts[host], stops[host])):
            told[cell] = HOSTED if is_marked else UNMARKED
    return told


@inner
def _slot(buffer: Bytes, start: int, stop: int) -> int:
    """Return a number from the last eight bytes of a piece, and from how long it is."""
    size = stop - start
    word = tail(buffer, start, size) if size < words.WORD else words.load(buffer, stop - words.WORD)
    return int(((word ^ np.uint64(size)) * _ODD) >> _BITS)


@inner
def _mailbox(buffer: Bytes, start: int, stop: int, signs: Bytes) -> tuple[int, bool]:
    """Return where the letters and digits at a cell's beginning end, and if one matters."""
    place, found = start, np.uint8(0)
    while place < stop:
        word = words.load(buffer, place)
        on = words.first(words.no_alnum(word))
        for at in range(place + words.first(words.no_digit(word)), place + on):
            sign = buffer[at]
            found |= signs[IS_MARK + sign] | np.uint8((sign >= _A) & (sign <= _Z))
        place += on
        if on < words.WORD:
            break
    return min(place, stop), bool(found)
