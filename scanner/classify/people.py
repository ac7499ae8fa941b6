"""How many people a share is about: never a number, but two bounds.

People are told apart by what identifies them, in the policy's order: document numbers, else
mobiles, else cards, else the rest.  One row is taken to be about one person, so whoever a
row names by a surer kind is not counted again by a weaker one; but where a table has two
columns of a kind (a contact in an emergency), either may be somebody else's.

At least: the distinct values of the commonest kind.  At most: the values of all kinds that
are not known to be somebody's who is counted already, and every record of what identifies
no one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from scanner.classify.policy import Policy
    from scanner.model import EntityTotal, Tally

ColumnId = tuple[int, str, str]  # number of the file, part, field


class Section(NamedTuple):
    """A table, or some running text of a file, and what counts of it."""

    number: int  # of the file
    part: str
    rows: int  # 0: running text
    tallies: tuple[Tally, ...]


class Counts(Protocol):
    """What is known of a share."""

    @property
    def entities(self) -> Mapping[str, EntityTotal]:
        """Totals by entity."""

    def sections(self) -> Iterator[Section]:
        """Stream all tables and texts."""

    def distinct_among(self, entity: str, columns: AbstractSet[ColumnId]) -> int:
        """Count an entity's distinct values in some columns together."""


class People:
    """Bound how many people some entities are about."""

    def __init__(self, policy: Policy, found: frozenset[str]) -> None:
        self._policy, self._found = policy, found
        self._known: defaultdict[str, set[ColumnId]] = defaultdict(set)
        self._low = int(bool(found))
        self._more = 0  # people of whom nothing countable is known

    def add(self, section: Section) -> None:
        """Count a table, or the running text of a file."""
        mine = [tally for tally in section.tallies if tally.entity in self._found]
        telling = [tally for tally in mine if self._surety(tally.entity) is not None]
        loose = [tally.count for tally in mine if self._surety(tally.entity) is None]
        if section.rows and telling:
            self._add_people(section, telling, sum(loose))
        elif section.rows and loose:
            self._add_records(section, max(loose), sum(loose))
        else:
            self._more += sum(loose)

    def bounds(self, counts: Counts) -> tuple[int, int]:
        """Return lower and upper bound."""
        low, high = self._low, self._more
        for entity in self._found:
            if self._surety(entity) is not None:
                distinct = counts.entities[entity].distinct
                low = max(low, distinct)
                high += max(0, distinct - self._counted_already(entity, counts))
        return low, max(low, high)

    def _counted_already(self, entity: str, counts: Counts) -> int:
        known = self._known[entity]
        return counts.distinct_among(entity, known) if known else 0

    def _add_people(self, section: Section, telling: list[Tally], loose: int) -> None:
        """Find whom the rows name more than once."""
        lead = self._surest(telling)
        nameless = max(0, section.rows - lead.count)  # rows that may be about others
        columns = Counter(tally.entity for tally in telling)
        for tally in telling:
            is_only = columns[tally.entity] == 1 and tally.entity != lead.entity
            if is_only and nameless < tally.distinct:
                self._known[tally.entity].add((section.number, section.part, tally.field))
                self._more += nameless
        self._more += min(loose, nameless)

    def _add_records(self, section: Section, most: int, loose: int) -> None:
        """Count by the table's people what does not tell them apart itself."""
        telling = [t for t in section.tallies if self._surety(t.entity) is not None]
        if not telling:
            self._more += min(loose, section.rows)
            return
        lead = self._surest(telling)
        nameless = max(0, section.rows - lead.count)
        self._more += min(loose, lead.distinct + nameless)
        without = max(0, section.rows - most)  # rows that say nothing of the kind
        self._low = max(self._low, lead.distinct - without)

    def _surest(self, telling: list[Tally]) -> Tally:
        """Return the column that tells a table's people apart: the surest kind, the fullest."""
        return min(telling, key=lambda t: (self._surety(t.entity), -t.count, t.field))

    def _surety(self, entity: str) -> tuple[int, int] | None:
        return self._policy.surety(entity)
