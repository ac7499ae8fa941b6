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

_MOST_RECENT = 14  # a power of two of texts seen last: most repeats are found without a hash
_ODD, _EVEN = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD1B54A32D192ED02)
_MIXED = 64  # bytes
_LOW, _HIGH = np.frombuffer(os.urandom(16), np.uint64)  # so that nobody can prepare collisions


def grouped(buffer: Bytes, starts: Ints, stops: Ints) -> tuple[Ints, Ints]:
    """Return the first piece with each text, (m,), and for every piece which text it is, (n,)."""
    return _grouped(buffer, starts, stops, (_LOW, _HIGH))


@compiled
def _grouped(buffer: Bytes, starts: Ints, stops: Ints, key: Key) -> tuple[Ints, Ints]:
    """Group, each piece compared first with the last one that was mixed alike."""
    size, bits = 16, 4
    while size < 2 * len(starts):
        size, bits = 2 * size, min(bits + 1, _MOST_RECENT)
    slots = np.full(size, -1, np.int64)  # open addressing; holds numbers of texts
    first, of_cell = np.empty(len(starts), np.int64), np.empty(len(starts), np.int64)
    recent, shift = np.full(1 << bits, -1, np.int64), np.uint64(64 - bits)
    count, last = 0, np.uint64(size - 1)
    for cell in range(len(starts)):
        mixed = _mixed(buffer, starts[cell], stops[cell]) >> shift
        known = recent[mixed]
        if known >= 0:
            other = first[known]
            if is_same(buffer, (starts[cell], stops[cell]), (starts[other], stops[other])):
                of_cell[cell] = known
                continue
        slot = np.int64(quick_siphash(buffer, starts[cell], stops[cell], key) & last)
        while slots[slot] >= 0:
            other = first[slots[slot]]
            if is_same(buffer, (starts[cell], stops[cell]), (starts[other], stops[other])):
                break
            slot = (slot + 1) & (size - 1)
        if slots[slot] < 0:
            slots[slot], first[count] = count, cell
            count += 1
        of_cell[cell] = recent[mixed] = slots[slot]
    return first[:count], of_cell


@inner
def _mixed(buffer: Bytes, start: int, stop: int) -> np.uint64:
    """Mix the first bytes of a piece and the last eight to a number; its high bits are best."""
    if stop - start < words.WORD:
        return tail(buffer, start, stop - start) * _ODD
    mixed, by = words.load(buffer, stop - words.WORD) * _ODD, _ODD
    place, last = start, min(stop - words.WORD, start + _MIXED)
    while place < last:
        by += _EVEN
        mixed += words.load(buffer, place) * by
        place += words.WORD
    return mixed ^ mixed << np.uint64(32)


@inner
def is_same(buffer: Bytes, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two pieces of a buffer say the same."""
    size = one[1] - one[0]
    if size != other[1] - other[0]:
        return False
    if size < words.WORD:
        return bool(tail(buffer, one[0], size) == tail(buffer, other[0], size))
    place, ahead, last = one[0], other[0] - one[0], one[1] - words.WORD
    while place < last:
        if words.load(buffer, place) != words.load(buffer, place + ahead):
            return False
        place += words.WORD
    return bool(words.load(buffer, last) == words.load(buffer, last + ahead))
