"""Cells that mean something under their column's name: names, birth dates, genders.

Such columns repeat themselves, so each distinct text is looked at once where that pays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scanner.detect.automaton import whole
from scanner.detect.matches import Matches
from scanner.detect.repeats import distinct
from scanner.detect.values import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.by_header import HeaderRecognizer
    from scanner.detect.arrays import Mask
    from scanner.detect.cells import Cells


def find_attributes(
    recognizers: Sequence[HeaderRecognizer], cells: Cells, name: str
) -> Iterator[Matches]:
    """Yield the cells that have the shape a column's name announces."""
    announced = [(one.under([name]), one.header_score([name])) for one in recognizers]
    announced = [(one, score) for one, score in announced if score]
    if not announced:
        return
    texts = distinct(cells)
    column = texts.laid_out(cells)
    values = Texts(cells.buffer, starts=texts.starts, stops=texts.stops)
    passing = [_passing(one, column) for one, _ in announced]
    rest = ~np.logical_or.reduce(passing)  # where one holds, the others' failing is no news
    for (one, score), valid in zip(announced, passing, strict=True):
        shaped = valid | _failing(one, column, rest)
        cell = np.flatnonzero(shaped[texts.of_cell])
        if len(cell):
            rows = texts.of_cell[cell]
            holds = valid[rows]
            whole = np.ones(len(cell), np.bool_)
            at = (cell, cells.bounds[cell], cells.bounds[cell + 1])
            yield Matches(one, *at, holds, whole, np.where(holds, score, 0.0), values, rows)


def _passing(recognizer: HeaderRecognizer, texts: Cells) -> Mask:
    """Tell which texts have the shape and pass."""
    valid = whole(recognizer.CHECK_SHAPE or recognizer.SHAPE).matches(texts)
    if recognizer.STOP and valid.any():
        stop = pa.array(sorted(recognizer.STOP), pa.large_string())
        valid &= ~pc.is_in(texts.arrow, stop).to_numpy(zero_copy_only=False)
    return valid


def _failing(recognizer: HeaderRecognizer, texts: Cells, rest: Mask) -> Mask:
    """Tell which of the rest have the shape all the same."""
    failing = np.zeros(len(rest), np.bool_)
    if recognizer.CHECK_SHAPE and rest.any():
        which = np.flatnonzero(rest)
        failing[which] = whole(recognizer.SHAPE).matches(texts.take(which))
    return failing
