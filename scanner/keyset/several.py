"""Several sets at once: counted together, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.keyset.runs import common, counted, joined
from scanner.keyset.sets import EXACT_LIMIT, KeySet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def distinct_in(sets: Sequence[KeySet]) -> int:
    """Return how many distinct keys some sets hold, without sorting what nobody needs in order."""
    return total_of(sets)[0]


def total_of(sets: Iterable[KeySet]) -> tuple[int, bool]:
    """Count the distinct keys of sets as they come, and tell whether that is exact.

    Keys wait to be counted at once while they are no more than a set may hold; what one set
    alone takes comes on top.
    """
    waiting: list[KeySet] = []
    whole: KeySet | None = None
    size = 0
    for one in sets:
        waiting.append(one)
        size += one.held
        if whole is not None or size > one.limit or not one.exact:
            whole = _merged(waiting, KeySet(limit=one.limit) if whole is None else whole)
            waiting = []
    if whole is not None:
        return len(whole), whole.exact
    return _counted(waiting), True


def _counted(sets: Sequence[KeySet]) -> int:
    match sets:
        case [one]:  # to sort it takes no longer, and other sets may hold the same
            return len(one)
        case [one, other] if one.is_in_order and other.is_in_order:
            return sum(map(len, joined((one.keys(), other.keys()))))
    return counted([piece for one in sets for piece in one.pieces()])


def _merged(sets: Iterable[KeySet], whole: KeySet) -> KeySet:
    for one in sets:
        whole.merge(one)
    return whole


def shared_by(one: KeySet, other: KeySet) -> int:
    """Return how many keys two sets have in common; of sketches, about how many."""
    size = len(one) + len(other)
    if one.exact and other.exact and size <= EXACT_LIMIT:
        return common(one.keys(), other.keys())
    both = _merged((one, other), KeySet())
    return max(0, size - len(both))
