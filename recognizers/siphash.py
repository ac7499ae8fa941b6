"""SipHash-2-4: a pseudorandom function made for short inputs under a key of 128 bits.

Source: Aumasson and Bernstein, SipHash: a fast short-input PRF, 2012.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.compiled import compiled, inner
from recognizers.words import ONES, TOPS, WORD, load

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recognizers.arrays import Bytes

    Ints = NDArray[np.int64]
    Keys = NDArray[np.uint64]
    Key = tuple[np.uint64, np.uint64]
    State = tuple[np.uint64, np.uint64, np.uint64, np.uint64]

_START = np.frombuffer(b"uespemosmodnarodarenegylsetybdet", np.uint64)  # the authors' constants
_S0, _S1, _S2, _S3 = _START
_FF = np.uint64(0xFF)
_AT_ONCE = 64  # pieces
_MOST_WORDS = 16  # of a piece that is not hashed by itself


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


@compiled
def siphashes(content: Bytes, starts: Ints, stops: Ints, key: Key, in_capitals: bool) -> Keys:  # noqa: FBT001 -- compiled code takes arguments in order
    """Return the hashes of pieces of a buffer, some of about one length at a time.

    Their rounds are loops over arrays that stay in the processor's cache; for such the
    compiler uses its widest instructions.
    """
    keys, size = np.empty(len(starts), np.uint64), np.zeros(_MOST_WORDS, np.int64)
    waiting = np.empty((_MOST_WORDS, _AT_ONCE), np.int64)
    lanes = np.empty((5, _AT_ONCE), np.uint64)
    for number in range(len(starts)):
        full = (stops[number] - starts[number]) // WORD
        if full >= _MOST_WORDS:
            keys[number] = siphash(content, starts[number], stops[number], key, in_capitals)
            continue
        waiting[full, size[full]] = number
        size[full] += 1
        if size[full] == _AT_ONCE:
            _several((content, starts, stops), waiting[full], full, key, in_capitals, lanes, keys)
            size[full] = 0
    for full in range(_MOST_WORDS):
        some = waiting[full, : size[full]]
        _several((content, starts, stops), some, full, key, in_capitals, lanes, keys)
    return keys


@compiled
def siphashes_of_rows(content: Bytes, width: int, key: Key, in_capitals: bool) -> Keys:  # noqa: FBT001
    """Return the hashes of rows of one width that stand one after the other."""
    keys, lanes = np.empty(len(content) // width, np.uint64), np.empty((5, _AT_ONCE), np.uint64)
    full, words = width // WORD, lanes[4]
    for first in range(0, len(keys), _AT_ONCE):
        count = min(_AT_ONCE, len(keys) - first)
        _begin(lanes, count, key)
        for turn in range(full + 1):
            place, rest = first * width + turn * WORD, width - turn * WORD
            for lane in range(count):
                word = load(content, place) if turn < full else tail(content, place, rest)
                words[lane] = _capitals(word) if in_capitals else word
                place += width
            for lane in range(count if turn == full else 0):
                words[lane] |= np.uint64(width) << np.uint64(56)
            _absorb(lanes, count)
        _close(lanes, count)
        for lane in range(count):
            keys[first + lane] = words[lane]
    return keys


@inner
def _several(  # noqa: PLR0913 -- compiled code takes its arrays from outside of loops
    places: tuple[Bytes, Ints, Ints],
    which: Ints,
    full: int,
    key: Key,
    in_capitals: bool,  # noqa: FBT001
    lanes: Keys,
    keys: Keys,
) -> None:
    """Hash pieces with so many full words."""
    (content, starts, stops), count, words = places, len(which), lanes[4]
    _begin(lanes, count, key)
    for turn in range(full + 1):
        for lane in range(count):
            start, stop = starts[which[lane]] + turn * WORD, stops[which[lane]]
            word = load(content, start) if turn < full else tail(content, start, stop - start)
            words[lane] = _capitals(word) if in_capitals else word
        for lane in range(count if turn == full else 0):
            size = stops[which[lane]] - starts[which[lane]]
            words[lane] |= np.uint64(size) << np.uint64(56)
        _absorb(lanes, count)
    _close(lanes, count)
    for lane in range(count):
        keys[which[lane]] = words[lane]


@inner
def _begin(lanes: Keys, count: int, key: Key) -> None:
    """Set so many lanes, each a state and a word, to the beginning."""
    v0, v1, v2, v3 = lanes[0], lanes[1], lanes[2], lanes[3]
    for lane in range(count):
        v0[lane], v1[lane], v2[lane], v3[lane] = _begun(key)


@inner
def _absorb(lanes: Keys, count: int) -> None:
    """Take up the word of each lane."""
    v0, v1, v2, v3, words = lanes[0], lanes[1], lanes[2], lanes[3], lanes[4]
    for lane in range(count):
        state = (v0[lane], v1[lane], v2[lane], v3[lane])
        v0[lane], v1[lane], v2[lane], v3[lane] = _absorbed(state, words[lane])


@inner
def _close(lanes: Keys, count: int) -> None:
    """Put the hash of each lane in the place of its word."""
    v0, v1, v2, v3, words = lanes[0], lanes[1], lanes[2], lanes[3], lanes[4]
    for lane in range(count):
        state = (v0[lane], v1[lane], v2[lane], v3[lane])
        words[lane] = _closed(_round(_marked(state)))


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
