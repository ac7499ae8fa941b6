"""The two kinds of recognizers, both plain Presidio ``EntityRecognizer``s.

``ProvenRecognizer``: a value with a shape of its own, sieved by checks over arrays.
``HeaderRecognizer``: a value that means something only under a column name
(``context=[name]``): a gender, a birth date, a name.

Neither needs a tokenizer: context is looked up as substrings around the match, so it
works in Chinese, and results are marked as enhanced so that Presidio does not do it
twice.  Class attributes are data; documentation and tests read the same ones.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import regex
from presidio_analyzer import (
    AnalysisExplanation,
    EntityRecognizer,
    Pattern,
    PatternRecognizer,
    RecognizerResult,
)

from recognizers import headers
from recognizers.context import AFTER_CHARS, BEFORE_CHARS, Words
from recognizers.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from presidio_analyzer.nlp_engine import NlpArtifacts

    Bytes = NDArray[np.uint8]  # (n, width): one ASCII value a row, zero-padded on the right
    Mask = NDArray[np.bool_]  # (n,)
    Scores = NDArray[np.float64]  # (n,)

# ``\b`` fails beside Han characters (they are word characters), so boundaries are ASCII.
# A digit and a point before, or a point and digits after, make a decimal number of it;
# ".0" and ".00" after are what a float column leaves.  "@" makes it part of an e-mail.
BEFORE = r"(?<![0-9A-Za-z])(?<![0-9]\.)"
AFTER = r"(?![0-9A-Za-z]|@[0-9A-Za-z]|\.(?!00?(?![0-9A-Za-z.]))[0-9])"

SIMILARITY = 0.35  # what a context word adds: Presidio's own factor
WEAK_HEADER = 0.1
CONTRADICTION = -0.3  # what an order number's word takes away
LEAST_WITH_CONTEXT = 0.4
LEAST = 0.05  # a contradicted value stays in sight


class ProvenRecognizer(PatternRecognizer):
    """Recognize values by shape, then drop what fails the checks over their digits."""

    ENTITY: ClassVar[str]
    TITLE: ClassVar[str]  # English, for people
    TITLE_ZH: ClassVar[str]
    COUNTRY_CODE: ClassVar[str | None] = "cn"
    SOURCE: ClassVar[str]  # standard's number or a link
    # The value written without separators: as one run of [0-9A-Za-z] of these lengths.
    LENGTHS: ClassVar[tuple[int, ...]] = ()
    PLAIN: ClassVar[str]  # regex of that form; ``BEFORE``/``AFTER`` are put around
    PLAIN_SCORE: ClassVar[float]
    # Further written forms (separators, prefixes): (name, regex, score).
    VARIANTS: ClassVar[tuple[tuple[str, str, float], ...]] = ()
    CONTEXT: ClassVar[tuple[str, ...]] = ()  # Chinese and English words that support
    NEGATIVE: ClassVar[tuple[str, ...]] = ()  # words that contradict
    GENUINE: ClassVar[tuple[str, ...]]  # synthetic or published specimens only
    IMPOSTORS: ClassVar[tuple[str, ...]]
    CHANCE: ClassVar[float]  # share of random values of this shape that pass the checks
    CHECK: ClassVar[str] = ""  # name of the check as people know it: "MOD 11-2", "Luhn"
    SHOWN: ClassVar[int] = 3  # leading characters a masked sample keeps
    # Which digits of the normalised value spread over a real column, but not over a run
    # of serial numbers; four of them at most.
    SERIAL: ClassVar[slice | None] = None
    # For recognizers without ``LENGTHS``: (a byte that must be there, RE2 expression) pairs
    # such that a text with none of them holds no match.
    SIEVE: ClassVar[tuple[tuple[bytes, str], ...]] = ()
    # RE2 expression of a text that is one match from end to end, whatever it holds: such
    # texts are judged by ``passes`` without running the patterns.  "": there is none.
    WHOLE: ClassVar[str] = ""

    def __init__(  # noqa: PLR0913 -- Presidio's constructor, so that its YAML loads us
        self,
        patterns: list[Pattern] | None = None,
        context: list[str] | None = None,
        supported_language: str = "zh",
        supported_entity: str | None = None,
        name: str | None = None,
        country_code: str | None = None,
    ) -> None:
        super().__init__(
            supported_entity=supported_entity or self.ENTITY,
            name=name or type(self).__name__,
            supported_language=supported_language,
            patterns=patterns or self.written_forms(),
            context=list(context if context is not None else self.CONTEXT),
            global_regex_flags=0,
            country_code=country_code or self.COUNTRY_CODE,
        )

    @classmethod
    def written_forms(cls) -> list[Pattern]:
        """Return fresh patterns: Presidio keeps compiled state on them."""
        forms = (("plain", cls.PLAIN, cls.PLAIN_SCORE), *cls.VARIANTS)
        return [Pattern(name, f"{BEFORE}(?:{form}){AFTER}", score) for name, form, score in forms]

    # -- what a recognizer says of its values -------------------------------------------

    def compact(self, text: str) -> str:
        """Return the normalised value of a folded match: what makes two writings one."""
        return "".join(sign for sign in text if sign.isalnum()).upper()

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which runs of one of ``LENGTHS`` have the plain shape, and normalise them.

        The array twin of ``PLAIN`` and ``compact``; tests hold the two equal.
        """
        raise NotImplementedError

    def whole(self, texts: Bytes) -> Bytes:
        """Normalise texts of the form ``WHOLE``: the array twin of ``compact``."""
        raise NotImplementedError

    def passes(self, values: Bytes) -> Mask:
        """Tell which normalised values pass check digits and tables."""
        raise NotImplementedError

    def bonus(self, values: Bytes) -> Scores:
        """Return what tables add to (or take from) the score of values that pass."""
        return np.zeros(len(values))

    def facts(self, values: Bytes, today: str) -> dict[str, Mask]:
        """Return countable properties of values that pass, e.g. ``under_14``."""
        del values, today
        return {}

    def mask(self, value: str) -> str:
        """Return a sample that does not reveal ``value``."""
        shown = min(self.SHOWN, len(value) // 3)
        return value[:shown] + "*" * (len(value) - shown)

    # -- Presidio's interface -------------------------------------------------------------

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: NlpArtifacts | None = None,
        regex_flags: int | None = None,
    ) -> list[RecognizerResult]:
        """Return what has the shape and passes; scores before context."""
        del nlp_artifacts, regex_flags
        if self.ENTITY not in entities and self.supported_entities[0] not in entities:
            return []
        folded = fold(text)
        spans = self.spans(folded)
        if not spans:
            return []
        values = to_matrix([self.compact(folded[start:end]) for start, end, _, _ in spans])
        good, bonus = self.passes(values), self.bonus(values)
        return self.remove_duplicates(
            [
                self._result(span, score=min(1.0, span[3] + float(extra)))
                for span, ok, extra in zip(spans, good, bonus, strict=True)
                if ok
            ],
        )

    def spans(self, folded: str) -> list[tuple[int, int, str, float]]:
        """Return (start, end, pattern name, score) of everything with a shape of ours."""
        return [
            (*match.span(), name, score)
            for name, compiled, score in self._compiled
            for match in compiled.finditer(folded)
        ]

    def enhance_using_context(
        self,
        text: str,
        raw_recognizer_results: list[RecognizerResult],
        other_raw_recognizer_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """Raise or lower scores by the words around each match and the column name."""
        del other_raw_recognizer_results, nlp_artifacts
        by_header = self.header_shift(context or ())
        befores = [text[max(0, r.start - BEFORE_CHARS) : r.start] for r in raw_recognizer_results]
        afters = [text[r.end : r.end + AFTER_CHARS] for r in raw_recognizer_results]
        by_words = self.words.shifts(befores, afters)
        for result, shift in zip(raw_recognizer_results, by_words, strict=True):
            result.score = float(shifted(np.float64(result.score), shift or by_header))
            result.recognition_metadata[RecognizerResult.IS_SCORE_ENHANCED_BY_CONTEXT_KEY] = True
        return raw_recognizer_results

    def header_shift(self, names: Sequence[str]) -> float:
        """Return what column names add to the score, negative words included."""
        shifts = [_header_shift(self.supported_entities[0], name) for name in names]
        return max(shifts, key=abs, default=0.0)

    @cached_property
    def words(self) -> Words:
        """Return the context words, compiled."""
        return Words(tuple(self.context), self.NEGATIVE, gain=SIMILARITY, loss=CONTRADICTION)

    @cached_property
    def _compiled(self) -> list[tuple[str, regex.Pattern[str], float]]:
        return [(form.name, regex.compile(form.regex), form.score) for form in self.patterns]

    def _result(self, span: tuple[int, int, str, float], score: float) -> RecognizerResult:
        start, end, form, original = span
        return RecognizerResult(
            entity_type=self.supported_entities[0],
            start=start,
            end=end,
            score=score,
            analysis_explanation=AnalysisExplanation(
                recognizer=self.name,
                original_score=original,
                pattern_name=form,
                validation_result=None,
            ),
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            },
        )


class HeaderRecognizer(EntityRecognizer):
    """Recognize a whole cell under a column name that announces it.

    Without ``context=[column name]`` it finds nothing, so it is silent in running text.
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
    STRONG_SCORE: ClassVar[float] = 0.6
    WEAK_SCORE: ClassVar[float] = 0.4
    SHOWN: ClassVar[int] = 1

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
        hits = [hit for name in names for hit in headers.match(name) if hit.entity == self.ENTITY]
        if not hits:
            return 0.0
        strong = any(hit.strength == "strong" for hit in hits)
        return self.STRONG_SCORE if strong else self.WEAK_SCORE

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
        if not score or not self.fits(text):
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

    def mask(self, value: str) -> str:
        """Return a sample that does not reveal ``value``."""
        shown = min(self.SHOWN, len(value) // 2)
        return value[:shown] + "*" * min(8, max(1, len(value) - shown))

    @cached_property
    def _shape(self) -> regex.Pattern[str]:
        return regex.compile(self.CHECK_SHAPE or self.SHAPE)


def to_matrix(values: Sequence[str]) -> Bytes:
    """Return ASCII values as rows of bytes, zero-padded on the right; (n, longest)."""
    packed = np.array([value.encode("ascii", "replace") for value in values], dtype=np.bytes_)
    return packed.view(np.uint8).reshape(len(values), packed.dtype.itemsize)


def to_texts(values: Bytes) -> list[bytes]:
    """Return what ``to_matrix`` made rows of."""
    width = values.shape[1]
    return np.ascontiguousarray(values).view(f"S{width}").ravel().tolist() if width else []


def shifted(scores: Scores, shifts: Scores | float) -> Scores:
    """Apply what context says to scores, as Presidio's enhancer does."""
    floor = np.where(np.greater(shifts, 0), LEAST_WITH_CONTEXT, LEAST)
    moved = np.maximum(scores + shifts, np.where(np.equal(shifts, 0), scores, floor))
    return np.minimum(moved, 1.0)


def _header_shift(entity: str, name: str) -> float:
    strengths = {hit.strength for hit in headers.match(name) if hit.entity == entity}
    if "strong" in strengths:
        return SIMILARITY
    if headers.negative(name):
        return CONTRADICTION
    return WEAK_HEADER if strengths else 0.0
