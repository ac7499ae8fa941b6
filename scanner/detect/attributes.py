"""Cells that mean something under their column's name: names, birth dates, genders.

Such columns repeat themselves, so each distinct text is looked at once where that pays.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from recognizers.attributes import shapes
from scanner.detect.automaton import whole
from scanner.detect.matches import Matches
from scanner.detect.repeats import distinct
from scanner.detect.values import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.by_header import HeaderRecognizer
    from scanner.detect.arrays import Mask
    from scanner.detect.automaton import Matcher
    from scanner.detect.cells import Cells


def find_attributes(
    recognizers: Sequence[HeaderRecognizer], cells: Cells, name: str
) -> Iterator[Matches]:
    """Yield the cells that have the shape a column's name announces."""
    announced = _announced(tuple(recognizers), name)
    if not announced:
        return
    texts = distinct(cells)
    column = texts.laid_out(cells)
    values = Texts(cells.buffer, starts=texts.starts, stops=texts.stops)
    kinds = tuple(one for one, _ in announced)
    passing, blank = _passing(kinds, column)
    failing = _failing(kinds, column, ~np.logical_or.reduce([*passing, blank]))
    for (one, score), valid, failed in zip(announced, passing, failing, strict=True):
        shaped = valid | failed
        cell = np.flatnonzero(shaped[texts.of_cell])
        says_nothing = int(np.count_nonzero((blank & ~valid)[texts.of_cell]))
        if len(cell) or says_nothing:
            rows = texts.of_cell[cell]
            holds = valid[rows]
            whole_cell = np.ones(len(cell), np.bool_)
            at = (cell, cells.bounds[cell], cells.bounds[cell + 1])
            scores = np.where(holds, score, 0.0)
            found = Matches(one, *at, holds, whole_cell, scores, values, rows)
            yield replace(found, blank=says_nothing)


@lru_cache(4096)
def _announced(
    recognizers: tuple[HeaderRecognizer, ...], name: str
) -> list[tuple[HeaderRecognizer, float]]:
    """Return the recognizers that a column's name announces, with the score it gives."""
    scored = [(one.under([name]), one.header_score([name])) for one in recognizers]
    return [(one, score) for one, score in scored if score]


def _passing(recognizers: tuple[HeaderRecognizer, ...], texts: Cells) -> tuple[list[Mask], Mask]:
    """Tell for each recognizer which texts have the shape and pass, and which say nothing."""
    shapes_ = (one.CHECK_SHAPE or one.SHAPE for one in recognizers)
    *passing, blank = _split(whole(*shapes_, shapes.BLANK), texts)
    for one, valid in zip(recognizers, passing, strict=True):
        if one.STOP and valid.any():
            np.logical_and(valid, ~_any_of(one.STOP).matches(texts), valid)
    return passing, blank


def fitting(one: HeaderRecognizer, texts: Cells) -> Mask:
    """Tell which texts have the shape and pass, as ``HeaderRecognizer.fits`` does."""
    fits = whole(one.CHECK_SHAPE or one.SHAPE).matches(texts)
    if one.STOP and fits.any():
        np.logical_and(fits, ~_any_of(one.STOP).matches(texts), fits)
    return fits


@lru_cache(256)
def _any_of(words: frozenset[str]) -> Matcher:
    return whole("|".join(map(re.escape, sorted(words))))


def _failing(recognizers: tuple[HeaderRecognizer, ...], texts: Cells, rest: Mask) -> list[Mask]:
    """Tell which of the rest have the shape all the same: where one holds, that is no news."""
    failing = [np.zeros(len(rest), np.bool_) for _ in recognizers]
    which = np.flatnonzero(rest)
    checked = [number for number, one in enumerate(recognizers) if one.CHECK_SHAPE]
    if len(which) and checked:
        shapes = whole(*(recognizers[number].SHAPE for number in checked))
        for number, mask in zip(checked, _split(shapes, texts.take(which)), strict=True):
            failing[number][which] = mask
    return failing


def _split(matcher: Matcher, texts: Cells) -> list[Mask]:
    """Return for each expression which texts match it."""
    found = matcher.which(texts)
    bits = np.arange(matcher.size, dtype=np.uint64)
    return [(found >> bit & np.uint64(1)).astype(np.bool_) for bit in bits]
