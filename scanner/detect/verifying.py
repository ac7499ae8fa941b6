"""A second look, by Presidio's own engine, at some of what the fast path looked at.

Which cells and lines: those whose keyed hash is small.  So the same content is looked at
in every run and whatever the chunks, and nobody without the key can tell which.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from recognizers.labels import REACH
from scanner.detect.cells import Cells
from scanner.detect.trouble import TIMEOUT
from scanner.errors import describe
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.places import Place
    from scanner.detect.arrays import Ints
    from scanner.detect.hashing import Hasher
    from scanner.detect.matches import Findings
    from scanner.detect.reference import Reference
    from scanner.evidence import FileEvidence
    from scanner.model import OwnFiles

Differences = Counter[tuple[str, bool]]  # entity, and whether only the fast path has it
_Seen = Counter[tuple[str, int, int, bool, bool, float]]
_EVERY = 2.0**64  # hashes are below it


@dataclass(frozen=True, slots=True)
class Verifier:
    """Holds findings against those of ``reference``."""

    hasher: Hasher
    share: float  # of cells and lines, 0..1
    regions: tuple[str, ...] = ()
    files: OwnFiles = ()

    def in_column(
        self, cells: Cells, found: Findings, name: str, near: Sequence[Place] = ()
    ) -> Differences:
        """Look again at some cells of a column, equal ones once."""
        chosen = self._chosen(cells, np.arange(len(cells)))
        if not len(chosen):
            return Counter()
        taken = cells.take(chosen)
        again = self._reference().find(taken, name, near)
        ours = _seen(found, chosen, cells.bounds[chosen])
        return _differences(ours, _seen(again, np.arange(len(chosen)), taken.bounds[:-1]))

    def in_lines(
        self, cells: Cells, found: Findings, span: tuple[int, int], near: Sequence[Place] = ()
    ) -> Iterator[Differences | Note]:
        """Look again at some lines that begin in a span, each amid what is around it.

        Yields what is different, line by line.  Whoever takes too long over a line would over
        its neighbours too, which are looked at with it: it is the last one then, and that is told.
        """
        begins, (first, last) = cells.bounds[:-1], span
        mine = np.flatnonzero((begins >= first) & (begins < last))
        for line in self._chosen(cells, mine).tolist():
            here = np.array([line])
            ours = _seen(found, here, begins[here])
            window, at = _around(cells, line, in_full=bool(self.files))
            way = self._reference()
            again = way.find(window, near=near, one_text=True)
            if hung := next((one for one in again.troubles if one.key == TIMEOUT), None):
                yield Note("detect.unverified_rest", hung.args)
                return
            yield _differences(ours, _seen(again, np.array([at]), begins[here]))

    def _reference(self) -> Reference:
        from scanner.detect.reference import reference  # loads Presidio's engines

        return reference("zh", self.regions, self.files)

    def _chosen(self, cells: Cells, which: Ints) -> Ints:
        """Return some cells with content, in order, no two of them equal."""
        keys = self.hasher.of_slices(cells.buffer, cells.bounds[which], cells.bounds[which + 1])
        is_chosen = (keys < self.share * _EVERY) & (np.diff(cells.bounds)[which] > 0)
        which, keys = which[is_chosen], keys[is_chosen]
        _, first = np.unique(keys, return_index=True)
        chosen: Ints = which[np.sort(first)]
        return chosen


@contextmanager
def noted(evidence: FileEvidence, part: str, name: str) -> Iterator[Differences]:
    """Add the differences of a field to the evidence; that there may be more, if it fails."""
    differences: Differences = Counter()
    try:
        yield differences
    except MemoryError:
        raise
    except Exception as problem:  # noqa: BLE001 -- what was found stands
        where = dict(describe(problem).args).get("where", "?")
        trouble = Note.of("detect.unverified", kind=type(problem).__name__, where=where)
        evidence.troubles.add(trouble)
    evidence.differ(part, name, differences)


def _around(cells: Cells, line: int, *, in_full: bool) -> tuple[Cells, int]:
    """Return a line with the lines that context and company can reach, and which of them it is.

    ``in_full``: with all pieces of a long line, since the user's recognizers see it whole.
    """
    before = int(cells.bounds[line]) - REACH
    after = int(cells.bounds[line + 1]) + REACH
    if in_full:
        before = cells.raw.rfind(b"\n", 0, max(before, 0)) + 1
        end = cells.raw.find(b"\n", after)
        after = end + 1 if end >= 0 else int(cells.bounds[-1])
    first = max(0, int(np.searchsorted(cells.bounds, before, side="right")) - 1)
    last = min(len(cells), int(np.searchsorted(cells.bounds, after)))
    return Cells(cells.buffer, cells.bounds[first : last + 1]), line - first


def _seen(found: Findings, cells: Ints, origins: Ints) -> _Seen:
    """Return what was found in some cells, ascending, at places counted from ``origins``."""
    seen: _Seen = Counter()
    for match in found.matches:
        at = np.minimum(np.searchsorted(cells, match.cells), len(cells) - 1)
        mine = np.flatnonzero(cells[at] == match.cells)
        origin = at[mine]
        columns = (
            match.starts[mine] - origins[origin],
            match.stops[mine] - match.starts[mine],
            match.valid[mine],
            match.whole[mine],
            match.scores[mine].round(6),
        )
        rows = zip(origin.tolist(), *(column.tolist() for column in columns), strict=True)
        seen.update((match.entity, *row) for row in rows)
    return seen


def _differences(ours: _Seen, theirs: _Seen) -> Differences:
    return _entities(ours - theirs, is_ours=True) + _entities(theirs - ours, is_ours=False)


def _entities(seen: _Seen, *, is_ours: bool) -> Differences:
    counted: Differences = Counter()
    for (entity, *_), count in seen.items():
        counted[entity, is_ours] += count
    return counted
