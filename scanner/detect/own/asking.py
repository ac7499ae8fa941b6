"""One text through the user's recognizers, as an unmodified ``AnalyzerEngine`` would.

A recognizer that is asked only where its sieve lets something pass finds the same: what
the sieve cannot be sure of it lets pass, and ``examined`` holds it to that.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import pyarrow as pa
import pyarrow.compute as pc
import regex
from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    PatternRecognizer,
    RecognizerRegistry,
)

from scanner.detect.automaton import Matcher, somewhere
from scanner.detect.cells import of_array
from scanner.detect.own import examples
from scanner.detect.own.superset import Untranslatable, superset
from scanner.detect.own.watching import Watch
from scanner.detect.own.words import WordEngine
from scanner.detect.trouble import TIMEOUT
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presidio_analyzer import RecognizerResult

    from scanner.detect.own.shaped import Shaped

_TRIALS = 80  # texts a pattern
_INERT = EntityRecognizer.enhance_using_context


class Answer(NamedTuple):
    """What is found in a text, and what is missing from that."""

    results: list[RecognizerResult]
    troubles: list[Note]
    gave_up: bool = False


class Asked:
    """One recognizer, in an engine of its own."""

    def __init__(self, one: EntityRecognizer, language: str) -> None:
        self.name = str(one.name)  # type: ignore[has-type]
        self.one = one
        self._language = language
        self.watch = Watch(one)
        self._engine = engine([one], language)
        self._needs_a_match = type(one).enhance_using_context is _INERT
        self.sieve = sieve_of(one)

    @property
    def entities(self) -> list[str]:
        """Return what it says it finds."""
        return sorted(map(str, self.one.supported_entities))

    def answer(self, text: str, names: Sequence[str]) -> Answer:
        """Return what the recognizer finds in a text under some column names."""
        try:
            results = _checked(self._results(text, names), text)
        except MemoryError:
            raise
        except Exception as problem:  # noqa: BLE001 -- anybody's code
            return Answer([], [_trouble(self.name, problem)])
        gave_up = self.watch.gave_up()
        return Answer(results, [_trouble(self.name, TimeoutError())] if gave_up else [], gave_up)

    def others(self) -> None:
        """Return nobody: it is alone."""

    def _results(self, text: str, names: Sequence[str]) -> list[RecognizerResult]:
        if self._needs_a_match:  # most texts hold nothing: the engine has no more to say of them
            words = self._engine.nlp_engine.process_text(text, self._language)
            if not self.one.analyze(text, self.one.supported_entities, words):
                return []
        return analysed(self._engine, text, self._language, names)


class Together:
    """All recognizers in one engine, without a sieve; alone where one of them fails."""

    sieve: Matcher | None = None
    name = ""

    def __init__(self, alone: Sequence[Asked], language: str) -> None:
        self._language = language
        self._alone = alone
        self._engine = engine([each.one for each in alone], language)
        self._patient = self._alone  # who did not give up, when asked last

    def answer(self, text: str, names: Sequence[str]) -> Answer:
        """Return what all of them find in a text under some column names."""
        try:
            results = _checked(analysed(self._engine, text, self._language, names), text)
            is_whole = sum(one.watch.gave_up() for one in self._alone) == 0  # each is asked
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 -- who it was is found out below
            is_whole = False
        if is_whole:
            return Answer(results, [])
        answers = [one.answer(text, names) for one in self._alone]
        several = [result for answer in answers for result in answer.results]
        troubles = [trouble for answer in answers for trouble in answer.troubles]
        asked = zip(self._alone, answers, strict=True)
        self._patient = [one for one, answer in asked if not answer.gave_up]
        gave_up = len(self._patient) < len(self._alone)
        return Answer(EntityRecognizer.remove_duplicates(several), troubles, gave_up)

    def others(self) -> Together | None:
        """Return those that did not give up when they were asked last."""
        return Together(self._patient, self._language) if self._patient else None


def engine(several: list[EntityRecognizer], language: str) -> AnalyzerEngine:
    """Return an unmodified engine that sees words in texts, without a model."""
    registry = RecognizerRegistry(recognizers=several, supported_languages=[language])
    words = WordEngine(models=[{"lang_code": language, "model_name": "none"}])
    words.load()
    return AnalyzerEngine(registry, words, supported_languages=[language])


def analysed(
    asked: AnalyzerEngine, text: str, language: str, names: Sequence[str]
) -> list[RecognizerResult]:
    """Ask an engine, with its reasons."""
    context = [name for name in names if name]
    found: list[RecognizerResult] = asked.analyze(
        text, language, context=context, return_decision_process=True
    )
    return found


def sieve_of(one: EntityRecognizer) -> Matcher | None:
    """Return what tells which texts a recognizer can find something in; None: all of them."""
    if not (
        isinstance(one, PatternRecognizer)
        and type(one).analyze is PatternRecognizer.analyze
        and type(one).enhance_using_context is _INERT
    ):
        return None
    held: Shaped = cast("Any", one)
    try:
        loose = [superset(each.regex, held.global_regex_flags) for each in held.patterns]
        matcher = somewhere("|".join(f"(?:{each})" for each in loose))
        pc.match_substring_regex(pa.array(["a"]), "|".join(loose))  # what is left to if need be
    except (Untranslatable, pa.ArrowException):
        return None
    return matcher if _is_sound(held, matcher) else None


def _is_sound(held: Shaped, matcher: Matcher) -> bool:
    """Tell whether a sieve lets pass whatever the patterns match in texts made from them."""
    chance = Random(held.name)  # noqa: S311 -- no secret
    for pattern in held.patterns:
        tree = examples.parsed(pattern.regex, held.global_regex_flags)
        compiled = regex.compile(pattern.regex, held.global_regex_flags)
        texts = list(examples.texts(tree, chance, _TRIALS))
        passed = matcher.matches(of_array(pa.array(texts, pa.string()))).tolist()
        for text, may_pass in zip(texts, passed, strict=True):
            if not may_pass and any(match.group() for match in compiled.finditer(text)):
                return False
    return True


def _checked(results: list[RecognizerResult], text: str) -> list[RecognizerResult]:
    """Refuse findings that are none."""
    for result in results:
        if not (0 <= result.start < result.end <= len(text) and 0 <= result.score <= 1):
            raise IndexError
    return results


def _trouble(name: str, problem: Exception) -> Note:
    if isinstance(problem, TimeoutError):
        return Note.of(TIMEOUT, recognizer=name)
    return Note.of("detect.own_raised", recognizer=name, kind=type(problem).__name__)
