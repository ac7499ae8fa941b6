"""Values amid cells that their recognizer can tell for certain, as arrays.

What it is not sure of is left to the patterns, cell by cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers.compiled import inner
from recognizers.scores import with_bonus
from scanner.detect.matches import Matches
from scanner.detect.rows import rows_of
from scanner.detect.signs import DECORATION, LEADS, TRAILS
from scanner.detect.sites import Sites
from scanner.detect.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recognizers.base import ProvenRecognizer
    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.detect.cells import Cells

_AMID, _ALONE, _UNSURE = 0, 1, 2  # how much of its cell a value is
_NO_ASCII = 0x80
_LEADS, _TRAILS = (np.isin(np.arange(256), list(signs.encode())) for signs in (LEADS, TRAILS))


class Amid(NamedTuple):
    """Values amid cells."""

    cells: Ints  # (n,): the cell that each is in
    starts: Ints  # (n,)
    stops: Ints  # (n,)
    alone: Mask  # (n,): whether it is all that its cell says


def surely(one: ProvenRecognizer, cells: Cells, which: Ints) -> tuple[Amid, Ints]:
    """Return the values that are certainly all those of some cells, and the cells left over."""
    starts, stops = cells.bounds[which], cells.bounds[which + 1]
    (row, begins, ends), unsure = one.surely_amid(cells.buffer, starts, stops)
    alone = np.empty(len(row), np.uint8)
    _tell(cells.buffer, (starts[row], begins, ends, stops[row]), (_LEADS, _TRAILS), alone)
    unsure[row[alone == _UNSURE]] = True
    is_sure = ~unsure[row]
    found = (which[row], begins, ends, alone == _ALONE)
    return Amid._make(array[is_sure] for array in found), which[unsure]


def judged(one: ProvenRecognizer, cells: Cells, found: Amid) -> Iterator[Matches]:
    """Judge values in their plain form."""
    if not len(found.cells):
        return
    values = one.whole(rows_of(cells.buffer, found.starts, found.stops))
    valid = one.passes(values)
    scores = with_bonus(one.PLAIN_SCORE, one.bonus(values)) * valid
    yield Matches(one, Sites(*found), Values(values), np.arange(len(valid)), valid, scores)


@inner
def _tell(
    content: Bytes,
    spans: tuple[Ints, Ints, Ints, Ints],
    tables: tuple[Mask, Mask],
    alone: Bytes,
) -> None:
    """Tell of each value whether it stands alone in its cell, but for decoration.

    ``spans`` are where its cell and it begin, and where it and its cell end.
    """
    firsts, begins, ends, lasts = spans
    for row in range(len(alone)):
        before = _said(content, firsts[row], begins[row], tables[0])
        after = _said(content, ends[row], lasts[row], tables[1])
        says_more = _AMID in (before, after)
        alone[row] = _AMID if says_more else max(before, after)


@inner
def _said(content: Bytes, start: int, stop: int, decoration: Mask) -> int:
    """Tell whether a piece says anything, nothing, or has signs that another has to look at."""
    if stop - start > DECORATION:
        return _AMID
    told = _ALONE
    for place in range(start, stop):
        if content[place] >= _NO_ASCII:
            told = _UNSURE
        elif not decoration[content[place]]:
            return _AMID
    return told
