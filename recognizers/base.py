"""A recognizer of values that have a shape and checks of their own: plain Presidio.

It needs no tokenizer: context is looked up as substrings around the match, so it works in
Chinese, and results are marked as enhanced so that Presidio does not do it twice.  Class
attributes are data; documentation and tests read the same ones.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import regex
from presidio_analyzer import AnalysisExplanation, Pattern, PatternRecognizer, RecognizerResult

from recognizers.arrays import VALID, taken, to_matrix
from recognizers.context import AFTER_CHARS, BEFORE_CHARS, Words, names_of
from recognizers.fold import fold
from recognizers.forms import Form
from recognizers.scores import CONTRADICTION, SIMILARITY, by_names, is_told, shifted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from presidio_analyzer.nlp_engine import NlpArtifacts

    from recognizers.arrays import Bytes, Mask, Scores

    Ints = NDArray[np.int64]
    Spans = tuple[Ints, Ints, Ints]

# ``\b`` fails beside Han characters (they are word characters), so boundaries are ASCII.
# A digit and a point before, or a point and digits after, make a decimal number of it;
# ".0" and ".00" after are what a float column leaves.  "@" makes it part of an e-mail.
# Twelve signs that close a UUID are none of ours, even where all of them are digits.
_IN_UUID = "(?<![0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-)"
BEFORE = rf"(?<![0-9A-Za-z])(?<![0-9]\.){_IN_UUID}"
AFTER = r"(?![0-9A-Za-z]|@[0-9A-Za-z]|\.(?!00?(?![0-9A-Za-z.]))[0-9])"

PATIENCE = 60.0  # seconds of the processor's time that one pattern may take over one text
_SHORT = 256  # signs; looking at the clock would double the time for such a text


class ProvenRecognizer(PatternRecognizer):
    """Recognize values by shape, then drop what fails the checks over their digits."""

    ENTITY: ClassVar[str]
    TITLE: ClassVar[str]  # English, for people
    TITLE_ZH: ClassVar[str]
    COUNTRY_CODE: ClassVar[str | None] = "cn"
    SOURCE: ClassVar[str]  # standard's number or a link
    # The value written without separators: as one run of [0-9A-Za-z] of these lengths.
    LENGTHS: ClassVar[tuple[int, ...]] = ()
    HEADS: ClassVar[str] = "0123456789"  # signs that such a run begins with
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
    # What context such values need at the most: see ``needs``.
    NEED: ClassVar[float] = 0.0
    # (A character that must be there, RE2 expression) pairs such that a text with none of
    # them holds no match; with ``LENGTHS``: no variant but in groups of digits or folded
    # signs.
    SIEVE: ClassVar[tuple[tuple[str, str], ...]] = ()
    # Whether those of the characters that are not ASCII touch one that is, or a middle dot.
    TOUCHES: ClassVar[bool] = True
    # RE2 expression of a text that is one match from end to end, whatever it holds: such
    # texts are judged by ``passes`` without running the patterns.  "": there is none.
    WHOLE: ClassVar[str] = ""
    # Whether such a text is a mailbox, "@" and a host, which many values share.
    HAS_HOST: ClassVar[bool] = False

    name: str
    patterns: list[Pattern]

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
        return [Form(name, f"{BEFORE}(?:{form}){AFTER}", score) for name, form, score in forms]

    # -- what a recognizer says of its values -------------------------------------------

    def compact(self, text: str) -> str:
        """Return the normalised value of a folded match: what makes two writings one."""
        return "".join(sign for sign in text if sign.isalnum()).upper()

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which runs of one of ``LENGTHS`` have the plain shape, and normalise them.

        The array twin of ``PLAIN`` and ``compact``; tests hold the two equal.
        """
        raise NotImplementedError

    def may_pass(self, values: Bytes) -> Mask:
        """Tell, at little cost, which normalised values can pass at all."""
        return np.ones(len(values), np.bool_)

    def tell(self, values: Bytes) -> tuple[Bytes, Bytes]:
        """Tell of runs of one of ``LENGTHS`` what they are, and normalise them.

        ``VALID`` what has the plain shape and passes, ``SHAPED`` what only has the shape.
        What ``plain`` and ``passes`` say together; where that is slow, a loop of its own.
        """
        shaped, normal = self.plain(values)
        told = shaped.astype(np.uint8)
        rows = np.flatnonzero(shaped & self.may_pass(normal))
        if len(rows):
            told[rows[self.passes(taken(normal, rows))]] = VALID
        return told, normal

    def surely_whole(self, content: Bytes, bounds: NDArray[np.int64]) -> Mask:
        """Tell which texts are of the form ``WHOLE`` for certain; others may be all the same.

        Text i is [bounds[i], bounds[i + 1]) of a buffer with room behind it.
        """
        del content
        return np.zeros(len(bounds) - 1, np.bool_)

    def surely_amid(self, content: Bytes, starts: Ints, stops: Ints) -> tuple[Spans, Mask]:
        """Return the plain values amid texts, and of which texts it is not certain what is there.

        The values are given by the numbers of their texts, and where they begin and end.
        """
        del content, stops
        none = np.empty(0, np.int64)
        return (none, none, none), np.ones(len(starts), np.bool_)

    def whole(self, texts: Bytes) -> Bytes:
        """Normalise texts of the form ``WHOLE``: the array twin of ``compact``."""
        raise NotImplementedError

    def passes(self, values: Bytes) -> Mask:
        """Tell which normalised values pass check digits and tables."""
        raise NotImplementedError

    def bonus(self, values: Bytes) -> Scores:
        """Return what tables add to (or take from) the score of values that pass."""
        return np.zeros(len(values))

    def needs(self, values: Bytes) -> Scores:
        """Return the context that makes something of values: the least shift of the score.

        0 where they speak for themselves; ``WEAK_HEADER`` where a column's name has to hint
        at them; ``SIMILARITY`` where it, or a word around, has to announce them.
        """
        return np.full(len(values), self.NEED)

    def heads(self, length: int) -> str:
        """Return those of ``HEADS`` that plain runs of a length may begin with."""
        del length
        return self.HEADS

    def quiet_heads(self, length: int) -> str:
        """Return what plain runs of a length may begin with that speak for themselves."""
        return "" if self.NEED else self.heads(length)

    @property
    def is_always_announced(self) -> bool:
        """Whether no value at all speaks for itself."""
        return self.NEED > 0 and type(self).needs is ProvenRecognizer.needs

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
        """Return (start, end, pattern name, score) of everything with a shape of ours.

        Raises:
            TimeoutError: A pattern took longer than ``PATIENCE``.
        """
        patience = PATIENCE if len(folded) > _SHORT else None
        return [
            (*match.span(), name, score)
            for name, compiled, score in self._compiled
            for match in compiled.finditer(folded, timeout=patience)
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
        if not raw_recognizer_results:
            return []
        by_header = self.header_shift(context or ())
        befores = [text[max(0, r.start - BEFORE_CHARS) : r.start] for r in raw_recognizer_results]
        afters = [text[r.end : r.end + AFTER_CHARS] for r in raw_recognizer_results]
        by_words = self.words.shifts(befores, afters)
        shifts = np.where(by_words == 0, by_header, by_words)
        for result, shift in zip(raw_recognizer_results, shifts.tolist(), strict=True):
            result.score = float(shifted(result.score, shift))
            result.recognition_metadata[RecognizerResult.IS_SCORE_ENHANCED_BY_CONTEXT_KEY] = True
        values = [self.compact(fold(text[r.start : r.end])) for r in raw_recognizer_results]
        told = is_told(shifts, self.needs(to_matrix(values)))
        return [raw_recognizer_results[row] for row in np.flatnonzero(told).tolist()]

    def header_shift(self, names: Sequence[str]) -> float:
        """Return what the names of column and file add to the score, negative words included."""
        return by_names(self.supported_entities[0], names)

    @cached_property
    def words(self) -> Words:
        """Return the context words, compiled; what a field is called is one: ``sfz=1101...``."""
        positive = tuple(dict.fromkeys((*self.context, *names_of(self.supported_entities[0]))))
        return Words(positive, self.NEGATIVE, gain=SIMILARITY, loss=CONTRADICTION)

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
            ),
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            },
        )
