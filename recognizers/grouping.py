"""Which pieces of a buffer say the same: each distinct one need be looked at once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import compiled, inner
from recognizers.siphash import quick_siphash, tail

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recognizers.arrays import Bytes
    from recognizers.siphash import Key

    Ints = NDArray[np.int64]

_RECENT_BITS = 10
_RECENT = 1 << _RECENT_BITS  # texts seen last: where few repeat, most are found without a hash
_ODD = np.uint64(0x9E3779B97F4A7C15)
_LOW, _HIGH = np.frombuffer(os.urandom(16), np.uint64)  # so that nobody can prepare collisions


def grouped(buffer: Bytes, starts: Ints, stops: Ints) -> tuple[Ints, Ints]:
    """Return the first piece with each text, (m,), and for every piece which text it is, (n,)."""
    return _grouped(buffer, starts, stops, (_LOW, _HIGH))


@compiled
def _grouped(buffer: Bytes, starts: Ints, stops: Ints, key: Key) -> tuple[Ints, Ints]:
    """Group, each piece compared first with the last one that began and ended alike."""
    size = 16
    while size < 2 * len(starts):
        size *= 2
    slots = np.full(size, -1, np.int64)  # open addressing; holds numbers of texts
    first, of_cell = np.empty(len(starts), np.int64), np.empty(len(starts), np.int64)
    recent = np.full(_RECENT, -1, np.int64)
    count, last = 0, np.uint64(size - 1)
    for cell in range(len(starts)):
        ends = _ends_of(buffer, starts[cell], stops[cell])
        known = recent[ends]
        if known >= 0:
            other = first[known]
            if _same(buffer, (starts[cell], stops[cell]), (starts[other], stops[other])):
                of_cell[cell] = known
                continue
        slot = np.int64(quick_siphash(buffer, starts[cell], stops[cell], key) & last)
        while slots[slot] >= 0:
            other = first[slots[slot]]
            if _same(buffer, (starts[cell], stops[cell]), (starts[other], stops[other])):
                break
            slot = (slot + 1) & (size - 1)
        if slots[slot] < 0:
            slots[slot], first[count] = count, cell
            count += 1
        of_cell[cell] = recent[ends] = slots[slot]
    return first[:count], of_cell


@inner
def _ends_of(buffer: Bytes, start: int, stop: int) -> int:
    """Mix the first, the middle and the last eight bytes of a piece to a small number."""
    if stop - start < words.WORD:
        mixed = tail(buffer, start, stop - start)
    else:
        middle = start + (stop - start - words.WORD) // 2
        mixed = words.load(buffer, start) * _ODD ^ words.load(buffer, middle)
        mixed = mixed * _ODD ^ words.load(buffer, stop - words.WORD)
    return int((mixed * _ODD) >> np.uint64(64 - _RECENT_BITS))


@inner
def _same(buffer: Bytes, one: tuple[int, int], other: tuple[int, int]) -> bool:
    if one[1] - one[0] != other[1] - other[0]:
        return False
    place, other_place = one[0], other[0]
    while place + words.WORD <= one[1]:
        if words.load(buffer, place) != words.load(buffer, other_place):
            return False
        place, other_place = place + words.WORD, other_place + words.WORD
    while place < one[1]:
        if buffer[place] != buffer[other_place]:
            return False
        place, other_place = place + 1, other_place + 1
    return True
