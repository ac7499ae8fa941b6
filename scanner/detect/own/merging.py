"""One place of one entity counts once, whoever finds it: Presidio's own rule."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scanner.detect.own.strangers import Stranger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.detect.arrays import Mask, Scores
    from scanner.detect.matches import Matches

    Counted = tuple[Matches, Scores]


def undoubled(found: list[Counted]) -> list[Counted]:
    """Drop what a better or equal match of its entity contains, where two found the entity."""
    by_entity: dict[str, list[int]] = defaultdict(list)
    for number, (match, _) in enumerate(found):
        by_entity[match.entity].append(number)
    kept = list(found)
    for numbers in by_entity.values():
        several = [found[number][0] for number in numbers]
        if len(several) > 1 and any(isinstance(one.recognizer, Stranger) for one in several):
            for number, keep in zip(numbers, _kept(several), strict=True):
                kept[number] = _some(found[number], keep)
    return kept


def _some(counted: Counted, keep: Mask) -> Counted:
    match, shifts = counted
    kept = replace(match.take(keep), elsewhere=match.elsewhere, blank=match.blank)
    return kept, shifts[keep]


def _kept(several: Sequence[Matches]) -> list[Mask]:
    rows = sorted(
        (start, start - stop, -score, which, row)
        for which, one in enumerate(several)
        for row, (start, stop, score) in enumerate(
            zip(one.starts.tolist(), one.stops.tolist(), one.scores.tolist(), strict=True)
        )
    )
    keep = [np.zeros(len(one), np.bool_) for one in several]
    near: list[tuple[int, float]] = []  # (stop, score) of those that can contain what follows
    for start, less, worse, which, row in rows:
        stop, score = start - less, -worse
        near = [one for one in near if one[0] >= start]
        if not any(stop <= end and score <= better for end, better in near):
            keep[which][row] = True
            if several[which].valid[row]:
                near.append((stop, score))
    return keep
