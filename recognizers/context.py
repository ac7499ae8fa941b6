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

from recognizers.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

BEFORE_CHARS = 24
AFTER_CHARS = 12
_SEAM = "\n"  # in no word


@dataclass(frozen=True)
class Words:
    """Supporting and contradicting words, and what each kind does to a score."""

    positive: tuple[str, ...]
    negative: tuple[str, ...]
    gain: float
    loss: float

    def shifts(self, befores: Sequence[str], afters: Sequence[str]) -> NDArray[np.float64]:
        """Return gain, loss or 0 for matches, by the texts before and after each.

        The last word before a match counts, else the first one after it.
        """
        shifts = self.before(befores)
        unsaid = np.flatnonzero(shifts == 0)
        shifts[unsaid] = self.after([afters[row] for row in unsaid.tolist()])
        return shifts

    def before(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return what the last word of each text does, as what stands before a match."""
        found = np.zeros(len(texts))
        for row, shift in self._found([text[-BEFORE_CHARS:] for text in texts]):
            found[row] = shift
        return found

    def after(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return what the first word of each text does, as what stands after a match."""
        found = np.zeros(len(texts))
        for row, shift in self._found([text[:AFTER_CHARS] for text in texts]):
            found[row] = found[row] or shift
        return found

    def _found(self, texts: Sequence[str]) -> list[tuple[int, float]]:
        """Return every word in every text, in order, as (text, shift): one search for all."""
        if self._any is None or not texts:
            return []
        matches = list(self._any.finditer(_plain_letters(_SEAM.join(texts))))
        ends = np.cumsum([len(text) + len(_SEAM) for text in texts])
        rows = np.searchsorted(ends, [match.start() for match in matches], side="right")
        kinds = {"positive": self.gain, "negative": self.loss}
        return [
            (row, kinds[str(match.lastgroup)])
            for row, match in zip(rows.tolist(), matches, strict=True)
        ]

    @cached_property
    def anywhere(self) -> str:
        """Return an RE2 expression: a text without a match has no supporting word in it."""
        return "|".join([*map(_in_any_case, self.positive), f"[{_WIDE_LETTERS}]"])

    @cached_property
    def _any(self) -> re.Pattern[str] | None:
        groups = [
            f"(?P<{name}>{'|'.join(map(_form, sorted(words, key=len, reverse=True)))})"
            for name, words in (("negative", self.negative), ("positive", self.positive))
            if words
        ]
        if not groups:
            return None
        first = {word[0] for word in self.positive + self.negative}
        begins = "".join(re.escape(sign) for sign in sorted(first))  # most places are passed by
        return re.compile(f"(?=[{begins}])(?:{'|'.join(groups)})", re.IGNORECASE)


def _plain_letters(text: str) -> str:
    """Fold full-width letters: rare enough to ask first."""
    return fold(text) if _FULL_WIDTH.search(text) else text


_WIDE_LETTERS = "Ａ-Ｚａ-ｚ"
_FULL_WIDTH = re.compile(f"[{_WIDE_LETTERS}０-９\u3000]")


# Where a Latin word begins and ends, as in cardNumber, too.
_HUMP = "(?<=(?-i:[a-z]))(?=(?-i:[A-Z]))"
_BEGIN, _END = f"(?:(?<![A-Za-z])|{_HUMP})", f"(?:(?![A-Za-z])|{_HUMP})"


def _in_any_case(word: str) -> str:
    return f"(?i:{_exact(word)})" if word.isascii() else _exact(word)


def _form(word: str) -> str:
    """Return the regex of one word: a Latin one must stand alone."""
    return f"{_BEGIN}{_exact(word)}{_END}" if word.isascii() else _exact(word)


def _exact(word: str) -> str:
    """Return the regex of a word's letters: "card no" is card_no and cardNo, too."""
    return "[ _-]?".join(map(re.escape, word.split(" ")))
