"""Values written as one run of letters and digits, judged as arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from scanner.detect.matches import Matches
from scanner.detect.tokens import isolated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.base import ProvenRecognizer
    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.detect.cells import Cells
    from scanner.detect.tokens import Tokens


def find_plain(
    recognizers: Sequence[ProvenRecognizer], cells: Cells, found: Tokens, regular: Mask
) -> Iterator[Matches]:
    """Yield, per recognizer and length, the runs that have its plain shape.

    Args:
        recognizers: With ``LENGTHS``.
        cells: What is searched.
        found: All runs of ``cells``.
        regular: (len(cells),): which cells hold no other written form.
    """
    wanted = found.of_lengths({n for one in recognizers for n in one.LENGTHS})
    cell = cells.cell_of(wanted.starts)
    keep = np.flatnonzero(isolated(cells, wanted, cell) & regular[cell])
    starts, lengths, cell = wanted.starts[keep], wanted.lengths[keep], cell[keep]
    for length in np.flatnonzero(np.bincount(lengths)).tolist():
        rows = np.flatnonzero(lengths == length)
        runs = _Runs(cell[rows], starts[rows], starts[rows] + length)
        whole = alone(cells, *runs)
        signs = np.asfortranarray(sliding_window_view(cells.buffer, length)[runs.starts])
        judged = [_judged(one, signs) for one in recognizers if length in one.LENGTHS]
        taken = np.zeros(len(rows), np.bool_)
        for one in judged:
            taken[one.rows[one.valid]] = True
        for one in judged:
            yield from one.matches(runs, whole, taken)


class _Runs(NamedTuple):
    """Where some runs of one length stand."""

    cell: Ints
    starts: Ints
    stops: Ints


class _Judged(NamedTuple):
    """What one recognizer says of some runs."""

    recognizer: ProvenRecognizer
    rows: Ints  # those with the shape; the other arrays are as long
    values: Bytes
    valid: Mask

    def matches(self, runs: _Runs, whole: Mask, taken: Mask) -> Iterator[Matches]:
        """Yield what holds, and what fails where nothing else holds (``taken``)."""
        chosen = self.valid | ~taken[self.rows]
        rows, values, valid = self.rows, self.values, self.valid
        if not chosen.all():
            rows, values, valid = rows[chosen], values[chosen], valid[chosen]
        if not len(rows):
            return
        one = self.recognizer
        scores = np.minimum(one.PLAIN_SCORE + one.bonus(values), 1.0) * valid
        cell, starts, stops = (array[rows] for array in runs)
        yield Matches(one, cell, starts, stops, valid, whole[rows], scores, values)


def _judged(recognizer: ProvenRecognizer, signs: Bytes) -> _Judged:
    shaped, values = recognizer.plain(signs)
    if shaped.all():
        return _Judged(recognizer, np.arange(len(signs)), values, recognizer.passes(values))
    rows = np.flatnonzero(shaped)
    values = values[rows]
    return _Judged(recognizer, rows, values, recognizer.passes(values))


def alone(cells: Cells, cell: Ints, starts: Ints, stops: Ints) -> Mask:
    """Tell which spans are all that their cell says, but for quotes, signs and ".0"."""
    before, after = starts - cells.bounds[cell], cells.bounds[cell + 1] - stops
    whole: Mask = (before == 0) & (after == 0)
    rest = np.flatnonzero(~whole & (before <= _DECORATION) & (after <= _DECORATION))
    whole[rest] = True
    for n in range(1, _DECORATION + 1):
        whole[rest] &= (before[rest] < n) | _LEADS[cells.buffer[starts[rest] - n]]
        whole[rest] &= (after[rest] < n) | _TRAILS[cells.buffer[stops[rest] + n - 1]]
    return whole


LEADS = " '\"=+\t"
TRAILS = " '\"\t.0\r\n"
_DECORATION = 4  # bytes of it on either side
_LEADS, _TRAILS = np.zeros(256, np.bool_), np.zeros(256, np.bool_)
_LEADS[list(LEADS.encode())] = True
_TRAILS[list(TRAILS.encode())] = True
