"""Theta sketches of arrays of keys, as Apache DataSketches makes them key by key.

A call of the library takes one key and 200 ns.  But a sketch keeps the least hashes of all
it has seen, and of ten million keys nearly none is among them.  So arrays are hashed here,
as the library hashes (MurmurHash3 x64 128 by Austin Appleby, public domain), and it is
handed only the keys that may still count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import datasketches
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable

LG_K = 14  # 16,384 entries: standard error 0.8 %

_STEP = 1 << 14  # keys at a time: their arrays stay in the processor's cache
_LARGEST_INT = np.uint64(2**63 - 1)  # the library takes larger ones for floats

# Of MurmurHash3; the library seeds both halves with 9001, and mixes the length into each.
_FIRST, _SECOND = np.uint64(0x87C37B91114253D5), np.uint64(0x4CF5AD432745937F)
_SEED_AND_LENGTH = np.uint64(9001 ^ 8)
_LEFT, _RIGHT = np.uint64(31), np.uint64(33)
_MIXERS = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)

_Words = NDArray[np.uint64]


def sketch(arrays: Iterable[_Words], *others: Any) -> Any:
    """Return the sketch of all keys in some arrays and in other sketches.

    It does not depend on their order, nor on what was in which: it is the ``2 ** LG_K`` least
    hashes, and the least that was left out.
    """
    fresh = datasketches.update_theta_sketch(LG_K)
    union = datasketches.theta_union(LG_K)
    threshold = min((other.theta64 for other in others), default=fresh.theta64)
    for array in arrays:
        for start in range(0, len(array), _STEP):
            keys = array[start : start + _STEP]
            counting = _hashes(keys) < np.uint64(min(threshold, fresh.theta64))
            for key in keys[counting].tolist():
                fresh.update(key)
    for one in (*others, fresh):
        union.update(one)
    return union.get_result()


def read(data: bytes) -> Any:
    """Return the sketch that was serialised."""
    return datasketches.compact_theta_sketch.deserialize(data)


def _hashes(keys: _Words) -> _Words:
    """Return the hash that the library would give each key: 63 bits."""
    is_float = keys > _LARGEST_INT
    words = keys.copy()
    words[is_float] = keys[is_float].astype(np.float64).view(np.uint64)
    one, spare = words, np.empty_like(words)
    one *= _FIRST
    np.right_shift(one, _RIGHT, out=spare)
    one <<= _LEFT
    one |= spare
    one *= _SECOND
    one ^= _SEED_AND_LENGTH
    one += _SEED_AND_LENGTH
    other = one + _SEED_AND_LENGTH
    _mix(one, spare)
    _mix(other, spare)
    one += other
    one >>= np.uint64(1)
    return one


def _mix(words: _Words, spare: _Words) -> None:
    """Let every bit of a word change every other, in place."""
    for mixer in _MIXERS:
        np.right_shift(words, _RIGHT, out=spare)
        words ^= spare
        words *= mixer
    np.right_shift(words, _RIGHT, out=spare)
    words ^= spare
