"""Values with marks of their own, such as ``@`` and colons: sieved by their recognizer.

A character that a value cannot do without, then an expression over the cells; what is
left, and what may hold folded signs, goes to the patterns.  Cells that are one plain value
from end to end are judged as arrays, and values amid cells where that is certain (``amid``).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from recognizers import labels
from recognizers.scores import with_bonus
from scanner.detect import amid
from scanner.detect.automaton import somewhere, whole
from scanner.detect.matches import Matches
from scanner.detect.rows import rows_of
from scanner.detect.sieve.hosted import UNMARKED, UNTOLD
from scanner.detect.sites import Sites
from scanner.detect.trouble import guarded
from scanner.detect.values import Values
from scanner.detect.written import find_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from recognizers.base import ProvenRecognizer
    from scanner.detect.arrays import Ints, Mask
    from scanner.detect.automaton.machines import Bits
    from scanner.detect.cells import Cells
    from scanner.detect.sieve.runs import Sifted
    from scanner.model import Note

    Marks = Mapping[ProvenRecognizer, Mask]  # cells that may hold what only marks give away


class Sieve:
    """All marks of some recognizers' values, looked for in one pass."""

    def __init__(self, recognizers: Sequence[ProvenRecognizer]) -> None:
        self._recognizers = [one for one in recognizers if one.SIEVE]
        patterns = ["|".join(dict.fromkeys(p for _, p in one.SIEVE)) for one in self._recognizers]
        self._patterns = somewhere(*patterns, labels.COARSE)
        self.marks: dict[str, bool] = {}  # whether one counts only beside an ASCII sign
        for one in self._recognizers:
            for mark, _ in one.SIEVE:
                self.marks[mark] = self.marks.get(mark, True) and one.TOUCHES
        self.marks.update(dict.fromkeys(labels.MARKS, False))
        self._hosted = [one for one in self._recognizers if one.HAS_HOST]

    def marked(self, cells: Cells, found: Sifted) -> tuple[Marks, Mask]:
        """Tell which cells have the marks of which recognizers' values, and which have labels.

        Args:
            cells: What is searched.
            found: What they hold; of odd cells not all signs were seen.
        """
        bits = np.zeros(len(cells), np.uint64)
        told = found.hosted == UNMARKED
        bits[told] = sum(1 << self._recognizers.index(one) for one in self._hosted)
        among = np.flatnonzero((found.marked | found.odd) & ~told)
        if len(among):
            bits[among] = self._patterns.among(cells, among)
        any_of = np.bitwise_or.reduce(bits) if found.marked.any() else np.uint64(0)
        marks = {
            one: _has(bits, bit)
            for bit, one in enumerate(self._recognizers)
            if any_of >> np.uint64(bit) & np.uint64(1)
        }
        return marks, _has(bits, len(self._recognizers))

    def dull(self, cells: Cells, found: Sifted) -> Mask:
        """Tell which cells are an address with a host, and nothing else.

        Args:
            cells: What is searched.
            found: What they hold.
        """
        marks, labelled = self.marked(cells, found)
        others = [mask for one, mask in marks.items() if one not in self._hosted]
        dull: Mask = ~np.logical_or.reduce([found.odd, labelled, *others])
        dull[found.runs.cell] = False
        for one in self._hosted:
            dull &= one.surely_whole(cells.buffer, cells.bounds)
        return dull & bool(self._hosted)


def _has(found: Bits, bit: int) -> Mask:
    """Tell which cells match one of the expressions."""
    return (found >> np.uint64(bit) & np.uint64(1)).astype(np.bool_)


def find_sieved(
    recognizers: Sequence[ProvenRecognizer], cells: Cells, found: Sifted, marks: Marks
) -> Iterator[Matches | Note]:
    """Yield the matches of recognizers that have a sieve instead of lengths.

    Args:
        recognizers: With ``SIEVE``.
        cells: What is searched.
        found: What they hold; odd ones are searched in any case.
        marks: Cells to search by whom.
    """
    odd = np.flatnonzero(found.odd)
    for one in recognizers:
        which = odd
        if one not in marks and not len(odd):
            continue
        if one in marks:
            plain = _whole(one, cells, found, marks[one])
            yield from guarded(one, partial(_judged, one, cells, np.flatnonzero(plain)))
            rest = marks[one] & ~plain & ~found.odd
            if rest.any():  # most often none is: then its loop need not be there
                surely, left = amid.surely(one, cells, np.flatnonzero(rest))
                yield from guarded(one, partial(amid.judged, one, cells, surely))
                which = np.union1d(left, odd) if len(left) else odd
        yield from find_written([one], cells, which)


def _whole(recognizer: ProvenRecognizer, cells: Cells, found: Sifted, marked: Mask) -> Mask:
    """Tell which cells are one plain value from end to end."""
    if not recognizer.WHOLE:
        return np.zeros(len(cells), np.bool_)
    plain = found.hosted != UNTOLD if recognizer.HAS_HOST else np.zeros(len(cells), np.bool_)
    if not (marked & ~plain & ~found.odd).any():
        return plain
    plain |= recognizer.surely_whole(cells.buffer, cells.bounds)
    rest = np.flatnonzero(~plain)
    if len(rest):
        plain[rest] = whole(recognizer.WHOLE).matches(cells.take(rest))
    return plain & ~found.odd


def _judged(recognizer: ProvenRecognizer, cells: Cells, which: Ints) -> Iterator[Matches]:
    """Judge cells that are one value from end to end."""
    if not len(which):
        return
    starts, stops = cells.bounds[which], cells.bounds[which + 1]
    values = recognizer.whole(rows_of(cells.buffer, starts, stops))
    valid = recognizer.passes(values)
    scores = with_bonus(recognizer.PLAIN_SCORE, recognizer.bonus(values))
    sites = Sites(which, starts, stops, np.ones(len(which), np.bool_))
    rows = np.arange(len(which))
    yield Matches(recognizer, sites, Values(values), rows, valid, scores * valid)
