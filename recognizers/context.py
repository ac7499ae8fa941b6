"""Words around a match: the nearest one decides.

Substring search in a window of characters, because Chinese has no blanks to split at;
Latin words must stand alone ("tel" does not support a match in "hotel 138..."), be it in
the name of a field ("contactTel": "138...").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from recognizers.wordtree import AFTER_CHARS, ALIKE, BEFORE_CHARS, Tree, nearest, tree_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.arrays import Scores

__all__ = ["AFTER_CHARS", "BEFORE_CHARS", "Words"]


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

    @cached_property
    def anywhere(self) -> str:
        """Return an RE2 expression: a text without a match has no supporting word in it."""
        return "|".join([*map(_anyhow, self.positive), f"[{_LETTERS_ALIKE}]"])


_LETTERS_ALIKE = "".join(sign for sign in map(chr, ALIKE) if ALIKE[ord(sign)].isalnum())
_BLANKS_ALIKE = "".join(sign for sign in map(chr, ALIKE) if ALIKE[ord(sign)] in " _-")


def _anyhow(word: str) -> str:
    """Return an expression of a word in any case, with or without anything between its parts."""
    return f"[ _{_BLANKS_ALIKE}-]?".join("".join(map(_either, part)) for part in word.split(" "))


def _either(sign: str) -> str:
    is_cased = sign.isascii() and sign.isalpha()
    return f"[{sign.lower()}{sign.upper()}]" if is_cased else re.escape(sign)
