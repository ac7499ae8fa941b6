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
from recognizers.siphash import siphashes, siphashes_of_rows

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints
    from scanner.keyset import Keys


_KEY_BYTES = 16


class Hasher:
    """Hash values under one key of any length."""

    def __init__(self, key: bytes) -> None:
        digest = blake2b(key, digest_size=_KEY_BYTES, person=b"distinct values").digest()
        low, high = np.frombuffer(digest, np.uint64)
        self._key = (low, high)

    def of_matrix(self, values: Bytes) -> Keys:
        """Return the keys of values given as (n, width), zero-padded on the right."""
        flat, width = np.ascontiguousarray(values).ravel(), values.shape[1]
        if width and _are_full(flat, width):
            return siphashes_of_rows(flat, width, self._key, False)  # noqa: FBT003
        return self._of_rows(flat, width, np.arange(len(values)))

    def of_rows(self, values: Bytes, rows: Ints) -> Keys:
        """Return the keys of some rows of such values."""
        return self._of_rows(np.ascontiguousarray(values).ravel(), values.shape[1], rows)

    def _of_rows(self, flat: Bytes, width: int, rows: Ints) -> Keys:
        return siphashes(flat, *_rows(flat, width, rows), self._key, False)  # noqa: FBT003

    def of_slices(
        self, content: Bytes, starts: Ints, stops: Ints, *, in_capitals: bool = False
    ) -> Keys:
        """Return the keys of pieces of a buffer; ``in_capitals`` for those of their capitals."""
        if width := _width(starts, stops):
            rows = content[starts[0] : stops[-1]]
            return siphashes_of_rows(rows, width, self._key, in_capitals)
        return siphashes(content, starts, stops, self._key, in_capitals)


@inner
def _width(starts: Ints, stops: Ints) -> int:
    """Return how long pieces are that stand side by side and are as long; else 0."""
    width = stops[0] - starts[0] if len(starts) else 0
    wrong = np.int64(0)
    for row in range(len(starts)):
        wrong |= (stops[row] - starts[row]) ^ width
    for row in range(1, len(starts)):
        wrong |= starts[row] ^ stops[row - 1]
    return 0 if wrong else width


@inner
def _are_full(flat: Bytes, width: int) -> bool:
    """Tell whether no row ends in the zeros that it is padded with."""
    padded = 0
    for place in range(width - 1, len(flat), width):
        padded += flat[place] == 0
    return padded == 0


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
