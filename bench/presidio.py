"""The same recognizers in Presidio's own hands: how long it takes, and what it finds."""

from __future__ import annotations

from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast

import pyarrow as pa
import spacy
from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpEngine, NoOpNlpEngine, SpacyNlpEngine

import recognizers
from scanner.detect.cells import of_array
from scanner.detect.finder import finder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presidio_analyzer import RecognizerResult

    from scanner.detect.cells import Cells
    from scanner.detect.matches import Matches

    Columns = dict[str, Any | Iterable[Any]]  # Presidio's own word for lists of strings
    Finding = tuple[str, int, str, int, int, float]  # column, row, entity, start, end, score

LANGUAGE = "zh"


def engines() -> dict[str, BatchAnalyzerEngine]:
    """Return Presidio without a tokenizer, and with spaCy's empty Chinese pipeline."""
    silent = NoOpNlpEngine(models=[{"lang_code": LANGUAGE, "model_name": "none"}])
    silent.load()
    blank = SpacyNlpEngine(models=[{"lang_code": LANGUAGE, "model_name": "none"}])
    cast("Any", blank).nlp = {LANGUAGE: spacy.blank(LANGUAGE)}
    return {"no NLP": _engine(silent), "blank spaCy": _engine(blank)}


def _engine(nlp: NlpEngine) -> BatchAnalyzerEngine:
    registry = RecognizerRegistry(
        recognizers.load(languages=[LANGUAGE]), supported_languages=[LANGUAGE]
    )
    analyzer = AnalyzerEngine(registry, nlp_engine=nlp, supported_languages=[LANGUAGE])
    return BatchAnalyzerEngine(analyzer)


def timed(engine: BatchAnalyzerEngine, columns: Columns) -> tuple[float, set[Finding]]:
    """Return seconds and findings of Presidio on some columns."""
    began = perf_counter()
    results = list(engine.analyze_dict(columns, language=LANGUAGE))
    seconds = perf_counter() - began
    found = {
        (column.key, row, one.entity_type, one.start, one.end, round(one.score, 6))
        for column in results
        for row, cell in enumerate(cast("list[list[RecognizerResult]]", column.recognizer_results))
        for one in cell
    }
    return seconds, found


def found_by_scanner(columns: Columns) -> set[Finding]:
    """Return the scanner's findings on the same columns."""
    return {finding for name, texts in columns.items() for finding in _of_column(name, texts)}


def _of_column(name: str, texts: Iterable[str]) -> Iterator[Finding]:
    cells = of_array(pa.array(list(texts), pa.string()))
    for match in finder(LANGUAGE).claims(cells, name):
        for index in match.valid.nonzero()[0].tolist():
            row = int(match.cells[index])
            start, stop = _characters(cells, match, index)
            yield name, row, match.entity, start, stop, round(float(match.scores[index]), 6)


def _characters(cells: Cells, match: Matches, index: int) -> tuple[int, int]:
    origin = int(cells.bounds[match.cells[index]])
    start, stop = int(match.starts[index]), int(match.stops[index])
    return len(cells.slice(origin, start)), len(cells.slice(origin, stop))


def first_rows(path: str, count: int) -> Columns:
    """Return the first rows of a CSV without quotes, by column."""
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").replace('"', "").split(",") for line in islice(lines, count + 1)]
    return {name: list(cells) for name, *cells in zip(*rows, strict=True)}
