"""Which runs of letters and digits in a column could be an identifier at all.

Every identifier written without separators is a maximal run of ``[0-9A-Za-z]``.  One pass
over the bytes of a column finds those of a fitting length and first sign; cells whose
values may stand in groups ("138 0013 8000"), in full-width signs or beside other marks
are odd: they are left to the patterns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import inner
from scanner.detect.sieve.even import each_cell
from scanner.detect.sieve.gaps import gap_end
from scanner.detect.sieve.rules import (
    LONGEST,
    has_mark,
    is_grouped,
    is_signed,
    is_strange,
    written_down,
)
from scanner.detect.sieve.runs import Runs, Sifted
from scanner.detect.sieve.sweep import sweep

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints
    from scanner.detect.cells import Cells
    from scanner.detect.sieve.gaps import Note

_POINT = ord(".")
_ZEROS = words.ONES * np.uint64(ord("0"))


def sift(
    cells: Cells,
    wanted: Bytes,
    signs: Bytes,
    hosted: Bytes | None = None,
    *,
    one_text: bool = False,
) -> Sifted:
    """Find the runs in regular cells.

    Args:
        cells: What is searched.
        wanted: (LONGEST + 1, 256), by length and first sign.
        signs: What bytes mean.
        hosted: Which cells are addresses at hosts that hold no run: they are passed over.
        one_text: The cells are lines of one text, or pieces of long ones: no run of letters
            and digits goes on in the next.
    """
    even = each_cell(cells, wanted, signs)
    if even is not None:
        return even
    shortest = int(np.flatnonzero(wanted.any(axis=1)).min(initial=LONGEST))
    most = len(cells.content) // max(1, shortest) + 1
    runs = Runs(
        np.empty(most, np.int64),
        np.empty(most, np.int64),
        np.empty(most, np.uint8),
        np.empty(most, np.uint8),
        np.empty(most, np.bool_),
    )
    odd, marked = np.zeros(len(cells), np.bool_), np.zeros(len(cells), np.bool_)
    out = Sifted(runs, odd, marked, np.zeros(len(cells), np.uint8) if hosted is None else hosted)
    if one_text:
        count = sweep((cells.buffer, cells.bounds), (wanted, signs), shortest, out)
    else:
        where = (cells.buffer, cells.bounds, cells.digits)
        count = _sift(where, wanted, signs, out)
    return out._replace(runs=Runs._make(array[:count] for array in runs))


@inner
def _sift(where: tuple[Bytes, Ints, Bytes], wanted: Bytes, signs: Bytes, out: Sifted) -> int:
    (buffer, bounds, digits), (of_cell, starts, lengths, heads, whole) = where, out.runs
    marked, hosted, count = out.marked, out.hosted, 0
    for cell in range(len(digits)):
        if hosted[cell]:
            marked[cell] = True
        elif not digits[cell]:
            if not _is_amount(buffer, bounds[cell], bounds[cell + 1], wanted):
                count = _sift_one(where, cell, count, (wanted, signs), out)
        elif wanted[digits[cell], buffer[bounds[cell]]]:
            of_cell[count], starts[count] = cell, bounds[cell]
            lengths[count], heads[count] = digits[cell], buffer[bounds[cell]]
            whole[count] = True
            count += 1
    return count


@inner
def _is_amount(buffer: Bytes, start: int, stop: int, wanted: Bytes) -> bool:
    """Tell a cell such as 1280.50, where no value is, and no mark matters.

    A test asks all marks' expressions.  What ends in zeros may be a number kept as a float.
    """
    point = start + words.first(words.no_digit(words.load(buffer, start)))
    if point == start or buffer[point] != _POINT or not 1 < stop - point <= words.WORD:
        return False
    after, decimals = words.load(buffer, point + 1), stop - point - 1
    if words.first(words.no_digit(after)) < decimals:
        return False
    is_float = words.first(after ^ _ZEROS) >= decimals
    return not is_float or not wanted[point - start, buffer[start]]


@inner
def _sift_one(
    where: tuple[Bytes, Ints, Bytes],
    cell: int,
    count: int,
    tables: tuple[Bytes, Bytes],
    out: Sifted,
) -> int:
    """Find the runs in one cell, after so many; return how many there are then."""
    (buffer, bounds, _), (_, signs) = where, tables
    runs, odd, marked, _ = out
    first, place, last = bounds[cell], bounds[cell], bounds[cell + 1]
    kept, before = count, (-1, -1)
    while place < last:
        start = gap_end(buffer, place, last, signs, (marked, cell))
        if start >= last:
            odd[cell] = start > last
            break
        place = _run_end(buffer, start, last, signs, (marked, cell))
        run = (start, place)
        if (
            is_signed(buffer, first, run)
            or is_strange(buffer, run, last)
            or is_grouped(buffer, before, run, signs)
        ):
            odd[cell] = True
            break
        before = run
        count = written_down(buffer, (cell, first, last), run, tables, (runs, count))
    return kept if odd[cell] else count


@inner
def _run_end(buffer: Bytes, place: int, last: int, signs: Bytes, note: Note) -> int:
    """Return where a run of letters and digits ends; note whether one is a mark."""
    marked, cell = note
    while place < last:
        word = words.load(buffer, place)
        on = words.first(words.no_alnum(word))
        digits_on = words.first(words.no_digit(word))
        if digits_on < on and not marked[cell]:
            marked[cell] = has_mark(buffer, place + digits_on, min(place + on, last), signs)
        place += on
        if on < words.WORD:
            break
    return min(place, last)
