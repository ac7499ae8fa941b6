"""Cells that mean something under their column's name: names, birth dates, genders."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.lib.stride_tricks import sliding_window_view

from scanner.detect.matches import Matches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.base import HeaderRecognizer
    from scanner.detect.cells import Bytes, Cells, Ints
    from scanner.detect.matches import Mask


def find_attributes(
    recognizers: Sequence[HeaderRecognizer], cells: Cells, name: str
) -> Iterator[Matches]:
    """Yield the cells that have the shape a column's name announces."""
    announced = [(one, one.header_score([name])) for one in recognizers]
    announced = [(one, score) for one, score in announced if score]
    if not announced:
        return
    column = pa.LargeStringArray.from_buffers(
        len(cells), pa.py_buffer(cells.bounds), pa.py_buffer(cells.buffer)
    )
    column = pc.ascii_trim(column, " ")
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
        _values(column.take(pa.array(cell))),
    )


def _full_match(column: pa.LargeStringArray, shape: str) -> Mask:
    mask = pc.match_substring_regex(column, f"^(?:{shape})$")
    return np.asarray(mask.to_numpy(zero_copy_only=False))


LONGEST = 256  # bytes


def _values(column: pa.LargeStringArray) -> Bytes:
    """Return cells as rows of bytes, upper-cased, zero-padded on the right."""
    upper = pc.ascii_upper(column)
    _, offsets, data = upper.buffers()
    bounds = np.frombuffer(offsets, np.int64)[upper.offset : upper.offset + len(upper) + 1]
    content = np.frombuffer(data, np.uint8) if data else np.zeros(0, np.uint8)
    return rows_of(content, bounds[:-1], bounds[1:])


def rows_of(content: Bytes, starts: Ints, stops: Ints) -> Bytes:
    """Gather pieces of a buffer as rows of bytes, zero-padded on the right.

    A piece over ``LONGEST`` bytes is stood in for by its digest, so rows stay narrow.
    """
    lengths = stops - starts
    width = int(np.minimum(lengths, LONGEST).max(initial=1))
    rows = np.zeros((len(starts), width), np.uint8)
    for length in np.unique(lengths[lengths <= LONGEST]).tolist():
        same = np.flatnonzero(lengths == length)
        if length:
            windows = sliding_window_view(content, length)
            rows[same, :length] = windows[starts[same]]
    for row in np.flatnonzero(lengths > LONGEST).tolist():
        digest = sha256(content[starts[row] : stops[row]]).digest().hex().encode()
        rows[row, : len(digest)] = np.frombuffer(digest, np.uint8)
    return rows
