"""Columns that come as few texts and the number of each cell's text, as Parquet keeps repeats.

Where nothing is found in any of the texts the cells are never written out.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from recognizers import words
from recognizers.compiled import compiled, inner
from scanner.detect.cells import PAD, TAIL, Cells, of_array, pieces
from scanner.detect.groups import KnownGroups

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints


class Repeated(Cells):
    """Cells that are each one of some texts; written out when somebody asks for them."""

    _texts: Cells
    _of_cell: Ints  # (n,): the number of its text

    def __init__(self, texts: Cells, of_cell: Ints) -> None:
        vars(self).update(_texts=texts, _of_cell=of_cell)  # for what is frozen

    def __len__(self) -> int:
        return len(self._of_cell)

    @cached_property
    def _lengths(self) -> Ints:
        lengths: Ints = np.diff(self._texts.bounds)[self._of_cell]
        return lengths

    @cached_property
    def bounds(self) -> Ints:
        """Return where each cell begins, once written out."""
        bounds = np.empty(len(self) + 1, np.int64)
        bounds[0] = PAD
        np.cumsum(self._lengths, out=bounds[1:])
        bounds[1:] += PAD
        return bounds

    @cached_property
    def buffer(self) -> Bytes:
        """Return all cells, written out."""
        content = np.zeros(self.bounds[-1] + TAIL, np.uint8)
        _write_out(self._texts.buffer, self._texts.bounds, self._of_cell, content, self.bounds)
        content[-TAIL:] = 0
        return content

    @property
    def size(self) -> int:
        """Return how many bytes all cells have together."""
        return int(self._lengths.sum())

    @property
    def filled(self) -> int:
        """Return how many cells hold anything."""
        return int(np.count_nonzero(self._lengths))

    @cached_property
    def groups(self) -> KnownGroups:
        """Return which cells say the same."""
        return KnownGroups(*_groups(self._of_cell, len(self._texts)))

    def take(self, which: Ints) -> Cells:
        """Return some of the cells."""
        if len(which) == len(self):
            return self
        texts, some = self._texts, self._of_cell[which]
        return pieces(texts.buffer, texts.bounds[some], texts.bounds[some + 1])


def laid_out(column: Any) -> Cells:
    """Lay an Arrow column out as cells; nulls become empty cells.

    Args:
        column: ``string`` or ``large_string``, or a dictionary of such.
    """
    if not isinstance(column, pa.DictionaryArray):
        return of_array(column)
    numbers: Any = column.indices
    texts: Any = column.dictionary
    if column.null_count:
        texts = pa.concat_arrays([texts, pa.array([""], texts.type)])
        numbers = numbers.cast(pa.int64()).fill_null(len(texts) - 1)
    return Repeated(of_array(texts), numbers.to_numpy().astype(np.int64, copy=False))


@inner
def _write_out(texts: Bytes, bounds: Ints, of_cell: Ints, content: Bytes, to: Ints) -> None:
    """Copy each cell's text to its place; what follows the last one is spoilt."""
    for cell in range(len(of_cell)):
        place, target = bounds[of_cell[cell]], to[cell]
        words.move(texts, place, content, target)
        while target + words.STRETCH < to[cell + 1]:
            place, target = place + words.STRETCH, target + words.STRETCH
            words.move(texts, place, content, target)


@compiled
def _groups(of_cell: Ints, count: int) -> tuple[Ints, Ints]:
    """Return the first cell of each text that there is, and for every cell which text it is."""
    number, first = np.full(count, -1, np.int64), np.empty(min(count, len(of_cell)), np.int64)
    which, seen = np.empty(len(of_cell), np.int64), 0
    for cell in range(len(of_cell)):
        text = of_cell[cell]
        if number[text] < 0:
            number[text], first[seen] = seen, cell
            seen += 1
        which[cell] = number[text]
    return first[:seen], which
