"""Which recognizers nothing announces: neither a column's name nor a word anywhere in it.

Values that need to be announced (``ProvenRecognizer.needs``) look like any number, so most
columns are full of them.  One look at a column for the words spares a look at each value.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from recognizers.places import Place
from recognizers.scores import WEAK_HEADER
from scanner.detect.automaton import somewhere
from scanner.detect.plain import wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.base import ProvenRecognizer
    from scanner.detect.cells import Cells
    from scanner.detect.sift import Sifted

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
    if not silent or not _is_of_use(silent, found, one_text=one_text):
        return frozenset(silent)
    return NOBODY if somewhere(_words(silent)).matches(cells).any() else frozenset(silent)


@lru_cache(4096)
def _unnamed(
    recognizers: tuple[ProvenRecognizer, ...], names: tuple[str, ...], near: tuple[bool, ...]
) -> tuple[ProvenRecognizer, ...]:
    """Return those with a need that no name announces; ``near`` tells names of places apart."""
    del near  # a name of a place equals the same name of a column
    return tuple(one for one in recognizers if one.NEED and not _is_named(one, names))


def _is_named(one: ProvenRecognizer, names: Sequence[str]) -> bool:
    return bool(names) and one.header_shift(names) >= WEAK_HEADER


def _is_of_use(silent: tuple[ProvenRecognizer, ...], found: Sifted, *, one_text: bool) -> bool:
    """Tell whether a word could announce a value: one with something beside it in its cell."""
    if found.odd.any():
        return True
    inline = found.runs if one_text else found.runs.take(np.flatnonzero(~found.runs.whole))
    return bool(wanted(silent)[inline.lengths, inline.heads].any())


@cache
def _words(recognizers: tuple[ProvenRecognizer, ...]) -> str:
    return "|".join(dict.fromkeys(one.words.anywhere for one in recognizers))
