"""Everything through an unmodified ``AnalyzerEngine``: slow, and what ``Finder`` is held against.

What holds, where, and with what score is Presidio's word alone.  What only has a shape,
which Presidio does not tell, comes from the same patterns, run over every cell; no sieve
and no judging of arrays is in the way.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import regex
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NoOpNlpEngine

import recognizers
from recognizers.arrays import to_matrix
from recognizers.attributes import shapes
from recognizers.bare import BEFORE, bare
from recognizers.base import ProvenRecognizer
from recognizers.by_header import HeaderRecognizer
from scanner.detect.around import context, shifts_of, told
from scanner.detect.matches import Findings, Matches
from scanner.detect.overlaps import settled
from scanner.detect.own.finding import find_own
from scanner.detect.own.merging import undoubled
from scanner.detect.sites import Sites
from scanner.detect.values import Texts, Values
from scanner.detect.written import Writing, find_written
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presidio_analyzer import EntityRecognizer, RecognizerResult

    from recognizers.places import Place
    from scanner.detect.arrays import Ints
    from scanner.detect.cells import Cells
    from scanner.detect.own.finding import Answering
    from scanner.model import OwnFiles

_NOBODY: frozenset[ProvenRecognizer] = frozenset()  # nobody may be left unasked


class _Hit(NamedTuple):
    """One of Presidio's results, in its cell."""

    cell: int
    start: int  # byte of the buffer
    stop: int
    score: float
    value: str
    is_whole: bool


Hits = dict[str, list[_Hit]]  # by entity


class Reference:
    """The recognizers of one language in Presidio's own engine; finds what ``Finder`` does."""

    def __init__(self, language: str, regions: Sequence[str] = (), files: OwnFiles = ()) -> None:
        loaded = recognizers.load(regions or recognizers.REGIONS, [language])
        self._proven = [one for one in loaded if isinstance(one, ProvenRecognizer)]
        self._attributes = [one for one in loaded if isinstance(one, HeaderRecognizer)]
        self._language = language
        self._engine = engine(loaded, language)
        self._own = _own(files, language) if files else ()

    def find(
        self, cells: Cells, name: str = "", near: Sequence[Place] = (), *, one_text: bool = False
    ) -> Findings:
        """Return every shape in the cells, as ``Finder.find`` does."""
        names = context(name, near)
        hits = self._in_text(cells, names) if one_text else self._in_cells(cells, names)
        found = [_proved(one, hits[one.ENTITY]) for one in self._proven if one.ENTITY in hits]
        found += [
            _beside(one, cells, hits[one.ENTITY]) for one in self._attributes if one.ENTITY in hits
        ]
        if not one_text:
            found += _told_by_name(self._attributes, cells, name, hits)
        written = [*find_written(self._proven, cells, np.arange(len(cells)))]
        for match in (one for one in written if isinstance(one, Matches)):
            failed = match.take(~match.valid)
            shifts = shifts_of(failed, cells, names, _NOBODY, one_text=one_text)
            found.append(told(failed, shifts)[0])
        others = [*find_own(self._own, cells, name, one_text=one_text)]
        found += [one for one in others if isinstance(one, Matches)]
        counted = [(one, shifts_of(one, cells, names, _NOBODY, one_text=one_text)) for one in found]
        counted = undoubled(counted) if self._own else counted
        found, shifts_of_all = [match for match, _ in counted], [shift for _, shift in counted]
        troubles = [one for one in (*written, *others) if isinstance(one, Note)]
        return Findings(settled(found, shifts_of_all, one_text=one_text), troubles)

    def _in_text(self, cells: Cells, names: list[str]) -> Hits:
        """Analyse all lines as the one text they are."""
        hits: Hits = defaultdict(list)
        whole = Writing(cells.slice(int(cells.bounds[0]), int(cells.bounds[-1])))
        places = whole.places + cells.bounds[0]
        lines = [Writing(cells.text(cell)) for cell in range(len(cells))]
        begins = np.searchsorted(places, cells.bounds)  # characters
        for one in self._engine.analyze(whole.text, self._language, context=names):
            cell = int(np.searchsorted(begins, one.start, side="right")) - 1
            first, start, stop = int(begins[cell]), one.start, one.end
            is_whole = stop <= begins[cell + 1] and lines[cell].is_whole(
                start - first, stop - first
            )
            value = whole.folded[start:stop]
            at = (
                cell,
                int(places[start]),
                int(places[stop]),
            )  # a label's may go on in the next piece
            hits[one.entity_type].append(_Hit(*at, one.score, value, bool(is_whole)))
        return hits

    def _in_cells(self, cells: Cells, names: list[str]) -> Hits:
        """Analyse each cell; equal ones once."""
        hits: Hits = defaultdict(list)
        analysed = cache(lambda text: self._analysed(text, names))
        for cell in range(len(cells)):
            text = cells.text(cell)
            for one in analysed(text):
                hit = _hit(one, cell, int(cells.bounds[cell]), Writing(text))
                hits[one.entity_type].append(hit)
        return hits

    def _analysed(self, text: str, names: list[str]) -> list[RecognizerResult]:
        found: list[RecognizerResult] = self._engine.analyze(text, self._language, context=names)
        return found


def _own(files: OwnFiles, language: str) -> tuple[Answering, ...]:
    from scanner.detect.own.loading import together

    return (together(files, language),)


@cache
def reference(language: str, regions: tuple[str, ...] = (), files: OwnFiles = ()) -> Reference:
    """Return the process's reference for a language, some regions and the user's files."""
    return Reference(language, regions, files)


def engine(loaded: list[EntityRecognizer], language: str) -> AnalyzerEngine:
    """Return an unmodified engine, without a model of any language, that knows recognizers."""
    registry = RecognizerRegistry(recognizers=loaded, supported_languages=[language])
    words = NoOpNlpEngine(models=[{"lang_code": language, "model_name": "none"}])
    words.load()
    return AnalyzerEngine(registry, words, supported_languages=[language])


def _hit(result: RecognizerResult, cell: int, origin: int, text: Writing) -> _Hit:
    """Place a result in its cell."""
    start, stop = result.start, result.end
    at = origin + text.places
    value = text.folded[start:stop]
    whole = text.is_whole(start, stop)
    return _Hit(cell, int(at[start]), int(at[stop]), result.score, value, whole)


def _proved(recognizer: ProvenRecognizer, hits: list[_Hit]) -> Matches:
    hits = sorted(hits)
    return Matches(
        recognizer,
        Sites(
            np.array([hit.cell for hit in hits]),
            np.array([hit.start for hit in hits]),
            np.array([hit.stop for hit in hits]),
            np.array([hit.is_whole for hit in hits]),
        ),
        Values(to_matrix([recognizer.compact(hit.value) for hit in hits])),
        np.arange(len(hits)),
        holds=True,
        worth=np.array([hit.score for hit in hits]),
    )


def _beside(recognizer: HeaderRecognizer, cells: Cells, hits: list[_Hit]) -> Matches:
    """Return the values beside labels; a whole cell is told by its column's name."""
    is_told = _whole(cells, hits)
    hits = sorted(hit for hit in hits if hit.cell not in is_told)
    starts, stops = np.array([(hit.start, hit.stop) for hit in hits], np.int64).reshape(-1, 2).T
    scores = np.array([hit.score for hit in hits], np.float64)
    cell = np.array([hit.cell for hit in hits], np.int64)
    sites = Sites(cell, starts, stops, np.zeros(len(hits), np.bool_))
    values = Texts(cells.buffer, starts=starts, stops=stops)
    return Matches(recognizer, sites, values, np.arange(len(hits)), holds=True, worth=scores)


def _told_by_name(
    recognizers_: Sequence[HeaderRecognizer], cells: Cells, name: str, hits: Hits
) -> Iterator[Matches]:
    """Yield the cells that a column's name explains, and those that only look like it."""
    announced = [one.under([name]) for one in recognizers_ if one.header_score([name])]
    texts = [cells.text(cell) for cell in range(len(cells))] if announced else []
    told = {one.ENTITY: _whole(cells, hits.get(one.ENTITY, [])) for one in announced}
    held = {cell for scores in told.values() for cell in scores}
    starts, stops = _trimmed(cells, texts)
    values = Texts(cells.buffer, starts=starts, stops=stops)
    for one in announced:
        scores = told[one.ENTITY]
        shaped = [at for at, text in enumerate(texts) if at not in held and _is_shaped(one, text)]
        which = np.array(sorted({*scores, *shaped}), np.int64)
        valid = np.array([cell in scores for cell in which.tolist()], np.bool_)
        score = np.array([scores.get(cell, 0.0) for cell in which.tolist()])
        at = (which, cells.bounds[which], cells.bounds[which + 1])
        sites = Sites(*at, np.ones(len(which), np.bool_))
        found = Matches(one, sites, values, which, valid, score)
        blank = sum(at not in scores and _is_blank(text) for at, text in enumerate(texts))
        yield replace(found, blank=blank)


def _whole(cells: Cells, hits: list[_Hit]) -> dict[int, float]:
    """Return the scores of cells that are one value, from end to end."""
    bounds = cells.bounds
    return {
        hit.cell: hit.score
        for hit in hits
        if (hit.start, hit.stop) == tuple(bounds[hit.cell : hit.cell + 2])
    }


def _trimmed(cells: Cells, texts: list[str]) -> tuple[Ints, Ints]:
    """Return where each cell without decoration begins and ends, in bytes."""
    before = [len(text[: len(text) - len(text.lstrip(BEFORE))].encode()) for text in texts]
    length = [len(bare(text).encode()) for text in texts]
    starts = cells.bounds[: len(texts)] + np.array(before, np.int64)
    return starts, starts + np.array(length, np.int64)


def _is_shaped(one: HeaderRecognizer, text: str) -> bool:
    has_shape = bool(one.CHECK_SHAPE and regex.fullmatch(one.SHAPE, bare(text)))
    return has_shape and not _is_blank(text)


def _is_blank(text: str) -> bool:
    return bool(regex.fullmatch(shapes.BLANK, bare(text)))
