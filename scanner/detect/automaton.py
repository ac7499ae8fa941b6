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
from scanner.detect.machines import DEAD, STOP, TOLD, UNKNOWN, Machine

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.detect.cells import Cells
    from scanner.detect.machines import Bits, Tables

_NONE = np.empty(0, np.uint8)
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
        while not self._searches and (count := _unasked(cells.digits, machine.tables.told)):
            machine.learn_digits(count)
        if not self._searches and cells.even and machine.tables.told[cells.even] == TOLD:
            return np.full(len(cells), machine.tables.digits[cells.even])
        found = np.zeros(len(cells), np.uint64)
        at = np.array([0, len(cells) // 2 if self._searches else 0])
        while True:
            if self._searches:
                row, kind = _search(cells.buffer, cells.bounds, machine.tables, found, at)
            else:
                where = (cells.buffer, cells.bounds, cells.digits)
                row, kind = _run(where, machine.tables, found, at)
            if not row:
                return found
            if not machine.learn(row, kind):
                self._machine = None  # too many states, and never fewer
                return None

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


@inner
def _search(buffer: Bytes, bounds: Ints, machine: Tables, found: Bits, at: Ints) -> tuple[int, int]:
    """Run over cells and note whatever ends anywhere; return row and kind not known yet, or zeros.

    Two halves in turn: while the table's answer for the one is on its way, the processor asks
    for the other.  ``at`` tells the cell in which each goes on.
    """
    kinds, table, ends, shift, _, _, _, _ = machine
    stops = ((len(bounds) - 1) // 2, len(bounds) - 1)
    one, two, first = at[0], at[1], np.uint32(1 << shift)
    place, other = bounds[one], bounds[two]
    row, turn, bits, more = first, first, ends[1], ends[1]
    while one < stops[0] and two < stops[1]:
        count = min(bounds[one + 1] - place, bounds[two + 1] - other)
        for step in range(np.uint64(count)):
            kind, sort = kinds[buffer[place + step]], kinds[buffer[other + step]]
            following, follows = table[row + kind], table[turn + sort]
            if (following | follows) & STOP:
                if UNKNOWN in (following, follows):
                    at[0], at[1] = one, two
                    is_first = following == UNKNOWN
                    return int(row if is_first else turn), int(kind if is_first else sort)
                following, follows = np.uint32(following & ~STOP), np.uint32(follows & ~STOP)
                bits |= ends[following >> shift]
                more |= ends[follows >> shift]
            row, turn = following, follows
        place, other = place + count, other + count
        if place == bounds[one + 1]:
            found[one], one = bits, one + 1
            row, bits = first, ends[1]
        if other == bounds[two + 1]:
            found[two], two = more, two + 1
            turn, more = first, ends[1]
    at[0], at[1] = one, two
    for half in range(2):
        span = (at[half], stops[half])
        at[half], unknown, sign = _search_on(buffer, bounds, machine, found, span)
        if unknown:
            return unknown, sign
    return 0, 0


@inner
def _search_on(
    buffer: Bytes, bounds: Ints, machine: Tables, found: Bits, span: tuple[int, int]
) -> tuple[int, int, int]:
    """Do the same from one cell to another; return also the cell."""
    kinds, table, ends, shift, _, _, _, _ = machine
    for cell in range(span[0], span[1]):
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
    return span[1], 0, 0
