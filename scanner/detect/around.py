"""What the words around matches, or the names they stand under, do to their scores.

Texts repeat themselves, and so does what stands around values: each distinct surrounding
is read once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from recognizers.base import ProvenRecognizer
from recognizers.compiled import compiled
from recognizers.context import AFTER_CHARS, BEFORE_CHARS
from recognizers.grouping import grouped
from recognizers.scores import is_told, shifted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from recognizers.context import Words
    from recognizers.places import Place
    from scanner.detect.announced import Quiet
    from scanner.detect.arrays import Ints, Mask, Scores
    from scanner.detect.cells import Cells
    from scanner.detect.matches import Matches

MOST_BYTES_A_CHAR = 4


def shifts_of(
    match: Matches, cells: Cells, names: Sequence[str], quiet: Quiet, *, one_text: bool
) -> Scores:
    """Return what the words around each match, else the names it is under, do to the scores."""
    one = match.recognizer
    if not isinstance(one, ProvenRecognizer):
        return np.zeros(len(match))
    by_name = one.header_shift(names) if names else 0.0
    shifts = np.full(len(match), by_name)
    amid = match.amid(one_text=one_text)
    if len(amid) and one in quiet:
        amid = amid[one.needs(match.values.some(match.rows[amid])) == 0]
    if len(amid):
        by_words = said(one.words, match.take(amid), cells, one_text=one_text)
        shifts[amid] = np.where(by_words == 0, by_name, by_words)
    return shifts


def context(name: str, near: Sequence[Place]) -> list[str]:
    """Return the names that values stand under, as Presidio takes them."""
    return [name, *near] if name else [*near]


def told(match: Matches, shifts: Scores) -> tuple[Matches, Scores]:
    """Return what counts where context shifts the scores so, with the scores moved."""
    one = match.recognizer
    if not isinstance(one, ProvenRecognizer):
        return match, shifts
    match = replace(match, scores=_moved(match.scores, match.valid, shifts))
    if not one.NEED:
        return match, shifts
    counts = is_told(shifts, one.needs(match.values.some(match.rows)))
    return match.take(counts), shifts[counts]


@compiled
def _moved(scores: Scores, valid: Mask, shifts: Scores) -> Scores:
    """Return the scores after context; 0 of what fails."""
    moved = np.zeros(len(scores))
    for row in range(len(scores)):
        if valid[row]:
            moved[row] = shifted(scores[row], shifts[row])
    return moved


def said(words: Words, match: Matches, cells: Cells, *, one_text: bool) -> Scores:
    """Return gain, loss or 0 for each match: as ``Words.shifts``, its text being its cell.

    Args:
        words: Those of the matches' recognizer.
        match: Some of its matches.
        cells: Where they stand.
        one_text: The cells are lines of one text; words count across lines.
    """
    first, last = cells.bounds[match.cells], cells.bounds[match.cells + 1]
    if one_text:
        first, last = cells.bounds[:1], cells.bounds[-1:]
    begins = np.maximum(match.starts - BEFORE_CHARS * MOST_BYTES_A_CHAR, first)
    ends = np.minimum(match.stops + AFTER_CHARS * MOST_BYTES_A_CHAR, last)
    shifts = _each_once(words.before, cells, begins, match.starts)
    unsaid = np.flatnonzero(shifts == 0)
    shifts[unsaid] = _each_once(words.after, cells, match.stops[unsaid], ends[unsaid])
    return shifts


def _each_once(
    tell: Callable[[list[str]], Scores], cells: Cells, starts: Ints, stops: Ints
) -> Scores:
    """Tell of pieces of the buffer; half characters at their ends are dropped."""
    first, which = grouped(cells.buffer, starts, stops)
    pairs = zip(starts[first].tolist(), stops[first].tolist(), strict=True)
    texts = [cells.raw[start:stop].decode("utf-8", "ignore") for start, stop in pairs]
    shifts: Scores = tell(texts)[which]
    return shifts
