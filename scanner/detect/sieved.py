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
    from scanner.detect.arrays import Ints
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
    for one in recognizers:
        which = np.setdiff1d(_passing(one, cells), odd)
        if one.WHOLE and len(which):
            column = cells.arrow().take(which)
            whole = contains(column, f"^(?:{one.WHOLE})$")
            yield from _judged(one, cells, which[whole])
            which = which[~whole]
        yield from find_written([one], cells, np.union1d(which, odd))


def _passing(recognizer: ProvenRecognizer, cells: Cells) -> Ints:
    """Return the cells in which the recognizer may find something."""
    hits = [np.empty(0, np.int64)]
    for sign, pattern in recognizer.SIEVE:
        if (cells.content == sign[0]).any() and contains(cells.as_one(), pattern).any():
            hits.append(np.flatnonzero(contains(cells.arrow(), pattern)))
    return np.unique(np.concatenate(hits))


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
