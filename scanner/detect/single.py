"""One text through the recognizers themselves: the slow path, with reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts

import recognizers
from recognizers.base import ProvenRecognizer
from recognizers.by_header import HeaderRecognizer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_EMPTY = NlpArtifacts([], [], [], [], None, "zh")  # type: ignore[arg-type]  # no engine is used


def analyze(text: str, language: str = "zh", context: Sequence[str] = ()) -> list[RecognizerResult]:
    """Return what is found in a text, best first, as ``AnalyzerEngine.analyze`` would.

    Args:
        text: Any text.
        language: "zh" or "en".
        context: Column names that the text stands under.
    """
    found: list[RecognizerResult] = []
    for one in _recognizers(language):
        raw = one.analyze(text, one.supported_entities, _EMPTY)
        found += one.enhance_using_context(text, raw, [], _EMPTY, list(context))
    return EntityRecognizer.remove_duplicates(found)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One finding and why its score is what it is."""

    entity: str
    start: int  # characters
    end: int
    recognizer: str
    pattern: str  # which written form
    shape_score: float
    score: float  # final
    value: str = field(repr=False)
    masked: str


def explain(text: str, language: str = "zh", context: Sequence[str] = ()) -> list[Explanation]:
    """Return what is found in a text and why, in order of place."""
    by_name = {one.name: one for one in _recognizers(language)}
    found = analyze(text, language, context)
    results = sorted(found, key=lambda result: (result.start, result.end, result.entity_type))
    return [_explained(text, result, by_name) for result in results]


def _explained(
    text: str, result: RecognizerResult, by_name: Mapping[str, ProvenRecognizer | HeaderRecognizer]
) -> Explanation:
    name = result.recognition_metadata[RecognizerResult.RECOGNIZER_NAME_KEY]
    one = by_name[name]
    why = result.analysis_explanation
    value = text[result.start : result.end]
    return Explanation(
        entity=result.entity_type,
        start=result.start,
        end=result.end,
        recognizer=name,
        pattern=why.pattern_name or "",
        shape_score=why.original_score,
        score=result.score,
        value=value,
        masked=one.mask(value),
    )


@cache
def _recognizers(language: str) -> tuple[ProvenRecognizer | HeaderRecognizer, ...]:
    ours = (ProvenRecognizer, HeaderRecognizer)
    return tuple(one for one in recognizers.load(language=language) if isinstance(one, ours))
