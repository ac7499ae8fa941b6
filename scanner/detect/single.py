"""One text through the recognizers themselves: the slow path, one result at a time."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from presidio_analyzer import EntityRecognizer, RecognizerResult

import recognizers
from recognizers.base import ProvenRecognizer
from recognizers.by_header import HeaderRecognizer
from scanner.detect.overlaps import Claim, proof, settle
from scanner.detect.own.strangers import Stranger
from scanner.errors import HandoverError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presidio_analyzer.nlp_engine import NlpArtifacts

    from scanner.model import OwnFiles

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
Recognizer = ProvenRecognizer | HeaderRecognizer


class Found(NamedTuple):
    """One result of one recognizer, and what context did to its score."""

    result: RecognizerResult
    recognizer: Recognizer | Stranger
    shift: float

    @property
    def claim(self) -> Claim:
        """Return what competes with others for the same place."""
        at, held = self.result, proof(self.recognizer)
        return Claim(at.start, at.end, at.entity_type, held, at.score, self.shift)


def analyze(
    text: str, language: str = "zh", context: Sequence[str] = (), files: OwnFiles = ()
) -> list[RecognizerResult]:
    """Return what is found in a text, best first, with one winner where findings overlap.

    Args:
        text: Any text.
        language: "zh" or "en".
        context: Column names that the text stands under.
        files: Of recognizers that the user adds.

    Raises:
        HandoverError: One of those fails.
    """
    every = found(text, language, context, files=files)
    lost = settle([one.claim for one in every])
    return [one.result for index, one in enumerate(every) if index not in lost]


def found(
    text: str,
    language: str = "zh",
    context: Sequence[str] = (),
    regions: tuple[str, ...] = (),
    files: OwnFiles = (),
) -> list[Found]:
    """Return the same before overlaps are settled, as ``AnalyzerEngine.analyze`` would."""
    every = [
        one
        for loaded in loaded_for(language, regions)
        for one in _found_by(loaded, text, list(context))
    ]
    if files:
        every += _found_by_own(files, language, text, context)
    kept = EntityRecognizer.remove_duplicates([one.result for one in every])
    by_id = {id(one.result): one for one in every}
    return [by_id[id(result)] for result in kept]


@cache
def _no_words() -> NlpArtifacts:
    """Return what a language model would make of a text, had we one; this loads spaCy."""
    from presidio_analyzer.nlp_engine import NlpArtifacts

    return NlpArtifacts([], [], [], [], None, "zh")  # type: ignore[arg-type]  # no engine is used


def _found_by(one: Recognizer, text: str, context: list[str]) -> Iterator[Found]:
    empty = _no_words()
    raw = one.analyze(text, one.supported_entities, empty)
    before = {id(result): result.score for result in raw}
    for result in one.enhance_using_context(text, raw, [], empty, context):
        # What is found by its column's name alone owes it the whole score.
        yield Found(result, one, result.score - before.get(id(result), 0.0))


def _found_by_own(
    files: OwnFiles, language: str, text: str, context: Sequence[str]
) -> Iterator[Found]:
    """Ask the user's recognizers line by line, as a scan does."""
    from scanner.detect.own.loading import asked

    lines = _LINE.findall(text)
    begins = accumulate(map(len, lines), initial=0)
    for begin, line in zip(begins, lines, strict=False):
        for one in asked(files, language):
            answer = one.answer(line, context)
            for trouble in answer.troubles:
                raise HandoverError(trouble.key, **dict(trouble.args))
            for result in answer.results:
                result.start, result.end = result.start + begin, result.end + begin
                yield Found(result, Stranger(one.name, result.entity_type), 0.0)


@cache
def loaded_for(language: str, regions: tuple[str, ...] = ()) -> tuple[Recognizer, ...]:
    """Return the process's own recognizers for a language and some regions; () is all."""
    ours = (ProvenRecognizer, HeaderRecognizer)
    loaded = recognizers.load(regions or recognizers.REGIONS, [language])
    return tuple(one for one in loaded if isinstance(one, ours))
