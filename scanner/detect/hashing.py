"""Keyed hashes of normalised values, a column at a time.

SipHash-2-4 (Aumasson and Bernstein, 2012): a pseudorandom function made for short inputs
under a secret key of 128 bits.  A value costs some twenty nanoseconds where a call of HMAC
or BLAKE2 costs a thousand.  Without the key nothing can be looked up, not even a
telephone number, of which there are few.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from recognizers.compiled import compiled, inner
from recognizers.siphash import siphash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.siphash import Key
    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.keyset import Keys


_KEY_BYTES = 16
Known = tuple["Keys", "Mask"]  # keys by row, and whether each is there


class Hasher:
    """Hash values under one key of any length."""

    def __init__(self, key: bytes) -> None:
        digest = blake2b(key, digest_size=_KEY_BYTES, person=b"distinct values").digest()
        low, high = np.frombuffer(digest, np.uint64)
        self._key = (low, high)

    def of_matrix(self, values: Bytes) -> Keys:
        """Return the keys of values given as (n, width), zero-padded on the right."""
        flat = np.ascontiguousarray(values).ravel()
        return _keys_of_rows(flat, len(values), values.shape[1], self._key)

    def of_rows(self, values: Bytes, rows: Ints, known: Known) -> Keys:
        """Return the keys of some rows of such values, each row's once; hash what is not known."""
        flat = np.ascontiguousarray(values).ravel()
        return _keys_of_some(flat, values.shape[1], rows, self._key, known)

    def of_texts(self, content: Bytes, places: tuple[Ints, Ints], rows: Ints, known: Known) -> Keys:
        """Return the keys of the capitals of some pieces of a buffer, in the same way."""
        return _keys_of_texts(content, places, rows, self._key, known)

    def of_slices(
        self, content: Bytes, starts: Ints, stops: Ints, *, in_capitals: bool = False
    ) -> Keys:
        """Return the keys of pieces of a buffer; ``in_capitals`` for those of their capitals."""
        return _keys(content, starts, stops, self._key, in_capitals)

    def of_strings(self, values: Sequence[str]) -> Keys:
        """Return the keys of some strings, as UTF-8 without their NULs."""
        packed = [value.replace("\0", "").encode() for value in values]
        sizes = np.array([len(value) for value in packed], np.int64)
        stops = np.cumsum(sizes)
        starts = stops - sizes
        return self.of_slices(np.frombuffer(b"".join(packed), np.uint8), starts, stops)


@compiled
def _keys_of_some(flat: Bytes, width: int, rows: Ints, key: Key, known: Known) -> Keys:
    keys, is_known = known
    found, named, count = np.empty(len(rows), np.uint64), np.zeros(len(keys), np.bool_), 0
    for row in rows:
        if named[row]:
            continue
        named[row] = True
        if not is_known[row]:
            stop = _end(flat, row * width, (row + 1) * width)
            keys[row] = siphash(flat, row * width, stop, key, False)  # noqa: FBT003
            is_known[row] = True
        found[count] = keys[row]
        count += 1
    return found[:count]


@compiled
def _keys_of_texts(
    content: Bytes, places: tuple[Ints, Ints], rows: Ints, key: Key, known: Known
) -> Keys:
    (starts, stops), (keys, is_known) = places, known
    found, named, count = np.empty(len(rows), np.uint64), np.zeros(len(keys), np.bool_), 0
    for row in rows:
        if named[row]:
            continue
        named[row] = True
        if not is_known[row]:
            keys[row] = siphash(content, starts[row], stops[row], key, True)  # noqa: FBT003
            is_known[row] = True
        found[count] = keys[row]
        count += 1
    return found[:count]


@inner
def _end(flat: Bytes, start: int, stop: int) -> int:
    """Return where the zeros begin that a row is padded with."""
    while stop > start and not flat[stop - 1]:
        stop -= 1
    return stop


@compiled
def _keys_of_rows(flat: Bytes, count: int, width: int, key: Key) -> Keys:
    """Hash rows without the zeros that they are padded with."""
    keys = np.empty(count, np.uint64)
    for row in range(count):
        stop = _end(flat, row * width, (row + 1) * width)
        keys[row] = siphash(flat, row * width, stop, key, False)  # noqa: FBT003
    return keys


@compiled
def _keys(content: Bytes, starts: Ints, stops: Ints, key: Key, in_capitals: bool) -> Keys:  # noqa: FBT001 -- compiled code takes arguments in order
    keys = np.empty(len(starts), np.uint64)
    for row in range(len(starts)):
        keys[row] = siphash(content, starts[row], stops[row], key, in_capitals)
    return keys
