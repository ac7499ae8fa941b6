"""Values with marks of their own, such as ``@`` and colons: sieved by their recognizer.

A byte that a value cannot do without, then an RE2 expression over the cells that have it;
what is left, and what may hold folded signs, goes to the patterns.  Cells that are one
plain value from end to end are judged as arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scanner.detect.arrow import contains, rows_of
from scanner.detect.matches import Matches
from scanner.detect.written import find_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.base import ProvenRecognizer
    from scanner.detect.arrays import Ints, Mask
    from scanner.detect.cells import Cells


def find_sieved(
    recognizers: Sequence[ProvenRecognizer], cells: Cells, odd: Ints
) -> Iterator[Matches]:
    """Yield the matches of recognizers that have a sieve instead of lengths.

    Args:
        recognizers: With ``SIEVE``.
        cells: What is searched.
        odd: Cells to search in any case.
    """
    marked = _marked([one for one in recognizers if _has_sign(one, cells)], cells)
    for one in recognizers:
        which = odd
        if one in marked:
            whole = _whole(one, cells, odd)
            yield from _judged(one, cells, np.flatnonzero(whole))
            if not whole.all():
                mask = contains(cells.arrow, _any_mark(one)) & ~whole
                which = np.union1d(np.flatnonzero(mask), odd)
        yield from find_written([one], cells, which)


def marked_cells(recognizers: Sequence[ProvenRecognizer], cells: Cells) -> Ints:
    """Return the cells that may hold a variant which only its own marks give away."""
    able = [one for one in recognizers if one.SIEVE and _has_sign(one, cells)]
    marked = _marked(able, cells)
    if not marked:
        return np.empty(0, np.int64)
    return np.flatnonzero(contains(cells.arrow, "|".join(map(_any_mark, marked))))


def _marked(recognizers: list[ProvenRecognizer], cells: Cells) -> list[ProvenRecognizer]:
    """Return those whose marks are in the column: one look at it spares one at every cell."""
    every = "|".join(map(_any_mark, recognizers))
    if not recognizers or not contains(cells.as_one, every).any():
        return []
    return [one for one in recognizers if contains(cells.as_one, _any_mark(one)).any()]


def _has_sign(recognizer: ProvenRecognizer, cells: Cells) -> bool:
    """Tell whether a byte that the recognizer's values need is there at all."""
    return any((cells.content == sign[0]).any() for sign, _ in recognizer.SIEVE)


def _any_mark(recognizer: ProvenRecognizer) -> str:
    return "|".join(pattern for _, pattern in recognizer.SIEVE)


def _whole(recognizer: ProvenRecognizer, cells: Cells, odd: Ints) -> Mask:
    """Tell which cells are one plain value from end to end."""
    if not recognizer.WHOLE:
        return np.zeros(len(cells), np.bool_)
    whole = contains(cells.arrow, f"^(?:{recognizer.WHOLE})$")
    whole[odd] = False
    return whole


def _judged(recognizer: ProvenRecognizer, cells: Cells, which: Ints) -> Iterator[Matches]:
    """Judge cells that are one value from end to end."""
    if not len(which):
        return
    starts, stops = cells.bounds[which], cells.bounds[which + 1]
    values = recognizer.whole(rows_of(cells.buffer, starts, stops))
    valid = recognizer.passes(values)
    scores = np.minimum(recognizer.PLAIN_SCORE + recognizer.bonus(values), 1.0)
    whole = np.ones(len(which), np.bool_)
    yield Matches(recognizer, which, starts, stops, valid, whole, scores * valid, values)
