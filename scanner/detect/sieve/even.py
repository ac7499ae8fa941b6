"""Columns of which each cell is one run of letters and digits, all of them as long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.compiled import inner
from scanner.detect.sieve.rules import LONGEST, WITH_DIGIT, has_digit, has_mark
from scanner.detect.sieve.runs import Sifted

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.detect.cells import Cells

_DIGITS = slice(ord("0"), ord("9") + 1)


def each_cell(cells: Cells, wanted: Bytes, signs: Bytes) -> Sifted | None:
    """Return what such a column shows; None of any other."""
    if not 0 < cells.width < LONGEST:
        return None
    none, runs = np.zeros(len(cells), np.bool_), cells.runs.runs
    marked, use = none, wanted[cells.width]
    if not (cells.even and use[_DIGITS].all()):
        keep, marked = np.empty(len(cells), np.bool_), np.zeros(len(cells), np.bool_)
        if not _look(cells.buffer, cells.bounds, (cells.digits, use, signs), (keep, marked)):
            runs = runs.take(np.flatnonzero(keep))
    return Sifted(runs, none, marked, none.view(np.uint8))


@inner
def _look(
    buffer: Bytes, bounds: Ints, tables: tuple[Bytes, Bytes, Bytes], out: tuple[Mask, Mask]
) -> bool:
    """Note which runs are of use, and which have a mark; tell whether all are of use."""
    (digits, use, signs), (keep, marked), count = tables, out, 0
    for cell in range(len(digits)):
        start, stop = bounds[cell], bounds[cell + 1]
        kind = use[buffer[start]]
        keep[cell] = kind != 0 and (kind != WITH_DIGIT or has_digit(buffer, start, stop))
        marked[cell] = not digits[cell] and has_mark(buffer, start, stop, signs)
        count += keep[cell]
    return count == len(digits)
