"""Words around a match: the nearest one decides.

Substring search in a window of characters, because Chinese has no blanks to split at;
Latin words must stand alone ("tel" does not support a match in "hotel 138...").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import regex

BEFORE_CHARS = 24
AFTER_CHARS = 12


@dataclass(frozen=True)
class Words:
    """Supporting and contradicting words, and what each kind does to a score."""

    positive: tuple[str, ...]
    negative: tuple[str, ...]
    gain: float
    loss: float

    def shift(self, folded: str, start: int, end: int) -> float:
        """Return gain, loss or 0 for a match at [start, end) of a folded text."""
        if self._any is None:
            return 0.0
        before = folded[max(0, start - BEFORE_CHARS) : start]
        last = None
        for last in self._any.finditer(before):  # noqa: B007 -- the nearest is the last
            pass
        nearest = last or self._any.search(folded[end : end + AFTER_CHARS])
        if nearest is None:
            return 0.0
        return self.gain if nearest.lastgroup == "positive" else self.loss

    @cached_property
    def _any(self) -> regex.Pattern[str] | None:
        groups = [
            f"(?P<{name}>{'|'.join(map(_form, sorted(words, key=len, reverse=True)))})"
            for name, words in (("negative", self.negative), ("positive", self.positive))
            if words
        ]
        return regex.compile("|".join(groups), regex.IGNORECASE) if groups else None


def _form(word: str) -> str:
    """Return the regex of one word: a Latin one must not touch Latin letters."""
    exact = regex.escape(word)
    return rf"(?<![A-Za-z]){exact}(?![A-Za-z])" if word.isascii() else exact
