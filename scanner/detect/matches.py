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
    from scanner.detect.sites import RunSites, Sites
    from scanner.detect.values import Values
    from scanner.model import Note


@dataclass(frozen=True, slots=True)
class Matches:
    """What has the shape of an entity, and whether it holds.  All arrays are (n,) long."""

    recognizer: ProvenRecognizer | HeaderRecognizer | Stranger
    sites: Sites | RunSites
    values: Values  # normalised; others may share them
    rows: Ints  # which of ``values``
    holds: Mask | bool  # check digits and tables pass; said once where all are alike
    worth: Scores | float  # score after context, of those that hold; said once likewise
    elsewhere: int = 0  # further whole cells of the shape, where another entity is proved
    blank: int = 0  # cells that say there is no value, under a name that announces one

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def entity(self) -> str:
        """Return the entity type all of them have."""
        return str(self.recognizer.supported_entities[0])

    @property
    def cells(self) -> Ints:
        """Return which cell each is in."""
        return self.sites.cells

    @property
    def starts(self) -> Ints:
        """Return where each begins, in bytes into the buffer."""
        return self.sites.starts

    @property
    def stops(self) -> Ints:
        """Return where each ends."""
        return self.sites.stops

    @property
    def whole(self) -> Mask:
        """Return which are all that their cell says, but for decoration."""
        return self.sites.whole

    @property
    def valid(self) -> Mask:
        """Return which hold."""
        return np.full(len(self), self.holds) if isinstance(self.holds, bool) else self.holds

    @property
    def scores(self) -> Scores:
        """Return the score of each."""
        return np.full(len(self), self.worth) if isinstance(self.worth, float) else self.worth

    @property
    def any_hold(self) -> bool:
        """Whether at least one holds."""
        holds = self.holds
        return bool(len(self) and (holds if isinstance(holds, bool) else holds.any()))

    @property
    def all_hold(self) -> bool:
        """Whether none fails."""
        holds = self.holds
        return bool(not len(self) or (holds if isinstance(holds, bool) else holds.all()))

    @property
    def are_in_order(self) -> bool:
        """Whether it is known that each follows the one before, and no value is named twice."""
        return self.sites.among is not None

    def take(self, which: Mask | Ints) -> Matches:
        """Return some of the matches, in order."""
        if which.dtype == np.bool_ and which.all():
            return self
        some = (
            np.flatnonzero(which) if which.dtype == np.bool_ else which.astype(np.int64, copy=False)
        )
        return replace(
            self,
            sites=self.sites.take(some),
            holds=self.holds if isinstance(self.holds, bool) else self.holds[some],
            worth=self.worth if isinstance(self.worth, float) else self.worth[some],
            rows=self.rows[some],
            elsewhere=0,
            blank=0,
        )

    def holding(self) -> Matches:
        """Return those that hold."""
        return self if self.all_hold else self.take(self.valid)

    def amid(self, *, one_text: bool) -> Ints:
        """Return the rows that hold and stand amid other text; in one text all of them do."""
        if self.holds is False or not (one_text or not self.sites.are_whole):
            return _NONE
        return _amid(self.valid, self.whole, one_text)

    def first(self) -> int:
        """Return the row of the first one that holds, -1 if none does."""
        if self.are_in_order and isinstance(self.holds, bool):
            return 0 if self.any_hold else -1
        return -1 if self.holds is False else _first(self.starts, self.valid)

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


_NONE = np.empty(0, np.int64)
