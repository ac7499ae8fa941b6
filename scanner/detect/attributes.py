"""Cells that mean something under their column's name: names, birth dates, genders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scanner.detect import cells as laid_out
from scanner.detect.arrow import contains, rows_of
from scanner.detect.matches import Matches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.by_header import HeaderRecognizer
    from scanner.detect.arrays import Bytes, Mask
    from scanner.detect.cells import Cells


def find_attributes(
    recognizers: Sequence[HeaderRecognizer], cells: Cells, name: str
) -> Iterator[Matches]:
    """Yield the cells that have the shape a column's name announces."""
    announced = [(one, one.header_score([name])) for one in recognizers]
    announced = [(one, score) for one, score in announced if score]
    if not announced:
        return
    column = pc.ascii_trim(cells.arrow(), " ")
    for one, score in announced:
        yield from _shaped(one, score, cells, column)


def _shaped(
    recognizer: HeaderRecognizer, score: float, cells: Cells, column: pa.LargeStringArray
) -> Iterator[Matches]:
    valid = _full_match(column, recognizer.CHECK_SHAPE or recognizer.SHAPE)
    if recognizer.STOP:
        stop = pa.array(sorted(recognizer.STOP), pa.large_string())
        valid &= ~pc.is_in(column, stop).to_numpy(zero_copy_only=False)
    shaped = valid | _full_match(column, recognizer.SHAPE) if recognizer.CHECK_SHAPE else valid
    cell = np.flatnonzero(shaped)
    if not len(cell):
        return
    yield Matches(
        recognizer,
        cell,
        cells.bounds[cell],
        cells.bounds[cell + 1],
        valid[cell],
        np.ones(len(cell), np.bool_),
        np.where(valid[cell], score, 0.0),
        _values(column.take(cell)),
    )


def _full_match(column: pa.LargeStringArray, shape: str) -> Mask:
    return contains(column, f"^(?:{shape})$")


def _values(column: pa.LargeStringArray) -> Bytes:
    """Return cells as rows of bytes, upper-cased, zero-padded on the right."""
    upper = laid_out.of_array(pc.ascii_upper(column))
    return rows_of(upper.buffer, upper.bounds[:-1], upper.bounds[1:])
