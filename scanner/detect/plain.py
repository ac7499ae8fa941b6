"""Values written as one run of letters and digits, judged as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from recognizers.arrays import SHAPED, VALID, pieces
from recognizers.compiled import compiled, inner
from scanner.detect.automaton.expressions import has_digit
from scanner.detect.matches import Matches
from scanner.detect.sieve.rules import ANY, LONGEST, WITH_DIGIT
from scanner.detect.trouble import guarded
from scanner.detect.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from recognizers.base import ProvenRecognizer
    from scanner.detect.arrays import Bytes, Ints, Mask, Scores
    from scanner.detect.cells import Cells
    from scanner.detect.sieve.runs import Runs
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
    for length in np.flatnonzero(_seen(found.lengths)).tolist():
        runs = found.take(np.flatnonzero(found.lengths == length))
        is_all = len(runs.cell) == len(cells) and cells.even == length
        signs = cells.values if is_all else Values(_signs(cells.buffer, runs.starts, length))
        seen = _seen(runs.heads)
        asked, heads = _asked(tuple(recognizers), length, quiet)
        judged = []
        for at in np.flatnonzero((heads & seen).any(axis=1)).tolist():
            one = asked[at]
            work = partial(_judged, one, signs, runs, (heads[at], seen), marks.get(one, _UNMARKED))
            for each in guarded(one, work):
                if isinstance(each, _Judged):
                    judged.append(each)
                else:
                    yield each
        taken_runs = np.zeros(len(signs), np.bool_)
        for each in judged:
            taken_runs[each.speaking] = True
        for each in judged:
            yield from guarded(each.recognizer, partial(each.matches, runs, taken_runs))


def _signs(buffer: Bytes, starts: Ints, length: int) -> Bytes:
    """Return the signs of runs of a length, in ascending order: (n, length).

    Where nothing stands between them, as in a column of such cells, nothing is copied.
    """
    first, last = int(starts[0]), int(starts[-1]) + length
    if last - first == length * len(starts):
        return buffer[first:last].reshape(len(starts), length)
    return pieces(buffer, starts, length)


@dataclass(frozen=True, slots=True)
class _Judged:
    """Which runs have a recognizer's shape: by their numbers, which are those of ``values``."""

    recognizer: ProvenRecognizer
    told: Bytes  # ``SHAPED`` or ``VALID``, of those that it may judge
    good: Ints  # that hold
    failed: int  # how many only have the shape
    values: Values
    speaking: Ints  # that hold by themselves: what needs a word may be anything

    def matches(self, runs: Runs, taken_runs: Mask) -> Iterator[Matches]:
        """Yield what holds, then what only has the shape where nothing holds."""
        if len(self.good):
            yield self._valid(self.good, runs)
        if self.failed and self.recognizer.NEED:  # context tells whether they count at all
            yield self._failed(_rows_of(self.told, SHAPED, self.failed), runs)
        elif self.failed:
            failed, elsewhere = _left(self.told, taken_runs, runs.whole)
            yield self._failed(failed, runs, int(elsewhere))

    def _valid(self, rows: Ints, runs: Runs) -> Matches:
        bonus = self.recognizer.bonus(self.values.some(rows))
        scores = np.minimum(self.recognizer.PLAIN_SCORE + bonus, 1.0)
        return self._some(rows, runs, np.ones(len(rows), np.bool_), scores)

    def _failed(self, rows: Ints, runs: Runs, elsewhere: int = 0) -> Matches:
        count = len(rows)
        return self._some(rows, runs, np.zeros(count, np.bool_), np.zeros(count), elsewhere)

    def _some(
        self, rows: Ints, runs: Runs, valid: Mask, scores: Scores, elsewhere: int = 0
    ) -> Matches:
        if len(rows) == len(runs.cell):
            cell, starts, whole = runs.cell, runs.starts, runs.whole
            stops = starts + runs.lengths
        else:
            cell, starts, stops, whole = _picked(
                runs.cell, runs.starts, runs.lengths, runs.whole, rows
            )
        at = (cell, starts, stops)
        return Matches(
            self.recognizer, *at, valid, whole, scores, self.values, rows, elsewhere, among=runs
        )


@cache
def wanted(
    recognizers: tuple[ProvenRecognizer, ...], quiet: frozenset[ProvenRecognizer] = frozenset()
) -> Bytes:
    """Return by length and first sign which runs any of the recognizers can use.

    ``ANY`` or ``WITH_DIGIT``, where words are of no use: (LONGEST + 1, 256).
    """
    table = np.zeros((LONGEST + 1, 256), np.uint8)
    for one in recognizers:
        use = WITH_DIGIT if has_digit(one.PLAIN) else ANY
        for length in one.LENGTHS:
            table[length] |= _table(_heads(one, length, quiet)) * np.uint8(use)
    return table


@lru_cache(4096)
def _asked(
    recognizers: tuple[ProvenRecognizer, ...], length: int, quiet: frozenset[ProvenRecognizer]
) -> tuple[list[ProvenRecognizer], Mask]:
    """Return who can use runs of a length, and by first sign which of them: (n, 256)."""
    heads = {one: _heads(one, length, quiet) for one in recognizers}
    asked = [one for one, signs in heads.items() if signs]
    return asked, np.array([_table(heads[one]) for one in asked], np.bool_).reshape(len(asked), 256)


def _heads(one: ProvenRecognizer, length: int, quiet: frozenset[ProvenRecognizer]) -> str:
    """Return the first signs of the runs of a length that a recognizer can use."""
    if length not in one.LENGTHS:
        return ""
    return one.quiet_heads(length) if one in quiet else one.HEADS


def _judged(
    one: ProvenRecognizer, signs: Values, runs: Runs, of_heads: tuple[Mask, Mask], marked: Mask
) -> Iterator[_Judged]:
    """Judge the runs with some first signs, of those there are; not those in marked cells."""
    told, values = one.tell(signs.matrix)
    heads, seen = of_heads
    if len(marked) or (seen & ~heads).any():
        told = _heard(told, runs.heads, heads, runs.cell, marked)
    holding, failed = _counted(told)
    good = _rows_of(told, VALID, holding)
    # Where values are as they are written, recognizers share them.
    own = signs if values is signs.matrix else Values(values)
    speaking = good[one.needs(own.some(good)) == 0] if one.NEED else good
    yield _Judged(one, told, good, failed, own, speaking)


@compiled
def _heard(told: Bytes, first: Bytes, heads: Mask, cell: Ints, marked: Mask) -> Bytes:
    """Return what is told of the runs that count."""
    heard = np.zeros(len(told), np.uint8)
    for row in range(len(told)):
        if heads[first[row]] and not (len(marked) and marked[cell[row]]):
            heard[row] = told[row]
    return heard


@inner
def _counted(told: Bytes) -> tuple[int, int]:
    """Return of how many it is told that they hold, and that they only have the shape."""
    holding, failing = 0, 0
    for row in range(len(told)):
        holding += told[row] == VALID
        failing += told[row] == SHAPED
    return holding, failing


@compiled
def _rows_of(told: Bytes, what: int, count: int) -> Ints:
    """Return the rows, so many, of which something is told."""
    rows, done = np.empty(count + 1, np.int64), 0
    for row in range(len(told)):
        rows[done] = row  # written and counted, for a jump would often be guessed wrong
        done += told[row] == what
    return rows[:count]


@compiled
def _left(told: Bytes, taken: Mask, whole: Mask) -> tuple[Ints, int]:
    """Return the rows that fail and nobody has taken, and how many whole cells others took."""
    count, lost = 0, 0
    for row in range(len(told)):
        fails = told[row] == SHAPED
        count += fails & (not taken[row])
        lost += fails & taken[row] & whole[row]
    rows, done = np.empty(count + 1, np.int64), 0
    for row in range(len(told)):
        rows[done] = row
        done += (told[row] == SHAPED) & (not taken[row])
    return rows[:count], lost


@compiled
def _seen(signs: Bytes) -> Mask:
    """Tell which bytes there are: (256,)."""
    seen = np.zeros(256, np.bool_)
    for row in range(len(signs)):
        seen[signs[row]] = True
    return seen


@compiled
def _picked(
    cell: Ints, starts: Ints, lengths: Bytes, whole: Mask, rows: Ints
) -> tuple[Ints, Ints, Ints, Mask]:
    """Return the cells of some runs, where they begin and end, and which are whole cells."""
    cells, first = np.empty(len(rows), np.int64), np.empty(len(rows), np.int64)
    last, wholes = np.empty(len(rows), np.int64), np.empty(len(rows), np.bool_)
    for at in range(len(rows)):
        row = rows[at]
        cells[at], first[at], wholes[at] = cell[row], starts[row], whole[row]
        last[at] = starts[row] + lengths[row]
    return cells, first, last, wholes


@cache
def _table(allowed: str) -> Mask:
    table = np.zeros(256, np.bool_)
    table[list(allowed.encode())] = True
    return table


_UNMARKED = np.empty(0, np.bool_)
