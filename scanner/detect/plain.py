"""Values written as one run of letters and digits, judged as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from recognizers.arrays import VALID
from scanner.detect.matches import Matches
from scanner.detect.rows import gathered
from scanner.detect.sift import LONGEST
from scanner.detect.trouble import guarded
from scanner.detect.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from recognizers.base import ProvenRecognizer
    from scanner.detect.arrays import Ints, Mask
    from scanner.detect.cells import Cells
    from scanner.detect.sift import Runs
    from scanner.model import Note


def find_plain(
    recognizers: Sequence[ProvenRecognizer],
    cells: Cells,
    found: Runs,
    quiet: frozenset[ProvenRecognizer] = frozenset(),
    marks: Mapping[ProvenRecognizer, Mask] = MappingProxyType({}),
) -> Iterator[Matches | Note]:
    """Yield, per recognizer and length, the runs that have its plain shape, or why it cannot.

    Args:
        recognizers: With ``LENGTHS``.
        cells: What is searched.
        found: The runs that any of the recognizers could use.
        quiet: Those that nothing announces.
        marks: By recognizer, cells that it searches by its patterns.
    """
    for length in np.flatnonzero(np.bincount(found.lengths)).tolist():
        runs = found.take(np.flatnonzero(found.lengths == length))
        signs = Values(gathered(cells.buffer, runs.starts, length))
        heads = [(one, _heads(one, length, quiet)) for one in recognizers]
        able = [(one, _table(some)[runs.heads]) for one, some in heads if some]
        free = [
            (one, some & ~marks[one][runs.cell] if one in marks else some) for one, some in able
        ]
        told = [
            each for one, some in free for each in guarded(one, partial(_judged, one, signs, some))
        ]
        judged = [each for each in told if isinstance(each, _Judged)]
        yield from (each for each in told if not isinstance(each, _Judged))
        taken_runs = np.zeros(len(signs), np.bool_)
        for each in judged:
            taken_runs[each.speaking] = True
        for each in judged:
            yield from guarded(each.recognizer, partial(each.matches, runs, taken_runs))


@dataclass(frozen=True, slots=True)
class _Judged:
    """Which runs have a recognizer's shape, and which of them hold."""

    recognizer: ProvenRecognizer
    rows: Ints  # of the runs, and of ``values``
    valid: Mask  # one a row
    values: Values
    speaking: Ints  # rows that hold by themselves: what needs a word may be anything

    def matches(self, runs: Runs, taken_runs: Mask) -> Iterator[Matches]:
        """Yield what holds, then what only has the shape where nothing holds."""
        good, failed = np.flatnonzero(self.valid), np.flatnonzero(~self.valid)
        if len(good):
            yield self._some(good, runs)
        if len(failed) and self.recognizer.NEED:  # context tells whether they count at all
            yield self._some(failed, runs)
        elif len(failed):
            lost = taken_runs[self.rows[failed]]
            elsewhere = int(np.count_nonzero(lost & runs.whole[self.rows[failed]]))
            yield self._some(failed[~lost], runs, elsewhere)

    def _some(self, which: Ints, runs: Runs, elsewhere: int = 0) -> Matches:
        rows, valid = self.rows, self.valid
        if len(which) < len(rows):
            rows, valid = rows[which], valid[which]
        scores = np.zeros(len(which))
        if valid.any():
            bonus = self.recognizer.bonus(self.values.some(rows))
            scores = np.minimum(self.recognizer.PLAIN_SCORE + bonus, 1.0)
        here = runs.take(rows)
        stops = here.starts + here.lengths
        at = (here.cell, here.starts, stops)
        return Matches(
            self.recognizer, *at, valid, here.whole, scores, self.values, rows, elsewhere
        )


@cache
def wanted(
    recognizers: tuple[ProvenRecognizer, ...], quiet: frozenset[ProvenRecognizer] = frozenset()
) -> Mask:
    """Return by length and first sign which runs any of the recognizers can use."""
    table = np.zeros((LONGEST + 1, 256), np.bool_)
    for one in recognizers:
        for length in one.LENGTHS:
            table[length] |= _table(_heads(one, length, quiet))
    return table


def _heads(one: ProvenRecognizer, length: int, quiet: frozenset[ProvenRecognizer]) -> str:
    """Return the first signs of the runs of a length that a recognizer can use."""
    if length not in one.LENGTHS:
        return ""
    return one.quiet_heads(length) if one in quiet else one.HEADS


def _judged(one: ProvenRecognizer, signs: Values, able: Mask) -> Iterator[_Judged]:
    if not able.any():
        return
    told, values = one.tell(signs.matrix)
    rows = np.flatnonzero(able & (told > 0))
    # Where values are as they are written, recognizers share them.
    own = signs if values is signs.matrix else Values(values)
    valid = told[rows] == VALID
    held = rows[valid]
    speaking = held[one.needs(own.some(held)) == 0]
    yield _Judged(one, rows, valid, own, speaking)


@cache
def _table(allowed: str) -> Mask:
    table = np.zeros(256, np.bool_)
    table[list(allowed.encode())] = True
    return table
