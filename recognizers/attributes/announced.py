"""Attributes that some of another entity's column names announce as well.

地址 announces full addresses; a column of provinces under that name is one of coarse
places.  cvv is a secret's name, and more precisely a card's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from recognizers import headers
from recognizers.by_header import HeaderRecognizer

if TYPE_CHECKING:
    from collections.abc import Sequence


class AnnouncedRecognizer(HeaderRecognizer):
    """Recognize what a relative's column names announce."""

    RELATIVE: ClassVar[str]
    WORDS: ClassVar[frozenset[str]] = frozenset()  # the relative's words; none: all of them

    def header_score(self, names: Sequence[str]) -> float:
        """Return the score under these column names, our own or the relative's."""
        hits = [hit for name in names for hit in headers.match(name) if self._speaks(hit)]
        scores = {"strong": self.STRONG_SCORE, "weak": self.WEAK_SCORE}
        return max((scores[hit.strength] for hit in hits), default=0.0)

    def _speaks(self, hit: headers.HeaderHit) -> bool:
        is_relative = hit.entity == self.RELATIVE and (not self.WORDS or hit.word in self.WORDS)
        return is_relative or hit.entity == self.ENTITY
