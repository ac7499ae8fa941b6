"""What the words around matches, or their column's name, do to their scores."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from recognizers.by_header import HeaderRecognizer
from recognizers.context import AFTER_CHARS, BEFORE_CHARS
from recognizers.scores import is_told, shifted

if TYPE_CHECKING:
    from scanner.detect.announced import Quiet
    from scanner.detect.arrays import Ints, Scores
    from scanner.detect.cells import Cells
    from scanner.detect.matches import Matches

MOST_BYTES_A_CHAR = 4


def shifts_of(match: Matches, cells: Cells, name: str, quiet: Quiet, *, one_text: bool) -> Scores:
    """Return what the words around each match, else the column's name, do to the scores."""
    one = match.recognizer
    if isinstance(one, HeaderRecognizer):
        return np.zeros(len(match))
    by_name = one.header_shift([name]) if name else 0.0
    shifts = np.full(len(match), by_name)
    between = match.valid & (~match.whole | one_text)
    if one in quiet:
        between &= one.needs(match.values.some(match.rows)) == 0
    amid = np.flatnonzero(between)
    if len(amid):
        by_words = one.words.shifts(*_surroundings(match.take(amid), cells, one_text=one_text))
        shifts[amid] = np.where(by_words == 0, by_name, by_words)
    return shifts


def told(match: Matches, shifts: Scores) -> tuple[Matches, Scores]:
    """Return what counts where context shifts the scores so, with the scores moved."""
    one = match.recognizer
    if isinstance(one, HeaderRecognizer):
        return match, shifts
    counts = is_told(shifts, one.needs(match.values.some(match.rows)))
    scores = np.where(match.valid, shifted(match.scores, shifts), 0.0)
    return replace(match, scores=scores).take(counts), shifts[counts]


def _surroundings(match: Matches, cells: Cells, *, one_text: bool) -> tuple[list[str], list[str]]:
    """Return the text before and after each match, within its cell or the whole text."""
    first, last = cells.bounds[match.cells], cells.bounds[match.cells + 1]
    if one_text:
        first, last = cells.bounds[:1], cells.bounds[-1:]
    begins = np.maximum(match.starts - BEFORE_CHARS * MOST_BYTES_A_CHAR, first)
    ends = np.minimum(match.stops + AFTER_CHARS * MOST_BYTES_A_CHAR, last)
    return _decoded(cells.raw, begins, match.starts), _decoded(cells.raw, match.stops, ends)


def _decoded(buffer: bytes, starts: Ints, stops: Ints) -> list[str]:
    """Return pieces of a buffer; half characters at their ends are dropped."""
    pairs = zip(starts.tolist(), stops.tolist(), strict=True)
    return [buffer[start:stop].decode("utf-8", "ignore") for start, stop in pairs]
