"""Runs of letters and digits that could be identifiers, as arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers.arrays import gathered

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.detect.cells import Cells

_ZERO, _NINE = ord("0"), ord("9")


class Runs(NamedTuple):
    """Runs of one column that could be identifiers, in order.  All arrays are (n,) long."""

    cell: Ints
    starts: Ints  # into the buffer
    lengths: Bytes
    heads: Bytes  # first signs
    whole: Mask  # the run is all that its cell says, but for decoration

    def take(self, which: Ints) -> Runs:
        """Return some of the runs, in order; all of them without a copy."""
        if len(which) == len(self.cell):
            return self
        return Runs._make(array[which] for array in self)


class Sifted(NamedTuple):
    """What one pass over a column shows."""

    runs: Runs  # in regular cells
    odd: Mask  # (len(cells),)
    marked: Mask  # (len(cells),): whether regular ones have a mark of some values
    hosted: Bytes  # (len(cells),): which are addresses at well-known hosts


def of_numbers(cells: Cells, wanted: Bytes) -> Sifted:
    """Return what a column of numbers shows, all of as many digits: each cell is a run."""
    count, none = len(cells), np.zeros(len(cells), np.bool_)
    heads = gathered(cells.buffer, cells.starts)
    lengths, whole = np.full(count, cells.even, np.uint8), np.ones(count, np.bool_)
    runs = Runs(cells.numbers, cells.starts, lengths, heads, whole)
    is_wanted = wanted[cells.even] != 0
    if not is_wanted[_ZERO : _NINE + 1].all():
        runs = runs.take(np.flatnonzero(is_wanted[heads]))
    return Sifted(runs, none, none, none.view(np.uint8))
