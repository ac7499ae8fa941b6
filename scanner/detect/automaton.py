"""Expressions over the cells of a column, a byte at a time, by one table look-up each.

The states of the machine are made when they are first entered, and kept from column to
column: a process pays for each once.  Where several expressions need too many states, two
machines of half of them do; where one does, or is not understood, Arrow's RE2 takes its place:
slower, the same answer.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from recognizers import words
from recognizers.compiled import inner
from recognizers.kept import kept
from scanner.detect import expressions, machines
from scanner.detect.expressions import NotUnderstood
from scanner.detect.machines import DEAD, STOP, UNKNOWN, Machine

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.detect.cells import Cells
    from scanner.detect.machines import Bits, Tables

_LOOK = 4  # bytes of a text after which its length is asked for


@cache
def whole(*patterns: str) -> Matcher:
    """Return what tells which of some expressions texts match from end to end; 64 at most."""
    return Matcher(patterns, searches=False)


@cache
def somewhere(*patterns: str) -> Matcher:
    """Return what tells which of some expressions texts match anywhere; 64 at most."""
    return Matcher(patterns, searches=True)


class Matcher:
    """Some expressions, run as a machine where that can be."""

    def __init__(self, patterns: tuple[str, ...], *, searches: bool) -> None:
        self._patterns, self._searches = patterns, searches
        self.size = len(patterns)
        try:
            self._machine: Machine | None = kept(
                lambda: Machine(patterns, searches=searches),
                repr((patterns, searches)),
                (__file__, str(machines.__file__), str(expressions.__file__)),
            )
        except NotUnderstood:
            self._machine = None

    def matches(self, cells: Cells) -> Mask:
        """Tell which cells match any of the expressions."""
        matching: Mask = self.which(cells) != 0
        return matching

    def which(self, cells: Cells) -> Bits:
        """Return for each cell which expressions it matches, the first by the lowest bit: (n,)."""
        found = self._by_machine(self._machine, cells) if self._machine else None
        if found is not None:
            return found
        return self._by_halves(cells) if self.size > 1 else self._by_re2(cells)

    def _by_machine(self, machine: Machine, cells: Cells) -> Bits | None:
        found, done = np.zeros(len(cells), np.uint64), 0
        run = _search if self._searches else _run
        while done < len(cells):
            where = (cells.buffer, cells.bounds, done)
            done, row, kind = run(where, machine.tables, found)
            if done < len(cells) and not machine.learn(row, kind):
                self._machine = None  # too many states, and never fewer
                return None
        return found

    def _by_halves(self, cells: Cells) -> Bits:
        """Ask two machines of half the expressions: states multiply where many are in one."""
        make, half = somewhere if self._searches else whole, self.size // 2
        first, second = make(*self._patterns[:half]), make(*self._patterns[half:])
        return first.which(cells) | second.which(cells) << np.uint64(half)

    def _by_re2(self, cells: Cells) -> Bits:
        (pattern,) = self._patterns
        asked = pattern if self._searches else f"^(?:{pattern})$"
        mask = pc.match_substring_regex(cells.arrow, asked).to_numpy(zero_copy_only=False)
        found: Bits = mask.astype(np.uint64)
        return found


@inner
def _run(where: tuple[Bytes, Ints, int], machine: Tables, found: Bits) -> tuple[int, int, int]:
    """Run over whole cells; stop in the cell, row and kind of byte that is not known yet."""
    buffer, bounds, done = where
    kinds, table, ends, shift, needs, stays = machine
    for cell in range(done, len(bounds) - 1):
        found[cell] = 0
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
                    return cell, int(row), int(kinds[buffer[place]])
                following = np.uint32(following ^ STOP)
            row = following
            place += 1
        found[cell] = ends[row >> shift]
    return len(bounds) - 1, 0, 0


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


@inner
def _search(where: tuple[Bytes, Ints, int], machine: Tables, found: Bits) -> tuple[int, int, int]:
    """Run over cells and note whatever ends anywhere; stop at what is not known yet."""
    buffer, bounds, done = where
    kinds, table, ends, shift, _, _ = machine
    for cell in range(done, len(bounds) - 1):
        row, bits = np.uint32(1 << shift), ends[1]
        for place in range(np.uint64(bounds[cell]), np.uint64(bounds[cell + 1])):
            following = table[row + kinds[buffer[place]]]
            if following & STOP:
                if following == UNKNOWN:
                    return cell, int(row), int(kinds[buffer[place]])
                following = np.uint32(following ^ STOP)
                bits |= ends[following >> shift]
            row = following
        found[cell] = bits
    return len(bounds) - 1, 0, 0
