"""Which of many places lie within spans: what fails there is beaten by what holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.compiled import compiled, inner

if TYPE_CHECKING:
    from scanner.detect.arrays import Ints, Mask

_FEW = 32  # places to a span, at least, where spans are looked up


def reaching(starts: Ints, stops: Ints) -> tuple[Ints, Ints]:
    """Return the starts of spans in ascending order, and how far they reach from there."""
    if not _ascend(starts):
        order = np.argsort(starts, kind="stable")
        starts, stops = starts[order], stops[order]
    return starts, stops if _ascend(stops) else _reach(stops)


@inner
def take(rows: Ints, stands: Mask, taken: Mask) -> None:
    """Note which rows are taken by what stands."""
    for at in range(len(rows)):
        taken[rows[at]] |= stands[at]


@inner
def drop_taken(rows: Ints, valid: Mask, keep: Mask, taken: Mask) -> None:
    """Drop the failed matches whose rows are taken."""
    for at in range(len(rows)):
        keep[at] &= valid[at] | (not taken[rows[at]])


@inner
def drop_beaten(places: Ints, valid: Mask, keep: Mask, starts: Ints, reach: Ints) -> None:
    """Drop the failed matches, in any order, that begin within a standing span."""
    if _are_same(places, starts):  # every cell is one value of both
        for row in range(len(places)):
            keep[row] &= valid[row]
        return
    if not _ascend(places):
        _drop_one_by_one(places, valid, keep, starts, reach)
    elif len(starts) < len(places) // _FEW:
        _drop_by_span(places, valid, keep, starts, reach)
    else:
        _drop_side_by_side(places, valid, keep, starts, reach)


@inner
def _drop_by_span(places: Ints, valid: Mask, keep: Mask, starts: Ints, reach: Ints) -> None:
    """Do so for ascending places, of which few are in any span."""
    begin = 0
    for span in range(len(starts)):
        begin = _after(places, starts[span] - 1, begin)
        for row in range(begin, _after(places, reach[span] - 1, begin)):
            keep[row] &= valid[row]


@inner
def _drop_side_by_side(places: Ints, valid: Mask, keep: Mask, starts: Ints, reach: Ints) -> None:
    """Do so for ascending places: both are passed through once."""
    near = 0
    for row in range(len(places)):
        while near < len(starts) and starts[near] <= places[row]:
            near += 1
        keep[row] &= valid[row] | (near == 0) | (reach[near - 1] <= places[row])


@inner
def _drop_one_by_one(places: Ints, valid: Mask, keep: Mask, starts: Ints, reach: Ints) -> None:
    near = 0
    for row in range(len(places)):
        if not valid[row] and keep[row]:
            near = _after(starts, places[row], near)
            keep[row] = not (near and reach[near - 1] > places[row])


@inner
def _are_same(some: Ints, others: Ints) -> bool:
    if len(some) != len(others):
        return False
    differ = 0
    for row in range(len(some)):
        differ |= some[row] ^ others[row]
    return differ == 0


@inner
def _after(starts: Ints, place: int, near: int) -> int:
    """Return how many starts lie at a place or before it; most often hardly more than ``near``."""
    low, step = near if near and starts[near - 1] <= place else 0, 1
    if low < len(starts) and starts[low] <= place:
        low += 1
    if low == len(starts) or starts[low] > place:
        return low
    while low + step <= len(starts) and starts[low + step - 1] <= place:
        low += step
        step *= 2
    high = min(low + step - 1, len(starts))
    while low < high:
        middle = (low + high) // 2
        if starts[middle] <= place:
            low = middle + 1
        else:
            high = middle
    return low


@inner
def _ascend(places: Ints) -> bool:
    wrong = False
    for row in range(1, len(places)):
        wrong |= places[row] < places[row - 1]
    return not wrong


@compiled
def _reach(stops: Ints) -> Ints:
    """Return the furthest of the stops so far, for each."""
    reach, furthest = np.empty(len(stops), np.int64), np.int64(0)
    for row in range(len(stops)):
        furthest = max(furthest, stops[row])
        reach[row] = furthest
    return reach
