"""Which of some expressions each cell of a column matches.

The states of the machine are made when they are first entered, and kept from column to
column: a process pays for each once.  Where several expressions need too many states, two
machines of half of them do; where one does, or is not understood, Arrow's RE2 takes its place:
slower, the same answer.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import inner
from recognizers.kept import keep, kept
from scanner.detect.automaton import edges, expressions, machines
from scanner.detect.automaton.expressions import NotUnderstood
from scanner.detect.automaton.machines import DEAD, STOP, TOLD, UNKNOWN, Machine
from scanner.detect.automaton.searching import lots, search

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.detect.automaton.machines import Bits, Tables
    from scanner.detect.cells import Cells

_SOURCES = (__file__, *(str(one.__file__) for one in (edges, expressions, machines)))
_all: list[Matcher] = []
_NONE = np.empty(0, np.uint8)
_LOOK = 4  # bytes of a text after which its length is asked for


@cache
def whole(*patterns: str) -> Matcher:
    """Return what tells which of some expressions texts match from end to end; 64 at most."""
    return _made(patterns, searches=False)


@cache
def somewhere(*patterns: str) -> Matcher:
    """Return what tells which of some expressions texts match anywhere; 64 at most."""
    return _made(patterns, searches=True)


def keep_learned() -> None:
    """Let later processes begin with the states that this one knows: of made-up texts only."""
    for matcher in _all:
        matcher.keep()


def _made(patterns: tuple[str, ...], *, searches: bool) -> Matcher:
    _all.append(Matcher(patterns, searches=searches))
    return _all[-1]


class Matcher:
    """Some expressions, run as a machine where that can be."""

    def __init__(self, patterns: tuple[str, ...], *, searches: bool) -> None:
        self._patterns, self._searches = patterns, searches
        self.size = len(patterns)
        try:
            self._machine: Machine | None = kept(
                lambda: Machine(patterns, searches=searches), self._key(), _SOURCES
            )
        except NotUnderstood:
            self._machine = None

    def keep(self) -> None:
        """Keep what the machine has learned, for later processes."""
        if self._machine:
            keep(self._machine, self._key(), _SOURCES)

    def _key(self) -> str:
        return repr((self._patterns, self._searches))

    def matches(self, cells: Cells) -> Mask:
        """Tell which cells match any of the expressions."""
        matching: Mask = self.which(cells) != 0
        return matching

    def which(self, cells: Cells) -> Bits:
        """Return for each cell which expressions it matches, the first by the lowest bit: (n,)."""
        found = self._by_machine(self._machine, cells) if self._machine else None
        return self._otherwise(cells) if found is None else found

    def of_all(self, cells: Cells) -> int | None:
        """Return what ``which`` says of every cell, where width or first digits tell; else None."""
        machine = self._machine
        if machine is None or self._searches or not cells.width:
            return None
        if not cells.even:
            return machine.after_alnums(cells.width)
        if not machine.tables.told[cells.even]:
            machine.learn_digits(cells.even)
        if machine.tables.told[cells.even] != TOLD:
            said = {machine.after_digits(cells.even, head) for head in cells.heads}
            return said.pop() if len(said) == 1 else None
        return int(machine.tables.digits[cells.even])

    def among(self, cells: Cells, rows: Ints) -> Bits:
        """Return the same of some cells, by their numbers: (n,)."""
        if not (self._machine and self._searches):
            return self.which(cells.take(rows))
        found = self._searched(self._machine, cells, rows)
        return self._otherwise(cells.take(rows)) if found is None else found

    def _otherwise(self, cells: Cells) -> Bits:
        return self._by_halves(cells) if self.size > 1 else self._by_re2(cells)

    def _by_machine(self, machine: Machine, cells: Cells) -> Bits | None:
        if self._searches:
            return self._searched(machine, cells, np.arange(len(cells)))
        while count := _unasked(cells.digits, machine.tables.told):
            machine.learn_digits(count)
        if (said := self.of_all(cells)) is not None:
            return np.full(len(cells), said, np.uint64)
        found, at = np.zeros(len(cells), np.uint64), np.zeros(1, np.int64)
        where = (cells.buffer, cells.bounds, cells.digits)
        while True:
            row, kind = _run(where, machine.tables, found, at)
            if not row:
                return found
            if not self._learns(machine, row, kind):
                return None

    def _searched(self, machine: Machine, cells: Cells, rows: Ints) -> Bits | None:
        found, at = np.zeros(len(rows), np.uint64), lots(len(rows))
        where = (cells.buffer, cells.bounds, rows)
        while True:
            row, kind = search(where, machine.tables, found, at)
            if not row:
                return found
            if not self._learns(machine, row, kind):
                return None

    def _learns(self, machine: Machine, row: int, kind: int) -> bool:
        if machine.learn(row, kind):
            return True
        self._machine = None  # too many states, and never fewer
        return False

    def _by_halves(self, cells: Cells) -> Bits:
        """Ask two machines of half the expressions: states multiply where many are in one."""
        make, half = somewhere if self._searches else whole, self.size // 2
        first, second = make(*self._patterns[:half]), make(*self._patterns[half:])
        return first.which(cells) | second.which(cells) << np.uint64(half)

    def _by_re2(self, cells: Cells) -> Bits:
        import pyarrow.compute as pc  # takes long to load, and is hardly ever needed

        (pattern,) = self._patterns
        asked = pattern if self._searches else f"^(?:{pattern})$"
        mask = pc.match_substring_regex(cells.arrow, asked).to_numpy(zero_copy_only=False)
        found: Bits = mask.astype(np.uint64)
        return found


@inner
def _unasked(digits: Bytes, told: Bytes) -> int:
    """Return a number of digits that cells are, of which nothing is known; 0 if there is none."""
    for cell in range(len(digits)):
        if not told[digits[cell]]:
            return int(digits[cell])
    return 0


@inner
def _run(
    where: tuple[Bytes, Ints, Bytes], machine: Tables, found: Bits, at: Ints
) -> tuple[int, int]:
    """Run over whole cells; return the row and kind of byte that is not known yet, or zeros.

    ``at`` tells the cell in which it goes on.
    """
    buffer, bounds, digits = where
    kinds, table, ends, shift, needs, stays, of_digits, told = machine
    for cell in range(at[0], len(bounds) - 1):
        found[cell] = of_digits[digits[cell]]
        if told[digits[cell]] == TOLD:
            continue
        place, stop = bounds[cell], bounds[cell + 1]
        look = place + _LOOK
        row = np.uint32(1 << shift)  # of the first state
        while place < stop and row != DEAD:
            if place == look:
                if needs[row >> shift] > np.uint64(stop - place):
                    row = DEAD
                    break
                if stays[row >> shift]:
                    place = _plain_end(buffer, place, stop)
                    if place == stop:
                        break
            following = table[row + kinds[buffer[place]]]
            if following & STOP:
                if following == UNKNOWN:
                    at[0] = cell
                    return int(row), int(kinds[buffer[place]])
                following = np.uint32(following ^ STOP)
            row = following
            place += 1
        found[cell] = ends[row >> shift]
    return 0, 0


@inner
def _plain_end(buffer: Bytes, start: int, stop: int) -> int:
    """Return where plain signs end: ASCII but NUL, eight bytes at a time."""
    place = start
    while place < stop:
        word = words.load(buffer, place)
        others = words.below(word, 1) | (word & words.TOPS)
        if others:
            return min(place + words.first(others), stop)
        place += words.WORD
    return stop
