"""Sets of keyed hashes: exact up to a limit, then a sketch with bounds.

A key is a SipHash-2-4 of a normalised value under the scan's key, 64 bits, so the set
holds no value and cannot be reversed without the key.  Two of ten million values share
a key with a chance of 3 in a million.
"""

from __future__ import annotations

from typing import Any

import datasketches
import numpy as np
from numpy.typing import NDArray

EXACT_LIMIT = 10_000_000  # distinct values; beyond, a theta sketch takes over
_SKETCH_LG_K = 14  # 16,384 entries: standard error 0.8 %
_COMPACT_AFTER = 1 << 20  # pending keys that trigger a merge: sorting once is cheapest
_PENDING_PART = 4  # of a large set, this part may be pending: more would double its memory

_STEP = 1 << 16  # keys that are Python integers at a time

Keys = NDArray[np.uint64]
_NONE: Keys = np.empty(0, np.uint64)


class KeySet:
    """A set of keys that can be added to, merged, stored and counted."""

    __slots__ = ("_limit", "_pending", "_pending_size", "_sketch", "_sorted")

    def __init__(self, keys: Keys | None = None, limit: int = EXACT_LIMIT) -> None:
        self._limit = limit
        self._sorted: Keys = _NONE
        self._pending: list[Keys] = []
        self._pending_size = 0
        self._sketch: Any = None
        if keys is not None:
            self.add(keys)

    def add(self, keys: Keys) -> None:
        """Add keys; repeats are free."""
        if len(keys):
            self._pending.append(keys)
            self._pending_size += len(keys)
        if self._pending_size > max(_COMPACT_AFTER, len(self._sorted) // _PENDING_PART):
            self._compact()

    def merge(self, other: KeySet) -> None:
        """Add all that ``other`` holds."""
        if self._is_empty and not other._pending:
            self._sorted, self._sketch = other._sorted, other._sketch  # neither is ever changed
            return
        for keys in (other._sorted, *other._pending):
            self.add(keys)
        if other._sketch is not None:
            self._compact()
            self._absorb(other._sketch)

    @property
    def _is_empty(self) -> bool:
        return not (len(self._sorted) or self._pending or self._sketch)

    @property
    def exact(self) -> bool:
        """Whether ``len`` is a count, not an estimate."""
        self._compact()
        return self._sketch is None

    def __len__(self) -> int:
        self._compact()
        return len(self._sorted) if self._sketch is None else round(self._sketch.get_estimate())

    def bounds(self) -> tuple[int, int]:
        """Return lower and upper bound of the count: equal when exact, else at 95 %."""
        self._compact()
        if self._sketch is None:
            return len(self), len(self)
        return int(self._sketch.get_lower_bound(2)), int(self._sketch.get_upper_bound(2)) + 1

    def to_bytes(self) -> bytes:
        """Return what ``from_bytes`` reads; the first byte tells exact from sketch."""
        self._compact()
        if self._sketch is None:
            return b"".join((b"E", self._sorted.data))
        return b"S" + bytes(self._sketch.serialize())

    @classmethod
    def from_bytes(cls, data: bytes, limit: int = EXACT_LIMIT) -> KeySet:
        """Rebuild a set from ``to_bytes``."""
        keys = cls(limit=limit)
        if data[:1] == b"E":
            keys._sorted = np.frombuffer(data, np.uint64, offset=1).copy()
        else:
            keys._sketch = datasketches.compact_theta_sketch.deserialize(data[1:])
        return keys

    def __getstate__(self) -> tuple[bytes, int]:
        return self.to_bytes(), self._limit

    def __setstate__(self, state: tuple[bytes, int]) -> None:
        copy = KeySet.from_bytes(*state)
        for name in self.__slots__:
            setattr(self, name, getattr(copy, name))

    def _compact(self) -> None:
        if not self._pending:
            return
        together = np.concatenate((self._sorted, *self._pending))
        self._sorted, self._pending, self._pending_size = _NONE, [], 0  # freed before the next step
        self._sorted = _distinct(together)
        if self._sketch is not None or len(self._sorted) > self._limit:
            self._absorb(None)

    def _absorb(self, other: Any) -> None:
        """Fold our exact keys, our sketch and ``other`` into one sketch."""
        fresh = datasketches.update_theta_sketch(_SKETCH_LG_K)
        for start in range(0, len(self._sorted), _STEP):  # a Python integer takes 32 bytes
            for key in self._sorted[start : start + _STEP].tolist():
                fresh.update(key)
        union = datasketches.theta_union(_SKETCH_LG_K)
        for sketch in (self._sketch, other, fresh):
            if sketch is not None:
                union.update(sketch)
        self._sketch, self._sorted = union.get_result(), _NONE


def _distinct(keys: Keys) -> Keys:
    """Return keys sorted, each once: twenty times as fast as ``np.unique``, which hashes."""
    keys.sort()
    first = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    return keys if first.all() else keys[first]
