"""The same in the lines of a text, ``words.BLOCK`` bytes at a time, as bits.

Of a block it is told at once which bytes are letters and digits, and from that where a run
begins that is long enough, and where two groups, a plus or a character of another alphabet
may make a line odd.  Only these places are looked at one by one.  What comes out is what
the loop of ``sift`` over cells finds; but no run may go on from one cell in the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import bits, words
from recognizers.compiled import inner
from scanner.detect.sieve.gaps import has_mark, is_folded
from scanner.detect.sieve.rules import (
    PLUS,
    WIDEST_GAP,
    is_alnum,
    is_grouped,
    is_signed,
    is_strange,
    written_down,
)

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints
    from scanner.detect.sieve.runs import Sifted

    Bits = np.uint64

# Blocks overlap: of each, so many bytes are what the others stand around.
_BEFORE, _OWN, _MOST = 4, 55, 6  # bytes, and letters and digits that are seen in a row
_MINE = np.uint64(((1 << _OWN) - 1) << _BEFORE)
_SHIFT, _NEXT = np.uint64(_BEFORE), np.uint64(_BEFORE + _OWN)  # to the first own bit, of the next
_ONE, _TWO = np.uint64(1), np.uint64(2)
_NO_ASCII = 0x80


@inner
def sweep(
    where: tuple[Bytes, Ints], tables: tuple[Bytes, Bytes], shortest: int, out: Sifted
) -> int:
    """Find the runs in regular lines, and tell which are odd or marked; return how many runs.

    Args:
        where: The buffer, and the bounds of the lines.
        tables: Which runs are wanted, and what bytes mean.
        shortest: Letters and digits that a wanted run has, at the least.
        out: Takes what is found.
    """
    (buffer, bounds), (_, signs), (runs, odd, marked, _) = where, tables, out
    cell, count, carry = 0, 0, np.uint64(0)
    for base in range(bounds[0] - _BEFORE, bounds[-1], _OWN):
        taken, others, carry = _looked_at(buffer, base, carry, min(shortest, _MOST))
        waiting = (taken | others) & _until(bounds[-1] - base)
        while waiting:
            bit = waiting & ~(waiting - _ONE)
            waiting ^= bit
            place = base + words.lowest(bit)
            while place >= bounds[cell + 1]:
                cell += 1
            line = (bounds[cell], bounds[cell + 1])
            if odd[cell]:
                continue
            if bit & taken:
                run, number = (
                    (place, words.alnum_end(buffer, place, line[1])),
                    (cell, line[0], line[1]),
                )
                count = written_down(buffer, number, run, tables, (runs, count))
            elif _is_odd(buffer, line, place, signs):
                odd[cell] = True
                while count and runs.cell[count - 1] == cell:
                    count -= 1
    for cell in range(len(odd)):
        marked[cell] = has_mark(buffer, bounds[cell], bounds[cell + 1], signs)
    return count


@inner
def _until(stop: int) -> Bits:
    """Mark the bytes of a block before one."""
    if stop >= words.BLOCK:
        return _MINE
    return _MINE & ((_ONE << np.uint64(stop)) - _ONE)


@inner
def _looked_at(buffer: Bytes, base: int, carry: Bits, least: int) -> tuple[Bits, Bits, Bits]:
    """Mark where runs begin that are long enough, and what may make a line odd.

    That is what joins two groups, after one that begins as they do; a plus; and the first byte
    of a character.  Return also whether such a group goes on in the next block.
    """
    digits = bits.within(buffer, base, ord("0"), 10)
    alnum = bits.within(buffer, base, ord("A"), 26) | bits.within(buffer, base, ord("a"), 26)
    alnum |= digits
    joins = words.marked(buffer, base, (ord(" "), ord("-"), ord("(")))
    joins |= bits.within(buffer, base, ord(")"), 1)
    # The bytes E4 to E9 begin ideographs of three bytes, none of which is folded.
    others = bits.within(buffer, base, 0xC0, 0x24) | bits.within(buffer, base, 0xEA, 0x16)
    others |= bits.within(buffer, base, PLUS, 1)
    begins = alnum & ~(alnum << _ONE)
    led = alnum & (digits | digits >> _TWO)
    # A one that is added to the first bit of a run goes through to the sign after it.
    through = (alnum & _MINE) + (begins & led & _MINE) + (carry << _SHIFT)
    gaps = through & ~alnum & joins
    if not alnum & ~digits & alnum >> _ONE & digits >> _TWO:  # nothing begins as an IBAN does
        gaps &= (led | joins) >> _ONE
    return begins & bits.in_a_row(alnum, least), gaps | others, through >> _NEXT & _ONE


@inner
def _is_odd(buffer: Bytes, line: tuple[int, int], place: int, signs: Bytes) -> bool:
    """Tell whether what stands at a place makes its line odd."""
    (first, last), following = line, place + 1
    if buffer[place] >= _NO_ASCII:
        run = (_run_start(buffer, place, first), place)
        return is_strange(buffer, run, last) or is_folded(buffer, place, signs)
    while (
        buffer[place] != PLUS
        and following < min(last, place + WIDEST_GAP)
        and not is_alnum(buffer[following])
    ):
        following += 1
    if following >= last or not is_alnum(buffer[following]):
        return False
    run = (following, words.alnum_end(buffer, following, last))
    if buffer[place] == PLUS:
        return is_signed(buffer, first, run)
    return is_grouped(buffer, (_run_start(buffer, place, first), place), run, signs)


@inner
def _run_start(buffer: Bytes, stop: int, first: int) -> int:
    """Return where the letters and digits before a place begin."""
    place = stop
    while place > first and is_alnum(buffer[place - 1]):
        place -= 1
    return place
