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
from recognizers.siphash import siphashes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
        every = np.arange(len(values))
        return siphashes(flat, *_rows(flat, values.shape[1], every), self._key, False)  # noqa: FBT003

    def of_rows(self, values: Bytes, rows: Ints, known: Known) -> Keys:
        """Return the keys of some rows of such values, each row's once; hash what is not known."""
        flat = np.ascontiguousarray(values).ravel()

        def hashed(some: Ints) -> Keys:
            places = _rows(flat, values.shape[1], some)
            return siphashes(flat, *places, self._key, False)  # noqa: FBT003

        return _looked_up(rows, known, hashed)

    def of_texts(self, content: Bytes, places: tuple[Ints, Ints], rows: Ints, known: Known) -> Keys:
        """Return the keys of the capitals of some pieces of a buffer, in the same way."""
        starts, stops = places

        def hashed(some: Ints) -> Keys:
            return self.of_slices(content, starts[some], stops[some], in_capitals=True)

        return _looked_up(rows, known, hashed)

    def of_slices(
        self, content: Bytes, starts: Ints, stops: Ints, *, in_capitals: bool = False
    ) -> Keys:
        """Return the keys of pieces of a buffer; ``in_capitals`` for those of their capitals."""
        return siphashes(content, starts, stops, self._key, in_capitals)

    def of_strings(self, values: Sequence[str]) -> Keys:
        """Return the keys of some strings, as UTF-8 without their NULs."""
        packed = [value.replace("\0", "").encode() for value in values]
        sizes = np.array([len(value) for value in packed], np.int64)
        stops = np.cumsum(sizes)
        starts = stops - sizes
        return self.of_slices(np.frombuffer(b"".join(packed), np.uint8), starts, stops)


def _looked_up(rows: Ints, known: Known, hashed: Callable[[Ints], Keys]) -> Keys:
    """Return the keys of some rows, each row's once, hashing those that are not known yet."""
    keys, is_known = known
    is_ascending, news = _looked_over(rows, is_known)
    if is_ascending and news == len(rows):
        found = keys[rows] = hashed(rows)
        is_known[rows] = True
        return found
    if news:
        fresh = _fresh(rows, is_known)
        keys[fresh] = hashed(fresh)
    return keys[rows] if is_ascending else _each_once(rows, keys)


@compiled
def _rows(flat: Bytes, width: int, rows: Ints) -> tuple[Ints, Ints]:
    """Return where rows begin, and where the zeros that they are padded with do."""
    starts, stops = np.empty(len(rows), np.int64), np.empty(len(rows), np.int64)
    for at in range(len(rows)):
        start, stop = rows[at] * width, (rows[at] + 1) * width
        while stop > start and not flat[stop - 1]:
            stop -= 1
        starts[at], stops[at] = start, stop
    return starts, stops


@inner
def _looked_over(rows: Ints, is_known: Mask) -> tuple[bool, int]:
    """Tell whether each row is named once, in order, and how many are not known."""
    wrong, before, news = False, -1, 0
    for row in rows:
        wrong |= row <= before
        news += not is_known[row]
        before = row
    return not wrong, news


@compiled
def _fresh(rows: Ints, is_known: Mask) -> Ints:
    """Return those of the rows that are not known, each once; know them from now on."""
    fresh, count = np.empty(len(rows), np.int64), 0
    for row in rows:
        fresh[count] = row
        count += not is_known[row]
        is_known[row] = True
    return fresh[:count]


@compiled
def _each_once(rows: Ints, keys: Keys) -> Keys:
    """Return the keys of some rows, each row's once."""
    found, named, count = np.empty(len(rows), np.uint64), np.zeros(len(keys), np.bool_), 0
    for row in rows:
        found[count] = keys[row]
        count += not named[row]
        named[row] = True
    return found[:count]
