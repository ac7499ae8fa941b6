"""Which columns of a share hold the same keys, so that their tables can be joined.

Keys are keyed hashes, spread evenly over 64 bits, so the least of a column are a fair
sample of it (a bottom-k sketch).  One pass over all columns finds whose samples each of
them holds; only such pairs are counted in full.  That costs time in proportion to all keys
plus the pairs counted, and memory of ``_SAMPLE`` keys a column, two whole columns, and a
byte for each table and kind of table.

A pair is counted only where it can teach something: of tables that hold the same kinds of
information, the first that joins stands for all, so a thousand exports of one list are not
compared with each other.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from scanner.keyset import Keys

_SAMPLE = 128  # keys of a column
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
    if not _has_partners(columns):
        return
    samples = _Samples(columns, load)
    wanted = _Wanted(columns)
    for large in range(len(columns)):
        keys = load(large)
        for small in samples.held_by(keys, large, share):
            if not wanted.includes(small, large):
                continue
            shared = _shared(load(small), keys)
            is_join = shared >= share * columns[small].size
            wanted.settle(small, large, is_join=is_join)
            if is_join:
                yield Join(small, large, shared)


def _has_partners(columns: Sequence[KeyColumn]) -> bool:
    """Tell whether any group has columns of two tables."""
    first: dict[str, int] = {}
    return any(first.setdefault(one.group, one.table) != one.table for one in columns)


class _Samples:
    """The least keys of every column, all in one sorted array, and whose each is."""

    def __init__(self, columns: Sequence[KeyColumn], load: Callable[[int], Keys]) -> None:
        samples = [load(index)[:_SAMPLE].copy() for index in range(len(columns))]
        self._lengths = np.array([len(sample) for sample in samples])
        keys = np.concatenate(samples)
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._owners = np.repeat(np.arange(len(columns), dtype=np.int32), self._lengths)[order]
        self._sizes = np.array([column.size for column in columns])
        self._tables = np.array([column.table for column in columns])
        groups = {group: at for at, group in enumerate(sorted({c.group for c in columns}))}
        self._groups = np.array([groups[column.group] for column in columns])

    def held_by(self, keys: Keys, large: int, share: float) -> list[int]:
        """Return the columns, no larger, whose samples a column seems to hold."""
        owners, counts = np.unique(self._owners[self._hits(keys)], return_counts=True)
        sizes = self._sizes[owners]
        smaller = (sizes < self._sizes[large]) | ((sizes == self._sizes[large]) & (owners < large))
        likely = (
            smaller
            & (counts >= (share - _DOUBT) * self._lengths[owners])
            & (self._groups[owners] == self._groups[large])
            & (self._tables[owners] != self._tables[large])
        )
        found: list[int] = owners[likely].tolist()
        return found

    def _hits(self, keys: Keys) -> NDArray[np.int64]:
        """Return the places of a column's keys among all samples."""
        first = np.searchsorted(self._keys, keys, "left")
        is_held = self._keys[np.minimum(first, len(self._keys) - 1)] == keys  # seldom
        first = first[is_held]
        each = np.searchsorted(self._keys, keys[is_held], "right") - first
        before = np.cumsum(each) - each
        return np.repeat(first - before, each) + np.arange(int(each.sum()))


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
