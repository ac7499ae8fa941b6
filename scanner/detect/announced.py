"""Which recognizers nothing announces: neither a column's name nor a word anywhere in it.

Values that need to be announced (``ProvenRecognizer.needs``) look like any number, so most
columns are full of them.  One look around what could be one, for the words of all recognizers,
spares a look at each value by each.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from recognizers.compiled import compiled
from recognizers.context import AFTER_CHARS, BEFORE_CHARS
from recognizers.growing import tree_of
from recognizers.places import Place
from recognizers.scores import WEAK_HEADER
from recognizers.wordtree import Tree, is_said
from scanner.detect.around import around
from scanner.detect.cells import UTF8_MOST, Cells
from scanner.detect.plain import wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.base import ProvenRecognizer
    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.detect.sieve.runs import Sifted

Quiet = frozenset["ProvenRecognizer"]
NOBODY: Quiet = frozenset()


def unannounced(
    recognizers: Sequence[ProvenRecognizer],
    cells: Cells,
    names: Sequence[str],
    found: Sifted,
    *,
    one_text: bool,
) -> Quiet:
    """Return the recognizers whose needy values cannot count.

    Args:
        recognizers: With ``LENGTHS``.
        cells: What is searched.
        names: The column's and the file's, as far as there are any.
        found: What the cells hold; odd are also those with marks.
        one_text: The cells are lines of one text.
    """
    near = tuple(isinstance(name, Place) for name in names)
    silent = _unnamed(tuple(recognizers), tuple(names), near)
    if not silent:
        return NOBODY
    runs = found.runs
    if one_text or not runs.whole.all():
        runs = runs.take(_sayable(runs.lengths, runs.heads, runs.whole, wanted(silent), one_text))
        spans = (runs.starts, runs.starts + runs.lengths)
        said = around(_tree(silent), cells, runs.cell, spans, one_text=one_text)
        if said.any():
            return NOBODY
    if not found.odd.any():
        return frozenset(silent)
    odd = _around_odd(cells, np.flatnonzero(found.odd), one_text=one_text)
    return NOBODY if is_said(cells.buffer, odd, _tree(silent)) else frozenset(silent)


@compiled
def _sayable(
    lengths: Bytes,
    heads: Bytes,
    whole: Mask,
    wanted: Bytes,
    one_text: bool,  # noqa: FBT001 -- compiled code takes arguments in order
) -> Ints:
    """Return the runs about which words could say something: with text beside them."""
    count = 0
    for row in range(len(lengths)):
        count += (one_text or not whole[row]) and wanted[lengths[row], heads[row]] != 0
    rows, count = np.empty(count, np.int64), 0
    for row in range(len(lengths)):
        if (one_text or not whole[row]) and wanted[lengths[row], heads[row]] != 0:
            rows[count] = row
            count += 1
    return rows


def _around_odd(cells: Cells, odd: Ints, *, one_text: bool) -> tuple[Ints, Ints]:
    """Return where odd cells begin and end, in one text with what is around them."""
    starts, stops = cells.bounds[odd], cells.bounds[odd + 1]
    if one_text:
        starts = np.maximum(starts - BEFORE_CHARS * UTF8_MOST, cells.bounds[0])
        stops = np.minimum(stops + AFTER_CHARS * UTF8_MOST, cells.bounds[-1])
    return starts, stops


@lru_cache(4096)
def _unnamed(
    recognizers: tuple[ProvenRecognizer, ...], names: tuple[str, ...], near: tuple[bool, ...]
) -> tuple[ProvenRecognizer, ...]:
    """Return those with a need that no name announces; ``near`` tells names of places apart."""
    del near  # a name of a place equals the same name of a column
    return tuple(one for one in recognizers if one.NEED and not _is_named(one, names))


def _is_named(one: ProvenRecognizer, names: Sequence[str]) -> bool:
    return bool(names) and one.header_shift(names) >= WEAK_HEADER


@cache
def _tree(recognizers: tuple[ProvenRecognizer, ...]) -> Tree:
    """Return all supporting words of some recognizers."""
    return tree_of([(word, 1.0) for one in recognizers for word in one.words.positive])
