"""Which pieces of a buffer say the same: each distinct one need be looked at once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np

from recognizers import bits, words
from recognizers.compiled import inner
from recognizers.siphash import quick_siphash, tail

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recognizers.arrays import Bytes
    from recognizers.siphash import Key

    Ints = NDArray[np.int64]
    Slots = NDArray[np.int32]
    Texts = tuple[Ints, Ints, Ints]  # where pieces begin and end, and the first one of each text

_TRIES = 8  # slots, one after the other, in which a text may be
_SHORT = 3 * words.WORD  # bytes
_WEIGHT, _FURTHER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD1B54A32D192ED02)
_NOWHERE = np.empty(0, np.int32)
_LOW, _HIGH = np.frombuffer(os.urandom(16), np.uint64)  # so that nobody can prepare collisions


def grouped(buffer: Bytes, starts: Ints, stops: Ints) -> tuple[Ints, Ints]:
    """Return the first piece with each text, (m,), and for every piece which text it is, (n,).

    A text is in one of a few slots, from the one on that its bytes are mixed to.  Where others
    have taken those, by chance or on purpose, it is in a further table, under a keyed hash.
    """
    if stops.max(initial=0) + words.BLOCK > len(buffer):
        buffer = np.concatenate((buffer, np.zeros(words.BLOCK, np.uint8)))
    bits_ = len(starts).bit_length()
    texts = (starts, stops, np.empty(len(starts), np.int64))
    which, near = np.empty(len(starts), np.int64), np.full(1 << bits_, -1, np.int32)
    key, shift = (_LOW, _HIGH), np.uint64(64 - bits_)
    done = _group(buffer, texts, which, (near, _NOWHERE), (0, 0), (key, shift))
    if done[0] < len(starts):
        far = np.full(2 << bits_, -1, np.int32)
        done = _group(buffer, texts, which, (near, far), done, (key, shift))
    return texts[2][: done[1]], which


@inner
def _group(  # noqa: PLR0913 -- compiled code takes its arrays from outside of loops
    buffer: Bytes,
    texts: Texts,
    which: Ints,
    tables: tuple[Slots, Slots],
    done: tuple[int, int],
    mixing: tuple[Key, np.uint64],
) -> tuple[int, int]:
    """Group from a piece on; return the one that needs the further table, and how many texts."""
    (starts, stops, first), (near, far), (piece, count), (key, shift) = texts, tables, done, mixing
    while piece < len(starts):
        at = np.uint64(piece)  # which no compiled code takes for one counted from the end
        span = (starts[at], stops[at])
        slot = _slot(buffer, span, texts, near, _mixed(buffer, span) >> shift, _TRIES)
        if slot >= 0:
            number = int(near[slot])
            near[slot] = count if number < 0 else number
        elif not len(far):
            break
        else:
            hashed = quick_siphash(buffer, span[0], span[1], key)
            slot = _slot(buffer, span, texts, far, hashed, len(far))
            number = int(far[slot])
            far[slot] = count if number < 0 else number
        if number < 0:
            first[count], number = piece, count
            count += 1
        which[at] = number
        piece += 1
    return piece, count


@inner
def _slot(  # noqa: PLR0913
    buffer: Bytes, span: tuple[int, int], texts: Texts, slots: Slots, at: np.uint64, tries: int
) -> np.int64:
    """Return the slot of a text, or the first free one, from one on; -1 if others have them."""
    (starts, stops, first), last = texts, np.uint64(len(slots) - 1)
    for _ in range(tries):
        slot = np.uint64(at) & last
        if slots[slot] < 0:
            return np.int64(slot)
        other = np.uint64(first[np.uint64(slots[slot])])
        if is_same(buffer, span, (starts[other], stops[other])):
            return np.int64(slot)
        at = slot + np.uint64(1)
    return np.int64(-1)


@inner
def _mixed(buffer: Bytes, span: tuple[int, int]) -> np.uint64:
    """Mix the bytes of a piece to a number; its high bits are best."""
    place, size = span[0], span[1] - span[0]
    if size < words.WORD:
        mixed = tail(buffer, place, size) * _WEIGHT
    elif size <= _SHORT:
        last, by = span[1] - words.WORD, _WEIGHT
        mixed = words.load(buffer, last) * by
        while place < last:
            by += _FURTHER
            mixed += words.load(buffer, place) * by
            place += words.WORD
    else:
        mixed = np.uint64(size)
        while place < span[1]:
            mixed = mixed * _WEIGHT + bits.mixed(buffer, place, span[1] - place)
            place += words.BLOCK
    return mixed ^ mixed << np.uint64(32)


@inner
def is_same(buffer: Bytes, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two pieces of a buffer, with a block of room behind it, say the same."""
    size = one[1] - one[0]
    if size != other[1] - other[0]:
        return False
    if size <= words.BLOCK:
        unlike = bits.differing(buffer, one[0], other[0])
        return not size or unlike << np.uint64(words.BLOCK - size) == 0
    place, ahead, last = one[0], other[0] - one[0], one[1] - words.BLOCK
    while place < last:
        if bits.differing(buffer, place, place + ahead):
            return False
        place += words.BLOCK
    return bool(bits.differing(buffer, last, last + ahead) == 0)
