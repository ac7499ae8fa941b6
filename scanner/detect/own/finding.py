"""The user's recognizers over many cells: each distinct text once, and only where it pays."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from recognizers.grouping import grouped
from scanner.detect.cells import pieces
from scanner.detect.matches import Matches
from scanner.detect.overlaps import LIKELY
from scanner.detect.own.strangers import Stranger
from scanner.detect.own.windows import windows
from scanner.detect.sites import Sites
from scanner.detect.values import Texts
from scanner.detect.written import Writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presidio_analyzer import RecognizerResult

    from scanner.detect.arrays import Ints
    from scanner.detect.automaton import Matcher
    from scanner.detect.cells import Cells
    from scanner.detect.own.asking import Answer
    from scanner.detect.own.windows import Windows
    from scanner.model import Note


class Answering(Protocol):
    """Who finds something in one text."""

    name: str
    sieve: Matcher | None

    def answer(self, text: str, names: Sequence[str]) -> Answer:
        """Return what is found in a text under some column names."""

    def others(self) -> Answering | None:
        """Return whom to ask on after somebody gave up, None if nobody is left."""


class _Hit(NamedTuple):
    """A finding in the buffer."""

    start: int
    stop: int
    score: float
    is_whole: bool  # it is all that its window says


def find_own(
    asked: Sequence[Answering], cells: Cells, name: str, *, one_text: bool
) -> Iterator[Matches | Note]:
    """Yield what the user's recognizers find, and what keeps that from being all.

    Args:
        asked: They.
        cells: Of one column, or the lines of one text.
        name: The column's name, "" where it has none.
        one_text: The cells are lines of one text.
    """
    shown = windows(cells, one_text=one_text)
    if not len(shown.starts):
        return
    first, which = grouped(cells.buffer, shown.starts, shown.stops)
    texts = pieces(cells.buffer, shown.starts[first], shown.stops[first])
    order = np.argsort(which, kind="stable")
    begins = np.searchsorted(which[order], np.arange(len(first) + 1))
    for one in asked:
        hits: dict[str, list[_Hit]] = defaultdict(list)
        left: Answering | None = one
        for row in _promising(one, texts):
            if left is None:
                break
            answer = left.answer(texts.text(row), [name])
            yield from answer.troubles
            here = shown.take(order[begins[row] : begins[row + 1]])
            for entity, hit in _hits(answer.results, texts.text(row), here):
                hits[entity].append(hit)
            if answer.gave_up:  # the next text would take as long
                left = left.others()
        for entity, found in sorted(hits.items()):
            yield _matches(Stranger(one.name, entity), cells, found)


def _promising(one: Answering, texts: Cells) -> list[int]:
    if one.sieve is None:
        return list(range(len(texts)))
    return np.flatnonzero(one.sieve.matches(texts)).tolist()


def _hits(
    results: Sequence[RecognizerResult], text: str, here: Windows
) -> Iterator[tuple[str, _Hit]]:
    """Yield findings in one text wherever that text stands."""
    if not results:
        return
    writing = Writing(text)
    for result in results:
        start, stop = (int(writing.places[place]) for place in (result.start, result.end))
        whole = writing.is_whole(result.start, result.end) and result.score >= LIKELY
        rows = zip(*(column.tolist() for column in here), strict=True)
        for begin, end, first, last in rows:
            if first <= begin + start < last:
                is_all = whole and (begin, end) == (first, last)
                hit = _Hit(begin + start, begin + stop, float(result.score), is_all)
                yield str(result.entity_type), hit


def _matches(stranger: Stranger, cells: Cells, hits: list[_Hit]) -> Matches:
    hits = sorted(hits)
    starts: Ints = np.array([hit.start for hit in hits], np.int64)
    stops: Ints = np.array([hit.stop for hit in hits], np.int64)
    whole = np.array([hit.is_whole for hit in hits], np.bool_)
    return Matches(
        stranger,
        Sites(cells.cell_of(starts), starts, stops, whole),
        Texts(cells.buffer, starts=starts, stops=stops),
        np.arange(len(hits)),
        holds=True,
        worth=np.array([hit.score for hit in hits]),
    )
