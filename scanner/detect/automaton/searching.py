"""Expressions that may end anywhere, looked for in many cells at once by one machine.

Four lots of cells in turn: while the table's answer for one of them is on its way, the
processor asks for the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.compiled import inner
from scanner.detect.automaton.machines import STOP, UNKNOWN

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints
    from scanner.detect.automaton.machines import Bits, Table, Tables

    Four = tuple[np.uint32, np.uint32, np.uint32, np.uint32]

_LOTS = 4
# What is known of each lot: the cell it is at, where in it, where that ends, and the lot's end.
_CELL, _PLACE, _END, _LIMIT = range(4)


def lots(count: int) -> Ints:
    """Return four lots of so many cells, as ``search`` takes them."""
    found = np.zeros((4, _LOTS), np.int64)
    bounds = np.arange(_LOTS + 1) * count // _LOTS
    found[_CELL], found[_LIMIT] = bounds[:-1], bounds[1:]
    return found


@inner
def search(
    where: tuple[Bytes, Ints, Ints], machine: Tables, found: Bits, at: Ints
) -> tuple[int, int]:
    """Run over cells and note whatever ends anywhere; return row and kind not known yet, or zeros.

    Args:
        where: The buffer, the bounds of all cells, and those to search: (n,).
        machine: What is looked for.
        found: Takes which expressions end in each: (n,).
        at: Lots of cells; they tell where to go on.
    """
    buffer, bounds, which = where
    kinds, table, ends, shift, _, _, _, _ = machine
    first, none = np.uint32(1 << shift), ends[1]
    (r0, r1, r2, r3), (b0, b1, b2, b3) = (first, first, first, first), (none, none, none, none)
    for lot in range(_LOTS):
        _open((bounds, which), at, lot)
    while _are_all_on(at):
        count = _advance(at)
        p0, p1 = np.uint64(at[_PLACE, 0] - count), np.uint64(at[_PLACE, 1] - count)
        p2, p3 = np.uint64(at[_PLACE, 2] - count), np.uint64(at[_PLACE, 3] - count)
        for step in range(np.uint64(count)):
            k0, k1 = kinds[buffer[p0 + step]], kinds[buffer[p1 + step]]
            k2, k3 = kinds[buffer[p2 + step]], kinds[buffer[p3 + step]]
            f0, f1, f2, f3 = table[r0 + k0], table[r1 + k1], table[r2 + k2], table[r3 + k3]
            if (f0 | f1 | f2 | f3) & STOP:
                if UNKNOWN in (f0, f1, f2, f3):
                    return _unknown((r0, r1, r2, r3), (k0, k1, k2, k3), table)
                f0, f1 = np.uint32(f0 & ~STOP), np.uint32(f1 & ~STOP)
                f2, f3 = np.uint32(f2 & ~STOP), np.uint32(f3 & ~STOP)
                b0, b1 = b0 | ends[f0 >> shift], b1 | ends[f1 >> shift]
                b2, b3 = b2 | ends[f2 >> shift], b3 | ends[f3 >> shift]
            r0, r1, r2, r3 = f0, f1, f2, f3
        if _is_done((bounds, which), at, 0, found, b0):
            r0, b0 = first, none
        if _is_done((bounds, which), at, 1, found, b1):
            r1, b1 = first, none
        if _is_done((bounds, which), at, 2, found, b2):
            r2, b2 = first, none
        if _is_done((bounds, which), at, 3, found, b3):
            r3, b3 = first, none
    return _rest(where, machine, found, at)


@inner
def _open(cells: tuple[Ints, Ints], at: Ints, lot: int) -> None:
    """Begin with the cell that a lot is at, if it is at one."""
    bounds, which = cells
    if at[_CELL, lot] < at[_LIMIT, lot]:
        cell = which[at[_CELL, lot]]
        at[_PLACE, lot], at[_END, lot] = bounds[cell], bounds[cell + 1]


@inner
def _are_all_on(at: Ints) -> bool:
    on = True
    for lot in range(_LOTS):
        on &= at[_CELL, lot] < at[_LIMIT, lot]
    return on


@inner
def _advance(at: Ints) -> int:
    """Move all lots as far as none of their cells ends; return how far."""
    count = at[_END, 0] - at[_PLACE, 0]
    for lot in range(1, _LOTS):
        count = min(count, at[_END, lot] - at[_PLACE, lot])
    for lot in range(_LOTS):
        at[_PLACE, lot] += count
    return int(count)


@inner
def _is_done(cells: tuple[Ints, Ints], at: Ints, lot: int, found: Bits, bits: np.uint64) -> bool:
    """Tell whether a lot is at the end of a cell; note what ended there, and begin the next."""
    if at[_PLACE, lot] < at[_END, lot]:
        return False
    found[at[_CELL, lot]] = bits
    at[_CELL, lot] += 1
    _open(cells, at, lot)
    return True


@inner
def _unknown(rows: Four, kinds: Four, table: Table) -> tuple[int, int]:
    """Return the first row and kind of some that lead to what is not known yet."""
    for row, kind in zip(rows, kinds):  # noqa: B905 -- compiled
        if table[row + kind] == UNKNOWN:
            return int(row), int(kind)
    return 0, 0


@inner
def _rest(
    where: tuple[Bytes, Ints, Ints], machine: Tables, found: Bits, at: Ints
) -> tuple[int, int]:
    """Do the same with what is left of the lots when one of them is done."""
    buffer, bounds, which = where
    kinds, table, ends, shift, _, _, _, _ = machine
    for lot in range(_LOTS):
        for number in range(at[_CELL, lot], at[_LIMIT, lot]):
            at[_CELL, lot], cell = number, which[number]
            row, bits = np.uint32(1 << shift), ends[1]
            for place in range(np.uint64(bounds[cell]), np.uint64(bounds[cell + 1])):
                following = table[row + kinds[buffer[place]]]
                if following & STOP:
                    if following == UNKNOWN:
                        return int(row), int(kinds[buffer[place]])
                    following = np.uint32(following ^ STOP)
                    bits |= ends[following >> shift]
                row = following
            found[number] = bits
        at[_CELL, lot] = at[_LIMIT, lot]
    return 0, 0
