"""Which numbers in the law a share reaches, as far as counts can tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scanner.classify.policy import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scanner.classify.articles import Threshold
    from scanner.classify.policy import Policy
    from scanner.model import EntityTotal


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


def thresholds(policy: Policy, totals: Mapping[str, EntityTotal]) -> list[ThresholdHit]:
    """Return the thresholds that the totals reach or may reach, in the policy's order."""
    terms = {entity: policy.terms(entity) for entity in totals}
    hits = []
    for name, threshold in policy.thresholds.items():
        found = {
            entity: total
            for entity, total in totals.items()
            if _is_any(entity, terms[entity], threshold.counts)
            and not _is_any(entity, terms[entity], threshold.without)
        }
        known = {entity for entity in found if _is_any(entity, terms[entity], policy.people)}
        low, high = _people(found, known) if threshold.unit == "people" else _records(found)
        hits.append(ThresholdHit(name, threshold, low, high))
    return [hit for hit in hits if _is_reached(hit)]


def _is_reached(hit: ThresholdHit) -> bool:
    below = hit.threshold.below
    return hit.high >= hit.threshold.number and (below is None or hit.low < below)


def _is_any(entity: str, known: frozenset[str], terms: Iterable[str]) -> bool:
    return any(term in known or fits(entity, term) for term in terms)


def _people(found: Mapping[str, EntityTotal], known: set[str]) -> tuple[int, int]:
    """Bound how many people there are.

    At least as many as the commonest identifier has values.  At most as many as all
    identifiers have together, each being someone else's; of what identifies no one, every
    record may be another person's.
    """
    low = max((found[entity].distinct for entity in known), default=int(bool(found)))
    high = sum(
        total.distinct if entity in known else total.count for entity, total in found.items()
    )
    return low, high


def _records(found: Mapping[str, EntityTotal]) -> tuple[int, int]:
    """Bound how many records there are: one row may hold several entities, or each its own."""
    counts = [total.count for total in found.values()]
    return max(counts, default=0), sum(counts)
