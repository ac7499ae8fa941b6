"""Which numbers in the law a share reaches, as far as counts can tell.

A number is told as two bounds: what there is at least, and at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from scanner.classify.people import People

if TYPE_CHECKING:
    from scanner.classify.articles import Threshold
    from scanner.classify.people import Counts, Section
    from scanner.classify.policy import Policy
    from scanner.model import Tally


@dataclass(frozen=True, slots=True)
class ThresholdHit:
    """A threshold that is reached, or may be: the true number lies between low and high."""

    name: str  # "T03"
    threshold: Threshold
    low: int
    high: int

    @property
    def is_certain(self) -> bool:
        """Whether even the lower bound reaches it."""
        return self.low >= self.threshold.number


@dataclass(slots=True)
class _Records:
    """Bound how many records there are: a row of a table is one, whatever it holds."""

    what: _What
    low: int = 0
    high: int = 0

    def add(self, section: Section) -> None:
        """Count a table, or the running text of a file."""
        counts = [self.what.count(tally) for tally in section.tallies]
        most, together = max(counts, default=0), sum(counts)
        self.low += min(most, section.rows or most)
        self.high += min(together, section.rows or together)

    def bounds(self, _counts: Counts) -> tuple[int, int]:
        """Return lower and upper bound."""
        return self.low, self.high


class _What(NamedTuple):
    """What a threshold counts of a share; several may count the same."""

    unit: str
    found: frozenset[str]  # entities
    facts: frozenset[str]

    def count(self, tally: Tally) -> int:
        """Return how many records of the kind a finding stands for."""
        if tally.entity in self.found:
            return tally.count
        return max((count for fact, count in tally.facts if fact in self.facts), default=0)


def thresholds(policy: Policy, counts: Counts, deal: str = "") -> list[ThresholdHit]:
    """Return the thresholds that a share reaches or may reach, in the policy's order.

    Those of other kinds of transaction are left out; of all, none is while ``deal`` is "".
    """
    wanted = {
        name: _what(policy, one, counts)
        for name, one in policy.thresholds.items()
        if not (deal and one.deals) or deal in one.deals
    }
    tellers = {what: _teller(policy, what) for what in wanted.values()}
    for section in counts.sections():
        for teller in tellers.values():
            teller.add(section)
    bounds = {what: teller.bounds(counts) for what, teller in tellers.items()}
    hits = [
        ThresholdHit(name, policy.thresholds[name], *bounds[what]) for name, what in wanted.items()
    ]
    return [hit for hit in hits if _is_reached(hit)]


def _teller(policy: Policy, what: _What) -> People | _Records:
    return People(policy, what.found) if what.unit == "people" else _Records(what)


def _what(policy: Policy, threshold: Threshold, counts: Counts) -> _What:
    found = (
        entity
        for entity in counts.entities
        if policy.satisfies(entity, threshold.counts)
        and not policy.satisfies(entity, threshold.without)
    )
    return _What(threshold.unit, frozenset(found), frozenset(threshold.facts))


def _is_reached(hit: ThresholdHit) -> bool:
    below = hit.threshold.below
    return hit.high >= hit.threshold.number and (below is None or hit.low < below)
