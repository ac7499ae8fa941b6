"""Cells that mean something under their column's name: names, birth dates, genders.

Such columns repeat themselves, so each distinct value is looked at once where that pays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scanner.detect import cells as laid_out
from scanner.detect.arrow import contains, rows_of
from scanner.detect.matches import Matches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.by_header import HeaderRecognizer
    from scanner.detect.arrays import Bytes, Ints, Mask, Scores
    from scanner.detect.cells import Cells

_SAMPLE = 512  # cells that tell whether a column repeats itself


def find_attributes(
    recognizers: Sequence[HeaderRecognizer], cells: Cells, name: str
) -> Iterator[Matches]:
    """Yield the cells that have the shape a column's name announces."""
    announced = [(one.under([name]), one.header_score([name])) for one in recognizers]
    announced = [(one, score) for one, score in announced if score]
    if not announced:
        return
    texts = _texts(cells)
    passing = [_passing(one, texts.column) for one, _ in announced]
    rest = ~np.logical_or.reduce(passing)  # where one holds, the others' failing is no news
    for (one, score), valid in zip(announced, passing, strict=True):
        shaped = valid | _failing(one, texts.column, rest)
        yield from _matches(one, cells, texts, (shaped, np.where(valid, score, 0.0)))


class _Texts(NamedTuple):
    """The texts of a column, and for each cell which of them it holds."""

    column: pa.LargeStringArray
    of_cell: Ints


def _texts(cells: Cells) -> _Texts:
    column = pc.ascii_trim(cells.arrow, " ")
    sample = column.slice(0, _SAMPLE)
    if 2 * len(sample.unique()) > len(sample):
        return _Texts(column, np.arange(len(column)))
    encoded = column.dictionary_encode()
    texts = cast("pa.LargeStringArray", encoded.dictionary)
    return _Texts(texts, encoded.indices.to_numpy().astype(np.int64))


def _matches(
    recognizer: HeaderRecognizer, cells: Cells, texts: _Texts, found: tuple[Mask, Scores]
) -> Iterator[Matches]:
    """Yield the cells whose texts have the shape; those with a score hold."""
    shaped, scores = found
    which = np.flatnonzero(shaped)
    if not len(which):
        return
    row = np.cumsum(shaped) - 1  # of a text, among those with the shape
    cell = np.flatnonzero(shaped[texts.of_cell])
    text = texts.of_cell[cell]
    yield Matches(
        recognizer,
        cell,
        cells.bounds[cell],
        cells.bounds[cell + 1],
        scores[text] > 0,
        np.ones(len(cell), np.bool_),
        scores[text],
        _values(texts.column, which)[row[text]],
    )


def _passing(recognizer: HeaderRecognizer, column: pa.LargeStringArray) -> Mask:
    """Tell which texts have the shape and pass."""
    valid = _full_match(column, recognizer.CHECK_SHAPE or recognizer.SHAPE)
    if recognizer.STOP and valid.any():
        stop = pa.array(sorted(recognizer.STOP), pa.large_string())
        valid &= ~pc.is_in(column, stop).to_numpy(zero_copy_only=False)
    return valid


def _failing(recognizer: HeaderRecognizer, column: pa.LargeStringArray, rest: Mask) -> Mask:
    """Tell which of the rest have the shape all the same."""
    failing = np.zeros(len(rest), np.bool_)
    if recognizer.CHECK_SHAPE and rest.any():
        which = np.flatnonzero(rest)
        failing[which] = _full_match(column.take(which), recognizer.SHAPE)
    return failing


def _full_match(column: pa.LargeStringArray, shape: str) -> Mask:
    return contains(column, f"^(?:{shape})$")


def _values(column: pa.LargeStringArray, which: Ints) -> Bytes:
    """Return some texts as rows of bytes, upper-cased, zero-padded on the right."""
    upper = laid_out.of_array(pc.ascii_upper(column))
    return rows_of(upper.buffer, upper.bounds[which], upper.bounds[which + 1])
