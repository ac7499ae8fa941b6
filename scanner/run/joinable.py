"""Which tables of a share can be joined: what the state holds, laid out for comparison."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from scanner.classify.joins import Join, KeyColumn, find_joins

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.classify.articles import Joins
    from scanner.classify.policy import Policy
    from scanner.keyset import Keys
    from scanner.model import FileRef, Tally
    from scanner.store import SavedInventory

_PERCENT = 100


class Table(NamedTuple):
    """A table with a column that may join it with others."""

    number: int  # of its file's report, in the state
    file: FileRef
    part: str


class Column(NamedTuple):
    """A column that may join."""

    table: int
    field: str
    entity: str


class Link(NamedTuple):
    """A join as one of its tables sees it."""

    here: Column
    there: Column
    shared: int
    of: int  # values of the smaller column


class Catalogue:
    """All columns of the share that may join, in the order of paths."""

    def __init__(self, policy: Policy, rule: Joins, inventory: SavedInventory) -> None:
        self._rule, self._inventory = rule, inventory
        self._ceiling = _most_distinct(policy)
        self._kinds: dict[frozenset[object], int] = {}
        self._may_join = cache(partial(policy.satisfies, terms=rule.keys))
        self._joins_by_name = cache(partial(policy.satisfies, terms=rule.by_name))
        self.tables: list[Table] = []
        self._columns: list[Column] = []
        self._keyed: list[KeyColumn] = []
        columns = (one for one in inventory.counted(bare=True) if one.tally.field)
        for (number, part), found in groupby(columns, lambda one: (one.number, one.tally.part)):
            first, *rest = found
            self._add(Table(number, first.file, part), [one.tally for one in (first, *rest)])

    def links(self) -> dict[int, list[Link]]:
        """Return what each table can be joined with, by its place in ``tables``."""
        links: defaultdict[int, list[Link]] = defaultdict(list)
        share = self._rule.share / _PERCENT
        for join in find_joins(self._keyed, self._load, share):
            for link in self._both_ways(join):
                links[link.here.table].append(link)
        return {table: sorted(found) for table, found in sorted(links.items())}

    def _both_ways(self, join: Join) -> Iterator[Link]:
        small, large = self._columns[join.small], self._columns[join.large]
        of = self._keyed[join.small].size
        yield Link(small, large, join.shared, of)
        yield Link(large, small, join.shared, of)

    def _add(self, table: Table, tallies: Sequence[Tally]) -> None:
        """Take up a table that has a column to join by."""
        keys = [tally for tally in tallies if self._is_key(tally)]
        if not keys:
            return
        kind = self._kind(tallies)
        for tally in keys:
            place = len(self.tables)
            self._columns.append(Column(place, tally.field, tally.entity))
            group = self._group(tally)
            self._keyed.append(KeyColumn(place, group, tally.distinct, (kind, tally.entity)))
        self.tables.append(table)

    def _is_key(self, tally: Tally) -> bool:
        """Tell whether a column can join; of more values than we count, only a sketch is left."""
        is_wide = tally.exact and tally.distinct >= self._rule.least
        return is_wide and self._may_join(tally.entity)

    def _kind(self, tallies: Sequence[Tally]) -> int:
        """Return the number of what a table holds, as far as any rule could tell."""
        held = frozenset(
            (t.entity, min(t.distinct, self._ceiling), *(fact for fact, _ in t.facts))
            for t in tallies
        )
        return self._kinds.setdefault(held, len(self._kinds))

    def _group(self, tally: Tally) -> str:
        if not self._joins_by_name(tally.entity):
            return ""
        return "".join(sign for sign in tally.field.casefold() if sign.isalnum())

    def _load(self, index: int) -> Keys:
        column = self._columns[index]
        table = self.tables[column.table]
        found = self._inventory.keys_of(table.number, table.part, column.field, column.entity)
        return found.keys()  # exact, or it were no key


def _most_distinct(policy: Policy) -> int:
    """Return the highest number of different values that a rule asks for."""
    cases = (case for rule in policy.rules.values() for case in rule.cases)
    return max((least for case in cases for least in case.when.distinct.values()), default=1)
