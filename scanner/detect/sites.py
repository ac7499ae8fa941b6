"""Where matches are: in which cells, from where to where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from recognizers.arrays import gathered

if TYPE_CHECKING:
    from scanner.detect.arrays import Ints, Mask
    from scanner.detect.sieve.runs import EvenRuns


@dataclass(frozen=True, eq=False)
class Sites:
    """Where matches are, in any order.  All arrays are (n,) long."""

    cells: Ints  # which cell
    starts: Ints  # bytes into the buffer
    stops: Ints
    whole: Mask  # the cell is this value, but for decoration
    among: ClassVar[None] = None

    @property
    def are_whole(self) -> bool:
        """Whether each is all that its cell says."""
        return bool(self.whole.all())

    def take(self, which: Ints) -> Sites:
        """Return some of them."""
        return Sites(self.cells[which], self.starts[which], self.stops[which], self.whole[which])

    def place(self, row: int) -> tuple[int, int]:
        """Return the cell of one, and where it begins."""
        return int(self.cells[row]), int(self.starts[row])


@dataclass(frozen=True, eq=False)
class RunSites:
    """The same of some runs of one length, in order: looked up only if somebody asks."""

    among: EvenRuns
    rows: Ints  # (n,): which of them, ascending

    @property
    def are_whole(self) -> bool:
        """Whether each is all that its cell says."""
        return self.among.are_whole

    @cached_property
    def cells(self) -> Ints:
        """Return which cell each is in."""
        return self._some(self.among.runs.cell)

    @cached_property
    def starts(self) -> Ints:
        """Return where each begins."""
        return self._some(self.among.runs.starts)

    @cached_property
    def stops(self) -> Ints:
        """Return where each ends."""
        return self.starts + self.among.length

    @cached_property
    def whole(self) -> Mask:
        """Return which are all that their cell says."""
        if self.are_whole:
            return np.ones(len(self.rows), np.bool_)
        return self.among.runs.whole[self.rows]

    def take(self, which: Ints) -> RunSites:
        """Return some of them, in order."""
        return RunSites(self.among, self.rows[which])

    def place(self, row: int) -> tuple[int, int]:
        """Return the cell of one, and where it begins."""
        run = self.rows[row]
        return int(self.among.runs.cell[run]), int(self.among.runs.starts[run])

    def _some(self, of_runs: Ints) -> Ints:
        return of_runs if len(self.rows) == len(of_runs) else gathered(of_runs, self.rows)
