"""SipHash-2-4: a pseudorandom function made for short inputs under a key of 128 bits.

Source: Aumasson and Bernstein, SipHash: a fast short-input PRF, 2012.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.compiled import inner
from recognizers.words import ONES, TOPS, WORD, load

if TYPE_CHECKING:
    from recognizers.arrays import Bytes

    Key = tuple[np.uint64, np.uint64]
    State = tuple[np.uint64, np.uint64, np.uint64, np.uint64]

_START = np.frombuffer(b"uespemosmodnarodarenegylsetybdet", np.uint64)  # the authors' constants
_S0, _S1, _S2, _S3 = _START
_FF = np.uint64(0xFF)


@inner
def siphash(content: Bytes, start: int, stop: int, key: Key, in_capitals: bool) -> np.uint64:  # noqa: FBT001 -- compiled code takes arguments in order
    """Return the hash of a piece of a buffer: SipHash-2-4."""
    state = _begun(key)
    place = start
    while place + WORD <= stop:
        word = load(content, place)
        state = _absorbed(state, _capitals(word) if in_capitals else word)
        place += WORD
    word = tail(content, place, stop - place)
    last = np.uint64(stop - start) << np.uint64(56)
    state = _absorbed(state, last | (_capitals(word) if in_capitals else word))
    return _closed(_round(_marked(state)))


@inner
def quick_siphash(content: Bytes, start: int, stop: int, key: Key) -> np.uint64:
    """Return SipHash-1-3 of a piece of a buffer: for tables in memory, as Python's own."""
    state = _begun(key)
    place = start
    while place + WORD <= stop:
        state = _taken_up(state, load(content, place))
        place += WORD
    last = np.uint64(stop - start) << np.uint64(56)
    return _closed(_marked(_taken_up(state, last | tail(content, place, stop - place))))


@inner
def _begun(key: Key) -> State:
    return (key[0] ^ _S0, key[1] ^ _S1, key[0] ^ _S2, key[1] ^ _S3)


@inner
def _marked(state: State) -> State:
    return (state[0], state[1], state[2] ^ _FF, state[3])


@inner
def _closed(state: State) -> np.uint64:
    state = _round(_round(_round(state)))
    return state[0] ^ state[1] ^ state[2] ^ state[3]


@inner
def tail(content: Bytes, start: int, count: int) -> np.uint64:
    """Return less than eight bytes as a little-endian number."""
    if count and start + WORD <= len(content):
        return load(content, start) & ((np.uint64(1) << np.uint64(8 * count)) - np.uint64(1))
    word = np.uint64(0)
    for place in range(count):
        word |= np.uint64(content[start + place]) << np.uint64(8 * place)
    return word


@inner
def _capitals(word: np.uint64) -> np.uint64:
    """Return eight bytes with ASCII letters as capitals, all at once."""
    low = word & ~TOPS
    from_a = low + ONES * np.uint64(0x80 - ord("a"))  # the top bit says: a or more
    past_z = low + ONES * np.uint64(0x80 - ord("z") - 1)
    return word ^ ((from_a & ~past_z & ~word & TOPS) >> np.uint64(2))


@inner
def _absorbed(state: State, word: np.uint64) -> State:
    state = (state[0], state[1], state[2], state[3] ^ word)
    state = _round(_round(state))
    return (state[0] ^ word, state[1], state[2], state[3])


@inner
def _taken_up(state: State, word: np.uint64) -> State:
    state = _round((state[0], state[1], state[2], state[3] ^ word))
    return (state[0] ^ word, state[1], state[2], state[3])


@inner
def _round(state: State) -> State:
    v0, v1, v2, v3 = state
    v0 += v1
    v2 += v3
    v1 = _turned(v1, 13) ^ v0
    v3 = _turned(v3, 16) ^ v2
    v0 = _turned(v0, 32)
    v2 += v1
    v0 += v3
    v1 = _turned(v1, 17) ^ v2
    v3 = _turned(v3, 21) ^ v0
    return (v0, v1, _turned(v2, 32), v3)


@inner
def _turned(word: np.uint64, bits: int) -> np.uint64:
    return (word << np.uint64(bits)) | (word >> np.uint64(64 - bits))
