"""Values written as one run of letters and digits, judged as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from recognizers.arrays import SHAPED, VALID, pieces
from recognizers.base import ProvenRecognizer
from recognizers.compiled import compiled, inner
from recognizers.kept import kept
from recognizers.scores import with_bonus
from scanner.detect.automaton import expressions
from scanner.detect.matches import Matches
from scanner.detect.sieve.rules import ANY, LONGEST, WITH_DIGIT
from scanner.detect.sieve.runs import EvenRuns
from scanner.detect.sites import RunSites
from scanner.detect.trouble import guarded
from scanner.detect.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    for runs in _by_length(found, cells):
        is_all = cells.width and runs is cells.runs
        signs = cells.values if is_all else Values(_signs(cells.buffer, runs))
        seen = _seen(runs.runs.heads)
        asked, heads = _asked(tuple(recognizers), runs.length, quiet)
        judged = []
        for at in np.flatnonzero((heads & seen).any(axis=1)).tolist():
            one = asked[at]
            work = partial(_judged, one, signs, runs, (heads[at], seen), marks.get(one, _UNMARKED))
            for each in guarded(one, work):
                if isinstance(each, _Judged):
                    judged.append(each)
                else:
                    yield each
        left = _Left(runs)
        for each in judged:
            left.without(each)
        for each in judged:
            yield from guarded(each.recognizer, partial(each.matches, left))


def _by_length(found: Runs, cells: Cells) -> Iterator[EvenRuns]:
    """Yield the runs of each length."""
    if cells.width and found is cells.runs.runs:
        yield cells.runs
        return
    for length in np.flatnonzero(_seen(found.lengths)).tolist():
        yield EvenRuns(found.take(np.flatnonzero(found.lengths == length)), length)


def _signs(buffer: Bytes, runs: EvenRuns) -> Bytes:
    """Return the signs of runs in ascending order: (n, length).

    Where nothing stands between them, as in a column of such cells, nothing is copied.
    """
    starts, length = runs.runs.starts, runs.length
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

    def matches(self, left: _Left) -> Iterator[Matches]:
        """Yield what holds, then what only has the shape where nothing holds."""
        one = self.recognizer
        if len(self.good):
            sites = RunSites(left.runs, self.good)
            yield Matches(one, sites, self.values, self.good, holds=True, worth=self._worth())
        if self.failed:
            rows, elsewhere = left.of(self)
            at = (RunSites(left.runs, rows), self.values, rows)
            yield Matches(one, *at, holds=False, worth=0.0, elsewhere=elsewhere)

    def _worth(self) -> Scores | float:
        one = self.recognizer
        if type(one).bonus is ProvenRecognizer.bonus:
            return min(one.PLAIN_SCORE, 1.0)
        return with_bonus(one.PLAIN_SCORE, one.bonus(self.values.some(self.good)))


class _Left:
    """What is left of runs of one length where nothing holds."""

    def __init__(self, runs: EvenRuns) -> None:
        self.runs = runs
        self._taken = np.zeros(len(runs), np.bool_)
        self._last = np.empty(0, np.bool_), np.empty(0, np.int64)

    def without(self, judged: _Judged) -> None:
        """Take away what holds by itself."""
        if judged.recognizer.NEED:
            self._taken[judged.speaking] = True
        else:
            _take(judged.told, self._taken)

    def of(self, judged: _Judged) -> tuple[Ints, int]:
        """Return what fails, and how many whole cells are not left of it.

        Of what needs context all is left: that tells whether it counts at all.
        Rows that are those of the one before are the same array.
        """
        told, runs = judged.told, self.runs
        if judged.recognizer.NEED:
            return _rows_of(told, SHAPED, judged.failed), 0
        fails = np.empty(len(told), np.bool_)
        count, elsewhere = _fails(told, self._taken, runs.runs.whole, fails)
        if count == len(told):
            return runs.numbers, elsewhere
        if not np.array_equal(fails, self._last[0]):
            self._last = fails, np.flatnonzero(fails)
        return self._last[1], elsewhere


@cache
def wanted(
    recognizers: tuple[ProvenRecognizer, ...], quiet: frozenset[ProvenRecognizer] = frozenset()
) -> Bytes:
    """Return by length and first sign which runs any of the recognizers can use.

    ``ANY`` or ``WITH_DIGIT``, where words are of no use: (LONGEST + 1, 256).
    """
    table = np.zeros((LONGEST + 1, 256), np.uint8)
    with_digit = _with_digit(tuple(one.PLAIN for one in recognizers))
    for one in recognizers:
        use = WITH_DIGIT if one.PLAIN in with_digit else ANY
        for length in one.LENGTHS:
            table[length] |= _table(_heads(one, length, quiet)) * np.uint8(use)
    return table


@cache
def _with_digit(patterns: tuple[str, ...]) -> frozenset[str]:
    """Return those of some expressions that no text without a digit matches."""
    code = str(expressions.__file__)
    return kept(lambda: frozenset(filter(expressions.has_digit, patterns)), repr(patterns), (code,))


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
    return one.quiet_heads(length) if one in quiet else one.heads(length)


def _judged(
    one: ProvenRecognizer, signs: Values, runs: EvenRuns, of_heads: tuple[Mask, Mask], marked: Mask
) -> Iterator[_Judged]:
    """Judge the runs with some first signs, of those there are; not those in marked cells."""
    told, values = one.tell(signs.matrix)
    heads, seen = of_heads
    if len(marked) or (seen & ~heads).any():
        told = _heard(told, runs.runs.heads, heads, runs.runs.cell, marked)
    holding, failed = _counted(told)
    good = runs.numbers if holding == len(told) else _rows_of(told, VALID, holding)
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


@inner
def _take(told: Bytes, taken: Mask) -> None:
    """Note what holds."""
    for row in range(len(told)):
        taken[row] |= told[row] == VALID


@inner
def _fails(told: Bytes, taken: Mask, whole: Mask, fails: Mask) -> tuple[int, int]:
    """Note what fails and is not taken; return how many, and of how many whole cells that is."""
    count, lost = 0, 0
    for row in range(len(told)):
        is_shaped = told[row] == SHAPED
        fails[row] = is_shaped & (not taken[row])
        count += is_shaped & (not taken[row])
        lost += is_shaped & taken[row] & whole[row]
    return count, lost


@compiled
def _seen(signs: Bytes) -> Mask:
    """Tell which bytes there are: (256,)."""
    seen = np.zeros(256, np.bool_)
    for row in range(len(signs)):
        seen[signs[row]] = True
    return seen


@cache
def _table(allowed: str) -> Mask:
    table = np.zeros(256, np.bool_)
    table[list(allowed.encode())] = True
    return table


_UNMARKED = np.empty(0, np.bool_)
