"""What is added to, merged, stored and counted.

A key is a SipHash-2-4 of a normalised value under the scan's key, 64 bits, so the set
holds no value and cannot be reversed without the key.  Two of ten million values share
a key with a chance of 3 in a million.

What is added stays as it comes, in sorted runs, until somebody asks; only if many keys
are repeats are the runs joined meanwhile, and if they are too many, they become a sketch.
Several recognizers often find the same values: sets that were given the same keys, as the
sum of mixed keys tells, share one run.
"""

from __future__ import annotations

import secrets
from math import isqrt
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import numpy as np

from scanner import heap
from scanner.keyset import theta
from scanner.keyset.runs import EXACT, as_one, distinct, joined, stored

if TYPE_CHECKING:
    from scanner.keyset.runs import Keys

EXACT_LIMIT = 10_000_000  # distinct values; beyond, a theta sketch takes over
_LOOK_AFTER = 1 << 17  # keys more than at the last look for repeats
_LOOK_PART = 4  # or this part more, if that is more
_LOOK_PART_BEYOND = 32  # the same for what may be beyond the limit
_MOST_RUNS = 256
_LARGE = 1 << 20  # keys
_SMALL_ROOM = 1 << 18  # keys
_LARGE_ROOM = heap.LARGEST // 8  # keys: it lies outside of the heap, and empty pages cost nothing
_SAMPLED = 64  # one key in so many, those below the next number: a fair sample of hashes
_SAMPLE = np.uint64((1 << 64) // _SAMPLED)
_CROWDED = 0.8  # of a sample is distinct
_WRAP = (1 << 64) - 1

_Given = tuple[int, int]
_NONE: Keys = np.empty(0, np.uint64)
_held: WeakValueDictionary[_Given, Keys] = WeakValueDictionary()
"""What sets hold that are one run, by what they were given."""


class KeySet:
    """A set of keys that can be added to, merged, stored and counted."""

    __slots__ = (
        "_filled",
        "_given",
        "_limit",
        "_looked",
        "_loose",
        "_room",
        "_runs",
        "_samples",
        "_size",
        "_sketch",
    )

    def __init__(self, keys: Keys | None = None, limit: int = EXACT_LIMIT) -> None:
        self._limit = limit
        self._runs: list[Keys] = []  # each sorted, without repeats, and never changed
        self._loose: list[Keys] = []  # in any order, as are those in the room for many
        self._samples: list[Keys] = []  # of those
        self._room, self._filled = _NONE, 0
        self._given = 0, 0  # how many keys, and their sum when mixed: of all, repeats counted
        self._size = 0  # the same number, but for repeats that were dropped
        self._looked = 0  # at which size it was looked for repeats
        self._sketch: Any = None
        if keys is not None:
            self.add(keys)

    def add(self, keys: Keys) -> None:
        """Add keys; repeats are free."""
        from scanner.keyset.sums import noted

        total, sample = noted(keys, _SAMPLE)
        self._give(len(keys), total)
        self._samples.append(sample)
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
        self._give(*other._given)
        self._runs += other._runs
        self._loose += other._loose  # sorted once, with all others
        self._samples += other._samples
        self._grow(other._size)

    @property
    def is_large(self) -> bool:
        """Whether joining its runs takes a while, and the room of another such set."""
        return self._size > _LARGE

    @property
    def is_in_order(self) -> bool:
        """Whether its keys are sorted already."""
        return len(self._runs) == 1 and not self._unsorted and self._sketch is None

    @property
    def limit(self) -> int:
        """How many distinct keys it counts exactly."""
        return self._limit

    @property
    def held(self) -> int:
        """How many keys it holds, repeats that nobody found yet among them."""
        return self._size

    def pieces(self) -> list[Keys]:
        """Return all that it holds as it lies there, not to be changed."""
        return [*self._runs, *self._unsorted]

    @property
    def exact(self) -> bool:
        """Whether ``len`` is a count, not an estimate."""
        if self._size > self._limit:
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

    def to_bytes(self) -> bytes | memoryview:
        """Return what ``from_bytes`` reads; the first byte tells exact from sketch."""
        keys = self._join()
        if self._sketch is None:
            return stored(keys)
        return b"S" + bytes(self._sketch.serialize())

    @classmethod
    def from_bytes(cls, data: bytes, limit: int = EXACT_LIMIT) -> KeySet:
        """Rebuild a set from ``to_bytes``."""
        keys = cls(limit=limit)
        if data[:1] == EXACT:
            run = np.frombuffer(data, np.uint64, offset=1).copy()
            keys._give(len(run), secrets.randbits(64))  # it shares with no other set
            keys._hold(run)
        else:
            keys._sketch = theta.read(data[1:])
        return keys

    def __getstate__(self) -> tuple[int, _Given, list[Keys], bytes]:
        """Return what makes the set again; whoever asks next may join its runs."""
        self._sort_loose()
        if self._size < _LARGE:
            self._join()
        sketch = b"" if self._sketch is None else self._sketch.serialize()
        return self._limit, self._given, self._runs, sketch

    def __setstate__(self, state: tuple[int, _Given, list[Keys], bytes]) -> None:
        self._limit, self._given, self._runs, sketch = state
        self._loose, self._samples, self._room, self._filled = [], [], _NONE, 0
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
        self._loose, self._samples, self._room, self._filled = [], [], _NONE, 0
        self._size = self._looked = len(run)

    def _put(self, keys: Keys) -> None:
        """Put keys and the loose ones in one place: many pieces would tear holes into the heap."""
        for some in (*self._loose, keys):
            filled = self._filled + len(some)
            if filled > len(self._room):
                least = _SMALL_ROOM if filled <= _SMALL_ROOM else _LARGE_ROOM
                room = np.empty(max(filled, least), np.uint64)
                room[: self._filled] = self._room[: self._filled]
                self._room = room
            self._room[self._filled : filled] = some
            self._filled = filled
        self._loose = []

    def _give(self, count: int, total: int) -> None:
        """Take note of what is added."""
        self._given = self._given[0] + count, (self._given[1] + total) & _WRAP

    def _grow(self, count: int) -> None:
        """Take note of more keys, and see to it that few of them are repeats."""
        self._size += count
        if self._sketch is not None:
            if self._size >= _LARGE:
                self._melt()
            return
        if self._filled >= _LARGE:
            self._sort_loose()
        if len(self._runs) > _MOST_RUNS:
            self._join()
        part = _LOOK_PART if self._size <= self._limit else _LOOK_PART_BEYOND
        if self._size - self._looked <= max(_LOOK_AFTER, self._looked // part):
            return
        self._looked = self._size
        every, different = self._sampled()
        if self._size > self._limit and _surely_more(different, self._limit):
            self._melt()
        elif different < _CROWDED * every:
            self._join()

    def _sampled(self) -> tuple[int, int]:
        """Count the keys of a sample, and those that are different."""
        sorted_ = [run[: np.searchsorted(run, _SAMPLE)] for run in self._runs]
        sample = np.concatenate((_NONE, *sorted_, *self._samples))
        return len(sample), len(distinct(sample))

    def _sort_loose(self) -> None:
        if self._loose:
            together = np.concatenate(self._unsorted)
        elif self._filled:
            together = self._room
            together.resize(self._filled, refcheck=False)  # nothing is copied
        else:
            return
        self._loose, self._samples = [], []
        self._room, self._filled = _NONE, 0  # freed before the next step
        count = len(together)
        run = distinct(together)
        self._size -= count - len(run)
        self._runs.append(run)

    def _join(self) -> Keys:
        """Make one run of all, or a sketch; return the run."""
        known = _held.get(self._given)
        if known is not None and self._sketch is None and len(known) <= self._limit:
            self._hold(known)
            return known
        if self._sketch is None:
            self._sort_loose()
        if self._size and (self._sketch is not None or self._is_beyond_limit()):
            self._melt()
        elif self._runs:
            size, has_many = self._size, len(self._runs) > 1
            run = as_one(self._runs, size) if has_many else self._runs[0]
            _held[self._given] = run
            self._hold(run)
            if has_many:
                _give_back(size)
        return self._runs[0] if self._runs else _NONE

    def _melt(self) -> None:
        """Make a sketch of all: it takes keys in any order, and repeats."""
        size = self._size
        self._sketch = theta.sketch(self.pieces(), *self._sketches)
        self._hold(_NONE)
        _give_back(size)

    def _is_beyond_limit(self) -> bool:
        if self._size <= self._limit:
            return False
        _, different = self._sampled()
        surely = _surely_more(different, self._limit)
        return surely or sum(map(len, joined(self._runs))) > self._limit


def _surely_more(sampled: int, limit: int) -> bool:
    """Tell whether a sample of so many different keys shows that all are more than a limit.

    Twelve standard deviations: by chance, that is less than 1 in 10**30.
    """
    expected = limit // _SAMPLED
    return sampled > expected + 12 * (isqrt(expected) + 12)


def _give_back(size: int) -> None:
    """Give the system what lay among the keys of other sets."""
    if size > _LARGE:
        heap.give_back()
