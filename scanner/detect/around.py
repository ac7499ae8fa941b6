"""What the words around matches, or the names they stand under, do to their scores."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from recognizers.base import ProvenRecognizer
from recognizers.compiled import compiled
from recognizers.scores import is_told, shifted
from recognizers.wordtree import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.places import Place
    from recognizers.wordtree import Tree
    from scanner.detect.announced import Quiet
    from scanner.detect.arrays import Ints, Mask, Scores
    from scanner.detect.cells import Cells
    from scanner.detect.matches import Matches


def shifts_of(
    match: Matches, cells: Cells, names: Sequence[str], quiet: Quiet, *, one_text: bool
) -> Scores:
    """Return what the words around each match, else the names it is under, do to the scores."""
    one = match.recognizer
    if not isinstance(one, ProvenRecognizer):
        return _alike(0.0, len(match))
    by_name = one.header_shift(names) if names else 0.0
    amid = match.amid(one_text=one_text)
    if len(amid) and one in quiet:
        amid = amid[one.needs(match.values.some(match.rows[amid])) == 0]
    if not len(amid):
        return _alike(by_name, len(match))
    some, shifts = match.take(amid), np.full(len(match), by_name)
    spans = (some.starts, some.stops)
    by_words = around(one.words.tree, cells, some.cells, spans, one_text=one_text)
    shifts[amid] = np.where(by_words == 0, by_name, by_words)
    return shifts


def _alike(shift: float, count: int) -> Scores:
    """Return one shift so many times, without memory for each; not to be written to."""
    return np.ndarray(count, np.float64, np.float64(shift), strides=(0,))


def context(name: str, near: Sequence[Place]) -> list[str]:
    """Return the names that values stand under, as Presidio takes them."""
    return [name, *near] if name else [*near]


def told(match: Matches, shifts: Scores) -> tuple[Matches, Scores]:
    """Return what counts where context shifts the scores so, with the scores moved."""
    one = match.recognizer
    if not isinstance(one, ProvenRecognizer):
        return match, shifts
    if match.any_hold or np.any(match.worth):  # what fails in arrays has no score to move
        match = replace(match, worth=_moved(match, shifts))
    if not one.NEED:
        return match, shifts
    counts = is_told(shifts, one.needs(match.values.some(match.rows)))
    return match.take(counts), shifts[counts]


def _moved(match: Matches, shifts: Scores) -> Scores | float:
    """Return the scores after context; 0 of what fails."""
    if len(shifts) and not shifts.strides[0]:
        shift = float(shifts[0])
        if match.holds is True and isinstance(match.worth, float):
            return float(shifted(match.worth, shift))
        return _moved_alike(match.scores, match.valid, shift)
    return _moved_each(match.scores, match.valid, shifts)


@compiled
def _moved_alike(scores: Scores, valid: Mask, shift: float) -> Scores:
    moved = np.empty(len(scores))
    for row in range(len(scores)):
        moved[row] = shifted(scores[row], shift) if valid[row] else 0.0
    return moved


@compiled
def _moved_each(scores: Scores, valid: Mask, shifts: Scores) -> Scores:
    moved = np.empty(len(scores))
    for row in range(len(scores)):
        moved[row] = shifted(scores[row], shifts[row]) if valid[row] else 0.0
    return moved


def around(
    tree: Tree, cells: Cells, which: Ints, spans: tuple[Ints, Ints], *, one_text: bool
) -> Scores:
    """Return what the nearest word to each span does, 0 where there is none: (n,).

    Args:
        tree: The words.
        cells: Where the spans are.
        which: The cell of each, (n,).
        spans: Where they begin and end, (n,) each.
        one_text: The cells are lines of one text; words count across lines.
    """
    if one_text:
        first, last = (np.full(len(which), end) for end in cells.bounds[[0, -1]])
    else:
        first, last = cells.bounds[which], cells.bounds[which + 1]
    return nearest(cells.buffer, (first, last), spans, tree)
