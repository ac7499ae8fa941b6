"""Presidio unmodified, without a language model: our recognizers are all it has."""

from __future__ import annotations

from functools import cache

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpArtifacts, NoOpNlpEngine

import recognizers


@cache
def plain_engine(language: str) -> AnalyzerEngine:
    """Return an engine with the recognizers of a language."""
    registry = RecognizerRegistry(
        recognizers.load(languages=[language]), supported_languages=[language]
    )
    return AnalyzerEngine(registry, _no_model(language), supported_languages=[language])


@cache
def no_words() -> NlpArtifacts:
    """Return what such an engine makes of the words of any text."""
    return _no_model("zh").process_text("", "zh")


def _no_model(language: str) -> NoOpNlpEngine:
    engine = NoOpNlpEngine([{"lang_code": language, "model_name": "none"}])
    engine.load()
    return engine
