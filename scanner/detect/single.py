"""One text through the recognizers themselves: the slow path, one result at a time."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

import recognizers
from recognizers.base import ProvenRecognizer
from recognizers.by_header import HeaderRecognizer
from scanner.detect.overlaps import Claim, proof, settle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Recognizer = ProvenRecognizer | HeaderRecognizer

_EMPTY = NlpArtifacts([], [], [], [], None, "zh")  # type: ignore[arg-type]  # no engine is used


class Found(NamedTuple):
    """One result of one recognizer, and what context did to its score."""

    result: RecognizerResult
    recognizer: Recognizer
    shift: float

    @property
    def claim(self) -> Claim:
        """Return what competes with others for the same place."""
        at, held = self.result, proof(self.recognizer)
        return Claim(at.start, at.end, at.entity_type, held, at.score, self.shift)


def analyze(text: str, language: str = "zh", context: Sequence[str] = ()) -> list[RecognizerResult]:
    """Return what is found in a text, best first, with one winner where findings overlap.

    Args:
        text: Any text.
        language: "zh" or "en".
        context: Column names that the text stands under.
    """
    every = found(text, language, context)
    lost = settle([one.claim for one in every])
    return [one.result for index, one in enumerate(every) if index not in lost]


def found(
    text: str,
    language: str = "zh",
    context: Sequence[str] = (),
    regions: tuple[str, ...] = (),
) -> list[Found]:
    """Return the same before overlaps are settled, as ``AnalyzerEngine.analyze`` would."""
    every = [
        one
        for loaded in loaded_for(language, regions)
        for one in _found_by(loaded, text, list(context))
    ]
    kept = EntityRecognizer.remove_duplicates([one.result for one in every])
    by_id = {id(one.result): one for one in every}
    return [by_id[id(result)] for result in kept]


def _found_by(one: Recognizer, text: str, context: list[str]) -> Iterator[Found]:
    raw = one.analyze(text, one.supported_entities, _EMPTY)
    before = {id(result): result.score for result in raw}
    for result in one.enhance_using_context(text, raw, [], _EMPTY, context):
        # What is found by its column's name alone owes it the whole score.
        yield Found(result, one, result.score - before.get(id(result), 0.0))


@cache
def loaded_for(language: str, regions: tuple[str, ...] = ()) -> tuple[Recognizer, ...]:
    """Return the process's own recognizers for a language and some regions; () is all."""
    ours = (ProvenRecognizer, HeaderRecognizer)
    loaded = recognizers.load(regions or recognizers.REGIONS, [language])
    return tuple(one for one in loaded if isinstance(one, ours))
