"""Sets of keyed hashes: exact up to a limit, then a sketch with bounds.

A key is a SipHash-2-4 of a normalised value under the scan's key, 64 bits, so the set
holds no value and cannot be reversed without the key.  Two of ten million values share
a key with a chance of 3 in a million.

What is added stays as it comes, in sorted runs, until somebody asks; only if many keys
are repeats are the runs joined meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from scanner import heap, theta

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EXACT_LIMIT = 10_000_000  # distinct values; beyond, a theta sketch takes over
_LOOK_AFTER = 1 << 17  # keys more than at the last look for repeats
_LOOK_PART = 4  # or this part more, if that is more
_LOOK_PART_BEYOND = 32  # the same for what may be beyond the limit
_MOST_RUNS = 256
_LARGE = 1 << 20  # keys
_STEP = 1 << 15  # keys joined at a time: they stay in the processor's cache
_SAMPLE = np.uint64(1 << 58)  # keys below, one in 64, are a fair sample of hashes
_CROWDED = 0.8  # of a sample is distinct

_FEW = 8  # keys to one that shares its lower half with another, at least
_SLOTS = 1 << 18  # of lower halves

Keys = NDArray[np.uint64]
_NONE: Keys = np.empty(0, np.uint64)


class KeySet:
    """A set of keys that can be added to, merged, stored and counted."""

    __slots__ = ("_filled", "_limit", "_looked", "_loose", "_room", "_runs", "_size", "_sketch")

    def __init__(self, keys: Keys | None = None, limit: int = EXACT_LIMIT) -> None:
        self._limit = limit
        self._runs: list[Keys] = []  # each sorted, without repeats, and never changed
        self._loose: list[Keys] = []  # in any order, as are those in the room for many
        self._room, self._filled = _NONE, 0
        self._size = 0  # of all, repeats counted
        self._looked = 0  # at which size it was looked for repeats
        self._sketch: Any = None
        if keys is not None:
            self.add(keys)

    def add(self, keys: Keys) -> None:
        """Add keys; repeats are free."""
        if self._filled or self._size + len(keys) > _LOOK_AFTER:
            self._put(keys)
        elif len(keys):
            self._loose.append(keys)
        self._grow(len(keys))

    def merge(self, other: KeySet) -> None:
        """Add all that ``other`` holds."""
        if other._sketch is not None:
            self._sketch = theta.sketch((), *self._sketches, other._sketch)
        if other._filled:
            other._sort_loose()
        self._runs += other._runs
        self._loose += other._loose  # sorted once, with all others
        self._grow(other._size)

    @property
    def is_large(self) -> bool:
        """Whether joining its runs takes a while, and the room of another such set."""
        return self._size > _LARGE

    @property
    def exact(self) -> bool:
        """Whether ``len`` is a count, not an estimate."""
        self._join()
        return self._sketch is None

    def __len__(self) -> int:
        keys = self._join()
        return len(keys) if self._sketch is None else round(self._sketch.get_estimate())

    def bounds(self) -> tuple[int, int]:
        """Return lower and upper bound of the count: equal when exact, else at 95 %."""
        self._join()
        if self._sketch is None:
            return len(self), len(self)
        return int(self._sketch.get_lower_bound(2)), int(self._sketch.get_upper_bound(2)) + 1

    def keys(self) -> Keys:
        """Return the keys in order, of a set that is exact; not to be changed."""
        return self._join()

    def to_bytes(self) -> bytes:
        """Return what ``from_bytes`` reads; the first byte tells exact from sketch."""
        keys = self._join()
        if self._sketch is None:
            return b"".join((b"E", keys.data))
        return b"S" + bytes(self._sketch.serialize())

    @classmethod
    def from_bytes(cls, data: bytes, limit: int = EXACT_LIMIT) -> KeySet:
        """Rebuild a set from ``to_bytes``."""
        keys = cls(limit=limit)
        if data[:1] == b"E":
            keys._hold(np.frombuffer(data, np.uint64, offset=1).copy())
        else:
            keys._sketch = theta.read(data[1:])
        return keys

    def __getstate__(self) -> tuple[int, list[Keys], bytes]:
        """Return the limit, the runs and the sketch: whoever asks next may join them."""
        self._sort_loose()
        if self._size < _LARGE:
            self._join()
        sketch = b"" if self._sketch is None else self._sketch.serialize()
        return self._limit, self._runs, sketch

    def __setstate__(self, state: tuple[int, list[Keys], bytes]) -> None:
        self._limit, self._runs, sketch = state
        self._loose, self._room, self._filled = [], _NONE, 0
        self._sketch = theta.read(sketch) if sketch else None
        self._size = self._looked = sum(map(len, self._runs))

    @property
    def _sketches(self) -> tuple[Any, ...]:
        return () if self._sketch is None else (self._sketch,)

    @property
    def _unsorted(self) -> list[Keys]:
        return [*self._loose, self._room[: self._filled]] if self._filled else self._loose

    def _hold(self, run: Keys) -> None:
        """Hold one run and nothing else."""
        self._runs = [run] if len(run) else []
        self._loose, self._room, self._filled = [], _NONE, 0
        self._size = self._looked = len(run)

    def _put(self, keys: Keys) -> None:
        """Put keys and the loose ones in one place: many pieces would tear holes into the heap."""
        for some in (*self._loose, keys):
            filled = self._filled + len(some)
            if filled > len(self._room):
                room = np.empty(max(filled, _LARGE), np.uint64)
                room[: self._filled] = self._room[: self._filled]
                self._room = room
            self._room[self._filled : filled] = some
            self._filled = filled
        self._loose = []

    def _grow(self, count: int) -> None:
        """Take note of more keys, and see to it that few of them are repeats."""
        self._size += count
        if self._filled >= _LARGE:
            self._sort_loose()
        if len(self._runs) > _MOST_RUNS:
            self._join()
        part = _LOOK_PART if self._size <= self._limit else _LOOK_PART_BEYOND
        if self._size - self._looked <= max(_LOOK_AFTER, self._looked // part):
            return
        self._looked = self._size
        if self._sketch is not None or self._size > self._limit or self._is_crowded():
            self._join()

    def _is_crowded(self) -> bool:
        """Tell by a sample whether many keys are repeats."""
        sorted_ = [run[: np.searchsorted(run, _SAMPLE)] for run in self._runs]
        sample = np.concatenate((*sorted_, *(keys[keys < _SAMPLE] for keys in self._unsorted)))
        return len(_distinct(sample)) < _CROWDED * len(sample)

    def _sort_loose(self) -> None:
        if self._loose:
            together = np.concatenate(self._unsorted)
        elif self._filled:
            together = self._room
            together.resize(self._filled, refcheck=False)  # nothing is copied
        else:
            return
        self._loose, self._room, self._filled = [], _NONE, 0  # freed before the next step
        count = len(together)
        run = _distinct(together)
        self._size -= count - len(run)
        self._runs.append(run)

    def _join(self) -> Keys:
        """Make one run of all, or a sketch; return the run."""
        self._sort_loose()
        size = self._size
        if self._runs and (self._sketch is not None or self._is_beyond_limit()):
            self._sketch = theta.sketch(_joined(self._runs), *self._sketches)
            self._hold(_NONE)
        elif len(self._runs) > 1:
            self._hold(_as_one(self._runs, size))
        else:
            return self._runs[0] if self._runs else _NONE
        if size > _LARGE:  # its runs lay among those of other sets
            heap.give_back()
        return self._runs[0] if self._runs else _NONE

    def _is_beyond_limit(self) -> bool:
        return self._size > self._limit and sum(map(len, _joined(self._runs))) > self._limit


def distinct_in(sets: Sequence[KeySet]) -> int:
    """Return how many distinct keys some sets hold, without sorting what nobody needs in order."""
    size = sum(one._size for one in sets)
    if any(one._sketch is not None or size > one._limit for one in sets):
        whole = KeySet(limit=min(one._limit for one in sets))
        for one in sets:
            whole.merge(one)
        return len(whole)
    runs = [run for one in sets for run in one._runs]
    loose = [keys for one in sets for keys in one._unsorted]
    return len(runs[0]) if len(runs) == 1 and not loose else _counted([*runs, *loose])


def _counted(every: Sequence[Keys]) -> int:
    """Count distinct keys by their lower halves; only those that share one are compared."""
    if not every:
        return 0
    low = np.concatenate([keys.astype(np.uint32) for keys in every])
    low.sort()
    twice = low[1:][low[1:] == low[:-1]]
    if len(twice) > len(low) // _FEW:
        return len(_distinct(np.concatenate(every)))
    may_share = np.zeros(_SLOTS, np.bool_)
    may_share[twice & np.uint32(_SLOTS - 1)] = True
    mask = np.uint64(_SLOTS - 1)
    some = np.concatenate([keys[may_share[keys & mask]] for keys in every])
    return len(low) - len(some) + len(_distinct(some))


def _as_one(runs: Sequence[Keys], most: int) -> Keys:
    """Join runs that hold so many keys, repeats counted."""
    held, whole = 0, np.empty(most, np.uint64)
    for keys in _joined(runs):
        whole[held : held + len(keys)] = keys
        held += len(keys)
    whole.resize(held, refcheck=False)  # nothing is copied
    return whole


def _joined(runs: Sequence[Keys]) -> Iterator[Keys]:
    """Yield the distinct keys of some runs in order, some at a time, without holding all."""
    longest = max(runs, key=len)
    step = max(1, _STEP * len(longest) // sum(map(len, runs)))
    edges = longest[step::step]
    cuts = [(0, *np.searchsorted(run, edges).tolist(), len(run)) for run in runs]
    for piece in range(len(edges) + 1):
        yield _distinct(
            np.concatenate(
                [run[cut[piece] : cut[piece + 1]] for run, cut in zip(runs, cuts, strict=True)]
            )
        )


def _distinct(keys: Keys) -> Keys:
    """Sort keys in place and return each once: twenty times as fast as ``np.unique``."""
    keys.sort()
    first = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    return keys if first.all() else keys[first]
