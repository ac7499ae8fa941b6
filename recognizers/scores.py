"""What context does to a score: words around a match, and the column's name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from recognizers import headers, places
from recognizers.compiled import compiled, inner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.arrays import Mask, Scores

SIMILARITY = 0.35  # what a context word adds: Presidio's own factor
WEAK_HEADER = 0.1
NEAR = 0.1  # the name of the file or sheet announces it, and the column's says nothing
AGAINST = -0.15  # it is that of a number of things
CONTRADICTION = -0.4  # what an order number's word takes away
LEAST_WITH_CONTEXT = 0.4
LEAST = 0.05  # a contradicted value stays in sight


@inner
def shifted(score: float, shift: float) -> float:
    """Apply what context says to a score, as Presidio's enhancer does."""
    if shift == 0:
        return min(score, 1.0)
    return min(max(score + shift, LEAST_WITH_CONTEXT if shift > 0 else LEAST), 1.0)


@compiled
def with_bonus(score: float, bonus: Scores) -> Scores:
    """Return a score with what tables add to it, or take from it, of each value."""
    scores = np.empty(len(bonus))
    for row in range(len(bonus)):
        scores[row] = min(score + bonus[row], 1.0)
    return scores


def is_told(shifts: Scores | float, needs: Scores) -> Mask:
    """Tell which values count where context shifts their scores so."""
    told: Mask = (needs == 0) | (shifts >= needs)
    return told


def by_names(entity: str, names: Sequence[str]) -> float:
    """Return what the names that values stand under add to their score.

    That of a file or a sheet (``places.Place``) counts where no other says anything.
    """
    own = tuple(name for name in names if not isinstance(name, places.Place))
    near = tuple(name for name in names if isinstance(name, places.Place))
    return _by_both(entity, own, near)


@lru_cache(1 << 14)
def _by_both(entity: str, own: tuple[str, ...], near: tuple[str, ...]) -> float:
    if near and not any(headers.match(name) or headers.negative(name) for name in own):
        return _by_places(entity, near)
    return max((by_name(entity, name) for name in own), key=abs, default=0.0)


def _by_places(entity: str, names: Sequence[str]) -> float:
    if places.announces(entity, names):
        return NEAR
    return AGAINST if places.contradicts(names) else 0.0


def by_name(entity: str, name: str) -> float:
    """Return what a column name adds to the score of an entity's values."""
    strengths = {hit.strength for hit in headers.match(name) if hit.entity == entity}
    if "strong" in strengths:
        return SIMILARITY
    if headers.negative(name):
        return CONTRADICTION
    return WEAK_HEADER if strengths else 0.0
