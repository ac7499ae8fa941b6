"""Cells that mean something under their column's name: names, birth dates, genders.

Such columns repeat themselves, so each distinct text is looked at once where that pays.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from recognizers.attributes import shapes
from recognizers.compiled import compiled, inner
from scanner.detect.automaton import whole
from scanner.detect.matches import Matches
from scanner.detect.repeats import distinct
from scanner.detect.sites import RunSites, Sites
from scanner.detect.values import Texts, Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.by_header import HeaderRecognizer
    from scanner.detect.arrays import Ints, Mask, Scores
    from scanner.detect.automaton import Matcher
    from scanner.detect.automaton.machines import Bits
    from scanner.detect.cells import Cells


def find_attributes(
    recognizers: Sequence[HeaderRecognizer], cells: Cells, name: str
) -> Iterator[Matches]:
    """Yield the cells that have the shape a column's name announces."""
    announced = _announced(tuple(recognizers), name)
    if not announced:
        return
    kinds = tuple(one for one, _ in announced)
    texts = distinct(cells)
    is_run = cells.width > 0 and texts.starts is cells.starts
    if is_run and cells.even:
        values: Values = cells.values
    else:
        values = Texts(cells.buffer, starts=texts.starts, stops=texts.stops)
    alike = _alike(kinds, cells) if is_run else None
    if alike:
        yield from _all_alike(announced, cells, values, alike)
        return
    column = texts.laid_out(cells)
    passing = _passing(kinds, column)
    failing = _failing(kinds, column, passing)
    passed, seen, shared = _seen(passing, failing)
    blank = len(kinds)  # the bit of texts that say nothing
    for bit, (one, score) in enumerate(announced):
        if not (seen >> bit | seen >> blank) & 1:
            continue
        count, says_nothing = len(cells), 0
        if not shared >> bit & 1 or passed >> blank & 1:
            which = (np.uint64(bit), np.uint64(blank))
            count, says_nothing = _counted(passing, failing, texts.of_cell, which)
        if count or says_nothing:
            found = (passing, failing, texts.of_cell, (count, bit))
            cell, rows = _placed(cells, *found)
            sites = RunSites(cells.runs, cell) if is_run else _sites(cells, cell)
            holds: Mask | bool = False
            worth: Scores | float = 0.0
            if passed >> bit & 1:
                holds, worth = _held(passing, rows, bit, score)
            yield Matches(one, sites, values, rows, holds, worth, blank=says_nothing)


def _alike(recognizers: tuple[HeaderRecognizer, ...], cells: Cells) -> tuple[int, bool] | None:
    """Return whose shape every cell has, a bit each, and if it passes; None if widths do not tell.

    None, too, where such a cell can be a word that stops, or says nothing.
    """
    passing = _checks(recognizers).of_all(cells)
    if passing is None or passing >> len(recognizers):
        return None
    if any(_can_stop(one.STOP, cells.width, is_digits=cells.even > 0) for one in recognizers):
        return None
    checked = [bit for bit, one in enumerate(recognizers) if one.CHECK_SHAPE]
    if passing or not checked:
        return passing, passing > 0
    shaped = whole(*(recognizers[bit].SHAPE for bit in checked)).of_all(cells)
    if shaped is None:
        return None
    return sum(1 << bit for at, bit in enumerate(checked) if shaped >> at & 1), False


@lru_cache(4096)
def _can_stop(words: frozenset[str], width: int, *, is_digits: bool) -> bool:
    """Tell whether any of some words is so many digits, or letters and digits."""
    of_width = [word for word in words if len(word) == width and word.isascii()]
    return any(word.isdigit() if is_digits else word.isalnum() for word in of_width)


def _all_alike(
    announced: Sequence[tuple[HeaderRecognizer, float]],
    cells: Cells,
    values: Values,
    alike: tuple[int, bool],
) -> Iterator[Matches]:
    """Yield all cells as what every one of them is."""
    sites, (has, holds) = RunSites(cells.runs, cells.numbers), alike
    for bit, (one, score) in enumerate(announced):
        if has >> bit & 1:
            yield Matches(one, sites, values, cells.numbers, holds, score if holds else 0.0)


@lru_cache(4096)
def _announced(
    recognizers: tuple[HeaderRecognizer, ...], name: str
) -> list[tuple[HeaderRecognizer, float]]:
    """Return the recognizers that a column's name announces, with the score it gives."""
    scored = [(one.under([name]), one.header_score([name])) for one in recognizers]
    return [(one, score) for one, score in scored if score]


def _passing(recognizers: tuple[HeaderRecognizer, ...], texts: Cells) -> Bits:
    """Tell, by a bit a recognizer, which texts pass; by the bit after them, which say nothing."""
    passing = _checks(recognizers).which(texts)
    seen = int(np.bitwise_or.reduce(passing))
    for bit, one in enumerate(recognizers):
        if one.STOP and seen >> bit & 1:
            passing[_any_of(one.STOP).matches(texts)] &= ~np.uint64(1 << bit)
    return passing


def _checks(recognizers: tuple[HeaderRecognizer, ...]) -> Matcher:
    """Return what tells whose check a text passes, and by the bit after those, if it is blank."""
    return whole(*(one.CHECK_SHAPE or one.SHAPE for one in recognizers), shapes.BLANK)


def fitting(one: HeaderRecognizer, texts: Cells) -> Mask:
    """Tell which texts have the shape and pass, as ``HeaderRecognizer.fits`` does."""
    fits = whole(one.CHECK_SHAPE or one.SHAPE).matches(texts)
    if one.STOP and fits.any():
        np.logical_and(fits, ~_any_of(one.STOP).matches(texts), fits)
    return fits


@lru_cache(256)
def _any_of(words: frozenset[str]) -> Matcher:
    return whole("|".join(map(re.escape, sorted(words))))


def _failing(recognizers: tuple[HeaderRecognizer, ...], texts: Cells, passing: Bits) -> Bits:
    """Tell which others have the shape all the same: where one passes, that is no news."""
    failing = np.zeros(len(passing), np.uint64)
    checked = [number for number, one in enumerate(recognizers) if one.CHECK_SHAPE]
    which = np.flatnonzero(passing == 0)
    if len(which) and checked:
        shaped = whole(*(recognizers[number].SHAPE for number in checked)).which(texts.take(which))
        if checked != list(range(len(checked))):
            shaped = _moved(shaped, np.array(checked, np.uint64))
        if len(which) == len(texts):
            return shaped
        failing[which] = shaped
    return failing


@compiled
def _moved(found: Bits, to: Bits) -> Bits:
    """Return bits, the first by ``to[0]`` and so on."""
    moved = np.zeros(len(found), np.uint64)
    for row in range(len(found)):
        for bit in range(len(to)):
            moved[row] |= (found[row] >> np.uint64(bit) & np.uint64(1)) << to[bit]
    return moved


@inner
def _seen(passing: Bits, failing: Bits) -> tuple[int, int, int]:
    """Return the bits with which any text passes, those that any has, and those that all have."""
    passed, seen, shared = np.uint64(0), np.uint64(0), ~np.uint64(0)
    for text in range(len(passing)):
        has = passing[text] | failing[text]
        passed, seen, shared = passed | passing[text], seen | has, shared & has
    return int(passed), int(seen), int(shared)


@inner
def _counted(
    passing: Bits, failing: Bits, of_cell: Ints, which: tuple[np.uint64, np.uint64]
) -> tuple[int, int]:
    """Return how many cells have the shape of a bit, and how many have that of blanks instead."""
    (one, blank), count, nothing = which, 0, 0
    for cell in range(len(of_cell)):
        held, failed = passing[of_cell[cell]], failing[of_cell[cell]]
        count += int((held | failed) >> one & np.uint64(1))
        nothing += int(held >> blank & ~(held >> one) & np.uint64(1))
    return count, nothing


def _placed(
    cells: Cells, passing: Bits, failing: Bits, of_cell: Ints, wanted: tuple[int, int]
) -> tuple[Ints, Ints]:
    """Return the cells of one shape, and their texts."""
    if wanted[0] == len(cells):  # the usual case
        return cells.numbers, of_cell
    which = _shaped(passing, failing, of_cell, wanted)
    return which, of_cell[which]


def _sites(cells: Cells, which: Ints) -> Sites:
    whole = np.ones(len(which), np.bool_)
    if len(which) == len(cells):
        return Sites(which, cells.starts, cells.stops, whole)
    return Sites(which, cells.starts[which], cells.stops[which], whole)


@compiled
def _shaped(passing: Bits, failing: Bits, of_cell: Ints, wanted: tuple[int, int]) -> Ints:
    """Return the cells of one shape."""
    one, cells, count = np.uint64(wanted[1]), np.empty(wanted[0], np.int64), 0
    for cell in range(len(of_cell)):
        if (passing[of_cell[cell]] | failing[of_cell[cell]]) >> one & np.uint64(1):
            cells[count] = cell
            count += 1
    return cells


def _held(passing: Bits, rows: Ints, bit: int, score: float) -> tuple[Mask | bool, Scores | float]:
    """Return which texts pass with a bit, and the scores that this gives."""
    holds, scores = np.empty(len(rows), np.bool_), np.empty(len(rows))
    if _hold(passing, rows, (np.uint64(bit), score), (holds, scores)) == len(rows):
        return True, score
    return holds, scores


@inner
def _hold(
    passing: Bits, rows: Ints, gives: tuple[np.uint64, float], out: tuple[Mask, Scores]
) -> int:
    """Note which texts pass with a bit, and the score that it gives those; count them."""
    (bit, score), (holds, scores), count = gives, out, 0
    for row in range(len(rows)):
        holds[row] = passing[rows[row]] >> bit & np.uint64(1) != 0
        scores[row] = score if holds[row] else 0.0
        count += holds[row]
    return count
