"""A recognizer of values that mean something only under a column name: plain Presidio.

A gender, a birth date, a name: without ``context=[column name]`` it finds nothing, so it
is silent in running text.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

import regex
from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult

from recognizers import headers
from recognizers.places import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presidio_analyzer.nlp_engine import NlpArtifacts

    from recognizers.arrays import Bytes, Mask


class HeaderRecognizer(EntityRecognizer):
    """Recognize a whole cell under a column name that announces it.

    ``SHAPE`` and ``CHECK_SHAPE`` are full-match regular expressions in the syntax that
    Python, ``regex`` and RE2 share (explicit classes, no look-around, no back-reference).
    """

    ENTITY: ClassVar[str]
    TITLE: ClassVar[str]
    TITLE_ZH: ClassVar[str]
    COUNTRY_CODE: ClassVar[str | None] = "cn"
    SOURCE: ClassVar[str]
    SHAPE: ClassVar[str]  # what such a cell looks like
    CHECK_SHAPE: ClassVar[str] = ""  # narrower: surname known, date possible; "" = SHAPE
    STOP: ClassVar[frozenset[str]] = frozenset()  # cells that have the shape and are none
    HEADERS: ClassVar[tuple[str, ...]]  # example headers, for documentation and tests
    GENUINE: ClassVar[tuple[str, ...]]
    IMPOSTORS: ClassVar[tuple[str, ...]]
    # Whether hardly anything else looks like a whole column of them, whatever its name.
    TELLS: ClassVar[bool] = False
    STRONG_SCORE: ClassVar[float] = 0.6
    WEAK_SCORE: ClassVar[float] = 0.4
    SHOWN: ClassVar[int] = 1

    name: str

    def __init__(
        self,
        supported_language: str = "zh",
        context: list[str] | None = None,
        name: str | None = None,
        country_code: str | None = None,
    ) -> None:
        super().__init__(
            supported_entities=[self.ENTITY],
            name=name or type(self).__name__,
            supported_language=supported_language,
            context=context or [],
            country_code=country_code or self.COUNTRY_CODE,
        )

    def load(self) -> None:
        """Need nothing loaded."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Find nothing: the text alone does not tell."""
        del text, entities, nlp_artifacts
        return []

    def header_score(self, names: Sequence[str]) -> float:
        """Return the score under these column names; 0 where none announces the entity."""
        own = [name for name in names if not isinstance(name, Place)]
        hits = [hit for name in own for hit in headers.match(name) if hit.entity == self.ENTITY]
        if not hits:
            is_open = self.TELLS and any(map(headers.is_unnamed, own))
            return self.WEAK_SCORE if is_open else 0.0
        strong = any(hit.strength == "strong" for hit in hits)
        return self.STRONG_SCORE if strong else self.WEAK_SCORE

    def under(self, names: Sequence[str]) -> HeaderRecognizer:
        """Return the recognizer for cells under these names: some admit other shapes."""
        del names
        return self

    def enhance_using_context(
        self,
        text: str,
        raw_recognizer_results: list[RecognizerResult],
        other_raw_recognizer_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """Recognize the whole cell if the column name announces it and the shape fits."""
        del other_raw_recognizer_results, nlp_artifacts
        score = self.header_score(context or ())
        if not score or not self.under(context or ()).fits(text):
            return raw_recognizer_results
        metadata = {
            RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            RecognizerResult.IS_SCORE_ENHANCED_BY_CONTEXT_KEY: True,
        }
        explanation = AnalysisExplanation(recognizer=self.name, original_score=score)
        found = RecognizerResult(self.ENTITY, 0, len(text), score, explanation, metadata)
        return [*raw_recognizer_results, found]

    def fits(self, text: str) -> bool:
        """Tell whether a whole cell has the shape and passes."""
        cell = text.strip(" ")
        return bool(self._shape.fullmatch(cell)) and cell not in self.STOP

    def compact(self, text: str) -> str:
        """Return the normalised value."""
        return text.strip(" ").upper()

    def facts(self, values: Bytes, today: str) -> dict[str, Mask]:
        """Return countable properties of values that pass, e.g. ``under_14``."""
        del values, today
        return {}

    def mask(self, value: str) -> str:
        """Return a sample that does not reveal ``value``."""
        shown = min(self.SHOWN, len(value) // 2)
        return value[:shown] + "*" * min(8, max(1, len(value) - shown))

    @cached_property
    def _shape(self) -> regex.Pattern[str]:
        return regex.compile(self.CHECK_SHAPE or self.SHAPE)
