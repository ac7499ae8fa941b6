"""Matches of one recognizer among many cells, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers.compiled import compiled, inner

if TYPE_CHECKING:
    from recognizers.base import ProvenRecognizer
    from recognizers.by_header import HeaderRecognizer
    from scanner.detect.arrays import Ints, Mask, Scores
    from scanner.detect.own.strangers import Stranger
    from scanner.detect.sieve.runs import Runs
    from scanner.detect.values import Values
    from scanner.model import Note


@dataclass(frozen=True, slots=True)
class Matches:
    """What has the shape of an entity, and whether it holds.  All arrays are (n,) long."""

    recognizer: ProvenRecognizer | HeaderRecognizer | Stranger
    cells: Ints  # which cell
    starts: Ints  # bytes into the buffer
    stops: Ints
    valid: Mask  # check digits and tables pass
    whole: Mask  # the cell is this value, but for decoration
    scores: Scores  # after context; of the valid ones
    values: Values  # normalised; others may share them
    rows: Ints  # which of ``values``
    elsewhere: int = 0  # further whole cells of the shape, where another entity is proved
    blank: int = 0  # cells that say there is no value, under a name that announces one
    among: Runs | None = None  # of one length, of which the matches are some: by ``rows``

    def __len__(self) -> int:
        return len(self.cells)

    @property
    def entity(self) -> str:
        """Return the entity type all of them have."""
        return str(self.recognizer.supported_entities[0])

    def take(self, which: Mask | Ints) -> Matches:
        """Return some of the matches."""
        if which.dtype == np.bool_:
            if which.all():
                return self
            which = np.flatnonzero(which)
        return replace(
            self,
            cells=self.cells[which],
            starts=self.starts[which],
            stops=self.stops[which],
            valid=self.valid[which],
            whole=self.whole[which],
            scores=self.scores[which],
            rows=self.rows[which],
            elsewhere=0,
            blank=0,
        )

    def amid(self, *, one_text: bool) -> Ints:
        """Return the rows that hold and stand amid other text; in one text all of them do."""
        return _amid(self.valid, self.whole, one_text)

    def first(self) -> int:
        """Return the row of the first one that holds, -1 if none does."""
        return _first(self.starts, self.valid)

    def value(self, index: int) -> str:
        """Return one normalised value."""
        return self.values.text(int(self.rows[index]))


class Findings(NamedTuple):
    """What some cells hold, and which recognizers could not tell."""

    matches: list[Matches]
    troubles: list[Note]  # one a recognizer: what it would have found is not known


@compiled
def _amid(valid: Mask, whole: Mask, one_text: bool) -> Ints:  # noqa: FBT001 -- compiled code takes arguments in order
    count = 0
    for row in range(len(valid)):
        count += valid[row] & (one_text | (not whole[row]))
    rows, done = np.empty(count + 1, np.int64), 0
    for row in range(len(valid) if count else 0):
        rows[done] = row
        done += valid[row] & (one_text | (not whole[row]))
    return rows[:count]


@inner
def _first(starts: Ints, valid: Mask) -> int:
    wrong = False
    for row in range(1, len(starts)):
        wrong |= starts[row] < starts[row - 1]
    first = -1
    for row in range(len(starts)):
        if valid[row] and (first < 0 or starts[row] < starts[first]):
            first = row
            if not wrong:
                break
    return first
