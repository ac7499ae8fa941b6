"""Which columns of a share hold the same keys, so that their tables can be joined.

Keys are keyed hashes, spread evenly over 64 bits, so the least of a column are a fair
sample of it (a bottom-k sketch).  One pass over all columns finds whose samples each of
them holds; only such pairs are counted in full.  Most of a column's keys are beyond all
samples, or in none by a look at one byte.  That costs time in proportion to all keys plus
the pairs counted, and memory of ``_SAMPLE`` keys a column with their slots, two whole
columns, and a byte for each table and kind of table.

A pair is counted only where it can teach something: of tables that hold the same kinds of
information, the first that joins stands for all, so a thousand exports of one list are not
compared with each other.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from scanner.keyset import Keys

_SAMPLE = 128  # keys of a column
_SLOTS = 4  # a key of a sample, at least: whose slot is empty is in none
_AT_A_TIME = 64  # columns that are looked up together
_MOST_HITS = 1 << 20  # that they may have together; else each is looked at alone
_DOUBT = 0.15  # a sample may fall short by that: four standard errors
_MISSES = 64  # pairs that fall short, of one table with one kind of table, before we give up


class KeyColumn(NamedTuple):
    """A column that may join its table with others."""

    table: int
    group: str  # columns of different groups never hold the same key
    size: int  # distinct values
    kind: tuple[int, str]  # number of what its table holds, the same for like tables; entity


class Join(NamedTuple):
    """Two columns that share enough of their values; ``small`` has no more than ``large``."""

    small: int
    large: int
    shared: int


def find_joins(
    columns: Sequence[KeyColumn], load: Callable[[int], Keys], share: float
) -> Iterator[Join]:
    """Yield pairs of columns that share a part of the smaller one's values.

    Args:
        columns: In an order that does not depend on how they were found; it decides which
            of several equal tables stands for the others.
        load: Returns the sorted, distinct keys of a column.
        share: From which a pair counts, 0..1.
    """
    chosen = _with_partners(columns)
    if not chosen:
        return
    few, keys_of = [columns[index] for index in chosen], _renumbered(load, chosen)
    samples, wanted = _Samples(few, keys_of), _Wanted(few)
    for large, likely in samples.likely(keys_of, share):
        keys: Keys | None = None
        for small in (one for one in likely if wanted.includes(one, large)):
            keys = keys_of(large) if keys is None else keys
            shared = _shared(keys_of(small), keys)
            is_join = shared >= share * few[small].size
            wanted.settle(small, large, is_join=is_join)
            if is_join:
                yield Join(chosen[small], chosen[large], shared)


def _with_partners(columns: Sequence[KeyColumn]) -> list[int]:
    """Return the columns of groups in which there are tables that hold different things.

    Tables that are all alike, as exports of one list are, can teach each other nothing.
    """
    first: dict[str, int] = {}
    told = {one.group for one in columns if first.setdefault(one.group, one.kind[0]) != one.kind[0]}
    return [index for index, one in enumerate(columns) if one.group in told]


def _renumbered(load: Callable[[int], Keys], chosen: Sequence[int]) -> Callable[[int], Keys]:
    return lambda index: load(chosen[index])


class _Samples:
    """The least keys of every column, all in one sorted array, and whose each is."""

    def __init__(self, columns: Sequence[KeyColumn], load: Callable[[int], Keys]) -> None:
        samples = [load(index)[:_SAMPLE].copy() for index in range(len(columns))]
        self._lengths = np.array([len(sample) for sample in samples])
        keys = np.concatenate(samples)
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._owners = np.repeat(np.arange(len(columns)), self._lengths)[order]
        self._sizes = np.array([column.size for column in columns])
        self._tables = np.array([column.table for column in columns])
        groups = {group: at for at, group in enumerate(sorted({c.group for c in columns}))}
        self._groups = np.array([groups[column.group] for column in columns])
        self._mask = np.uint64((_SLOTS << len(keys).bit_length()) - 1)
        self._slots = np.zeros(int(self._mask) + 1, np.bool_)
        self._slots[keys & self._mask] = True
        self._reach = _reach(self._sizes, samples)

    def likely(
        self, load: Callable[[int], Keys], share: float
    ) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield each column with those, no larger, whose samples it seems to hold, if any."""
        for start in range(0, len(self._sizes), _AT_A_TIME):
            batch = range(start, min(start + _AT_A_TIME, len(self._sizes)))
            seen = [self._perhaps(load(index), index) for index in batch]
            pairs = self._pairs(np.repeat(batch, [len(keys) for keys in seen]), seen, share)
            for large, found in groupby(pairs, itemgetter(0)):
                yield large, tuple(small for _, small in found)

    def _perhaps(self, keys: Keys, index: int) -> Keys:
        """Return the keys of a column that may be in a sample: few others are."""
        reach = self._reach[int(self._sizes[index]).bit_length()]
        keys = keys[: np.searchsorted(keys, np.uint64(reach), "right")]
        found: Keys = keys[self._slots[keys & self._mask]]
        return found

    def _pairs(
        self, larges: NDArray[np.int64], seen: Sequence[Keys], share: float
    ) -> Iterator[tuple[int, int]]:
        """Yield pairs of columns, the larger one first, of which one seems to hold the other."""
        keys = np.concatenate(seen)
        first = np.searchsorted(self._keys, keys, "left")
        is_held = self._keys[first] == keys
        first = first[is_held]
        each = np.searchsorted(self._keys, keys[is_held], "right") - first
        larges = larges[is_held]
        ends = np.flatnonzero(np.diff(larges)) + 1 if each.sum() > _MOST_HITS else ()
        for start, stop in pairwise((0, *ends, len(larges))):
            some = slice(start, stop)
            yield from self._likely_of(larges[some], first[some], each[some], share)

    def _likely_of(
        self,
        larges: NDArray[np.int64],
        first: NDArray[np.int64],
        each: NDArray[np.int64],
        share: float,
    ) -> Iterator[tuple[int, int]]:
        """Yield the pairs, of keys that are in ``each`` samples from their ``first`` place on."""
        before = np.cumsum(each) - each
        owners = self._owners[np.repeat(first - before, each) + np.arange(int(each.sum()))]
        holders = np.repeat(larges, each)
        is_other = owners != holders
        every = len(self._sizes)
        pairs, counts = np.unique(holders[is_other] * every + owners[is_other], return_counts=True)
        large, small = np.divmod(pairs, every)
        sizes, most = self._sizes[small], self._sizes[large]
        likely = (
            ((sizes < most) | ((sizes == most) & (small < large)))
            & (counts >= (share - _DOUBT) * self._lengths[small])
            & (self._groups[small] == self._groups[large])
            & (self._tables[small] != self._tables[large])
        )
        return zip(large[likely].tolist(), small[likely].tolist(), strict=True)


def _reach(sizes: NDArray[np.int64], samples: Sequence[Keys]) -> list[int]:
    """Return the highest key in samples of columns of no more than so many bits of size."""
    reach = [0] * 65
    for size, sample in zip(sizes.tolist(), samples, strict=True):
        if len(sample):
            bits = size.bit_length()
            reach[bits] = max(reach[bits], int(sample[-1]))
    return list(accumulate(reach, max))


class _Wanted:
    """Which pairs of columns could still teach something new about either's table."""

    def __init__(self, columns: Sequence[KeyColumn]) -> None:
        kinds = sorted({column.kind for column in columns})
        number = {kind: at for at, kind in enumerate(kinds)}
        self._kinds = [number[column.kind] for column in columns]
        self._tables = [column.table for column in columns]
        self._known = np.zeros((1 + max(self._tables), len(kinds)), np.bool_)
        holds = np.array([kind[0] for kind in kinds])
        for column in columns:  # a table like itself has nothing to add
            self._known[column.table] = holds == column.kind[0]
        self._misses: Counter[tuple[int, int]] = Counter()

    def includes(self, one: int, other: int) -> bool:
        """Tell whether one of the two tables knows no table like the other yet."""
        return self._lacks(one, other) or self._lacks(other, one)

    def settle(self, one: int, other: int, *, is_join: bool) -> None:
        """Remember how a comparison ended."""
        for column, partner in ((one, other), (other, one)):
            place = self._tables[column], self._kinds[partner]
            self._known[place] |= is_join
            self._misses[place] += not is_join

    def _lacks(self, column: int, partner: int) -> bool:
        place = self._tables[column], self._kinds[partner]
        return not self._known[place] and self._misses[place] < _MISSES


def _shared(small: Keys, large: Keys) -> int:
    places = np.searchsorted(large, small)
    places[places == len(large)] = 0
    return int(np.count_nonzero(large[places] == small)) if len(large) else 0
