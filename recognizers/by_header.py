"""A recognizer of values that mean something only under a name: plain Presidio.

A gender, a birth date, a name: a whole cell with ``context=[column name]``, or in running text
a value beside its label (``labels``): 姓名：张伟.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import regex
from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult

from recognizers import headers, labels
from recognizers.bare import bare
from recognizers.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from presidio_analyzer.nlp_engine import NlpArtifacts

    from recognizers.arrays import Bytes, Mask
    from recognizers.headers import HeaderHit

# Programs call their own things by Latin names; a Chinese value that fits is no such thing.
IN_CHINESE = r"[^\x00]*[〇㐀-䶿一-鿿][^\x00]*"


class Worth(NamedTuple):
    """Scores of a value beside a label; 0: it is none."""

    alone: float
    telling: float  # where it tells nearly alone
    in_company: float
    both: float = 0.0  # where it tells and is in company

    def score(self, *, tells: bool, has_company: bool) -> float:
        """Return the score of such a value."""
        return max(
            self.alone,
            self.telling if tells else 0.0,
            self.in_company if has_company else 0.0,
            self.both if tells and has_company else 0.0,
        )


class HeaderRecognizer(EntityRecognizer):
    """Recognize a whole cell under a column name, or a value beside a label, that announces it.

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
    # Whether a label in running text makes one of a value.
    IN_TEXT: ClassVar[bool] = True
    # Whether the shape takes nearly anything: in text even a clear label does not suffice.
    VAGUE: ClassVar[bool] = False
    # What values look like that tell nearly alone, so that a Latin label in text suffices ...
    TELLING: ClassVar[str] = IN_CHINESE
    BROAD: ClassVar[bool] = False  # ... or one of broad meaning: 发言人, patient
    # Whether a label that things have too suffices in company: 余额, longitude.
    IN_COMPANY: ClassVar[bool] = False
    LABEL_SCORE: ClassVar[float] = 0.85  # under a label that is clear
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
        """Find the values beside labels that announce them."""
        del nlp_artifacts
        if not self.IN_TEXT or self.ENTITY not in entities:
            return []
        found: dict[int, RecognizerResult] = {}
        for result in self._labelled(text):
            known = found.setdefault(result.start, result)
            if result.score > known.score:
                found[result.start] = result
        return [*_outermost(found.values())]

    def _labelled(self, text: str) -> Iterator[RecognizerResult]:
        for one in labels.read(text):
            hit = labels.meaning(one.label).hits.get(self.ENTITY)
            if hit is None:
                continue
            kind = self.under([one.label])
            stop = next((end for end in one.stops if kind.fits(text[one.start : end])), None)
            if stop is None:
                continue
            tells = self.tells(text[one.start : stop])
            if score := self.in_label(hit).score(tells=tells, has_company=one.has_company):
                yield self._result(one.start, stop, score, hit.word)

    def in_label(self, hit: HeaderHit) -> Worth:
        """Tell what a value that fits is worth beside a label, in text."""
        if labels.is_clear(hit):
            alone = 0.0 if self.VAGUE else self.LABEL_SCORE
            return Worth(alone, self.LABEL_SCORE, self.LABEL_SCORE)
        if labels.is_firm(hit):
            return Worth(0.0, self.STRONG_SCORE, self.STRONG_SCORE)
        if self.IN_COMPANY:
            return Worth(0.0, 0.0, self.STRONG_SCORE)
        broad = self.STRONG_SCORE if self.BROAD else 0.0
        return Worth(0.0, 0.0 if labels.is_anybodys(hit) else broad, 0.0, broad)

    def tells(self, value: str) -> bool:
        """Tell whether a value that fits tells nearly alone what it is."""
        return bool(self._alone and self._alone.fullmatch(value))

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
        """Recognize the whole cell if the column name announces it and the shape fits.

        It is a value then, and no text with labels in it.
        """
        del other_raw_recognizer_results, nlp_artifacts
        score = self.header_score(context or ())
        if not score or not self.under(context or ()).fits(bare(text)):
            return raw_recognizer_results
        return [self._result(0, len(text), score)]

    def _result(self, start: int, end: int, score: float, label: str = "") -> RecognizerResult:
        metadata = {
            RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
            RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            RecognizerResult.IS_SCORE_ENHANCED_BY_CONTEXT_KEY: True,
        }
        explanation = AnalysisExplanation(
            recognizer=self.name, original_score=score, pattern_name=label
        )
        return RecognizerResult(self.ENTITY, start, end, score, explanation, metadata)

    def fits(self, text: str) -> bool:
        """Tell whether a whole cell has the shape and passes."""
        cell = text.strip(" ")
        return bool(self._shape.fullmatch(cell)) and cell not in self.STOP

    def compact(self, text: str) -> str:
        """Return the normalised value."""
        return bare(text).upper()

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

    @cached_property
    def _alone(self) -> regex.Pattern[str] | None:
        return regex.compile(self.TELLING) if self.TELLING else None


def _outermost(found: Iterable[RecognizerResult]) -> Iterator[RecognizerResult]:
    """Yield what does not begin within another one."""
    reach = 0
    for result in sorted(found, key=lambda one: one.start):
        if result.start >= reach:
            yield result
        reach = max(reach, result.end)
