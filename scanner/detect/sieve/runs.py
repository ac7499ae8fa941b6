"""Runs of letters and digits that could be identifiers, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints, Mask


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


@dataclass(frozen=True, eq=False)
class EvenRuns:
    """Runs of one length."""

    runs: Runs
    length: int

    def __len__(self) -> int:
        return len(self.runs.cell)

    @cached_property
    def are_whole(self) -> bool:
        """Whether each is all that its cell says."""
        return bool(self.runs.whole.all())

    @cached_property
    def numbers(self) -> Ints:
        """Return the number of each: 0, 1, 2 ...; not to be changed."""
        cell = self.runs.cell
        is_each_cell = self.are_whole and len(self) and cell[-1] == len(self) - 1
        return cell if is_each_cell else np.arange(len(self))


class Sifted(NamedTuple):
    """What one pass over a column shows."""

    runs: Runs  # in regular cells
    odd: Mask  # (len(cells),)
    marked: Mask  # (len(cells),): whether regular ones have a mark of some values
    hosted: Bytes  # (len(cells),): which are addresses at well-known hosts
