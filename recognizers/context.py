"""Words around a match: the nearest one decides.

Substring search in a window of characters, because Chinese has no blanks to split at,
traditional characters read as simplified ones;
Latin words must stand alone ("tel" does not support a match in "hotel 138..."), be it in
the name of a field ("contactTel": "138...").
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from recognizers import tables
from recognizers.growing import tree_of
from recognizers.wordtree import AFTER_CHARS, BEFORE_CHARS, Tree, is_said, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.arrays import Scores

__all__ = ["AFTER_CHARS", "BEFORE_CHARS", "Words", "names_of"]

_SHORTEST_NAME = 3  # letters; shorter ones stand for too much in a text


@dataclass(frozen=True)
class Words:
    """Supporting and contradicting words, and what each kind does to a score."""

    positive: tuple[str, ...]
    negative: tuple[str, ...]
    gain: float
    loss: float

    def shifts(self, befores: Sequence[str], afters: Sequence[str]) -> Scores:
        """Return gain, loss or 0 for matches, by the texts before and after each.

        The last word before a match counts, else the first one after it.
        """
        texts = [
            side.encode(errors="replace")
            for pair in zip(befores, afters, strict=True)
            for side in pair
        ]
        buffer = np.frombuffer(b"".join(texts), np.uint8)
        bounds = np.cumsum([0, *map(len, texts)])
        begins, places, ends = bounds[:-1:2], bounds[1::2], bounds[2::2]
        return nearest(buffer, (begins, ends), (places, places), self.tree)

    @cached_property
    def tree(self) -> Tree:
        """Return the words for compiled loops; the longest of a kind is taken first."""
        kinds = ((self.negative, self.loss), (self.positive, self.gain))
        return tree_of(
            [(word, does) for words, does in kinds for word in sorted(words, key=len, reverse=True)]
        )

    def support(self, text: str) -> bool:
        """Tell whether a supporting word is anywhere in a text."""
        content = np.frombuffer(text.encode(errors="replace"), np.uint8)
        return is_said(content, (np.array([0]), np.array([len(content)])), self._positive)

    @cached_property
    def _positive(self) -> Tree:
        return tree_of([(word, self.gain) for word in self.positive])


def names_of(entity: str) -> tuple[str, ...]:
    """Return what fields of an entity are called in Latin letters: sfz, shouji, cc no."""
    return _names().get(entity, ())


@cache
def _names() -> dict[str, tuple[str, ...]]:
    names = defaultdict(list)
    for row in tables.rows("header_words"):
        word = row["word"]
        if row["strength"] == "strong" and word.isascii() and len(word) >= _SHORTEST_NAME:
            names[row["entity"]].append(word.replace("_", " "))
    return {entity: tuple(words) for entity, words in names.items()}
