"""Values in any written form, found by the recognizers' own patterns.

Slow, one cell at a time: for the few cells that the sieve could not decide.  What is
found here and what Presidio finds is the same by construction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers.arrays import to_matrix
from recognizers.fold import fold
from scanner.detect.matches import Matches
from scanner.detect.signs import LEADS, TRAILS
from scanner.detect.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.base import ProvenRecognizer
    from scanner.detect.arrays import Ints
    from scanner.detect.cells import Cells

_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f"


class _Span(NamedTuple):
    """A place with a shape: characters of its text."""

    row: int
    start: int
    stop: int
    score: float
    valid: bool


def find_written(
    recognizers: Sequence[ProvenRecognizer],
    cells: Cells,
    which: Ints,
    quiet: frozenset[ProvenRecognizer] = frozenset(),
) -> Iterator[Matches]:
    """Yield each recognizer's matches in some cells; ``quiet`` are those nothing announces."""
    if not len(which):
        return
    texts = [cells.text(cell) for cell in which.tolist()]
    folded = [fold(text) for text in texts]
    for one in recognizers:
        spans = _spans(one, folded, is_quiet=one in quiet)
        if spans:
            yield _matches(one, cells, which, texts, spans)


def _spans(recognizer: ProvenRecognizer, folded: list[str], *, is_quiet: bool) -> list[_Span]:
    """Return what has the shape, checked, without what another match contains."""
    raw = [
        (row, *span) for row, text in enumerate(folded) for span in sorted(recognizer.spans(text))
    ]
    if not raw:
        return []
    values = to_matrix([recognizer.compact(folded[row][a:b]) for row, a, b, *_ in raw])
    if is_quiet:  # what needs to be announced counts for nothing
        rows = np.flatnonzero(recognizer.needs(values) == 0)
        raw, values = [raw[row] for row in rows.tolist()], values[rows]
    valid, bonus = recognizer.passes(values), recognizer.bonus(values)
    spans = [
        _Span(row, start, stop, min(1.0, score + extra) if good else 0.0, bool(good))
        for (row, start, stop, _, score), good, extra in zip(raw, valid, bonus, strict=True)
    ]
    return _distinct(spans)


def _distinct(spans: list[_Span]) -> list[_Span]:
    """Drop what a better or equal match contains, as Presidio does; valid ones first."""
    kept: list[_Span] = []
    order = sorted(spans, key=lambda s: (s.row, not s.valid, s.start, s.start - s.stop, -s.score))
    for span in order:
        inside = any(
            other.row == span.row
            and other.start <= span.start
            and span.stop <= other.stop
            and span.score <= other.score
            for other in reversed(kept[-_RECENT:])
        )
        if not inside:
            kept.append(span)
    return sorted(kept)


_RECENT = 64  # spans that can still overlap the next one


def _matches(
    recognizer: ProvenRecognizer, cells: Cells, which: Ints, texts: list[str], spans: list[_Span]
) -> Matches:
    rows = [span.row for span in spans]
    cell = which[rows]
    begin = cells.bounds[cell]
    starts = begin + np.array([len(texts[s.row][: s.start].encode()) for s in spans])
    stops = begin + np.array([len(texts[s.row][: s.stop].encode()) for s in spans])
    values = [recognizer.compact(fold(texts[s.row])[s.start : s.stop]) for s in spans]
    return Matches(
        recognizer,
        cell,
        starts,
        stops,
        np.array([span.valid for span in spans]),
        np.array([_is_whole(texts[s.row], s) for s in spans]),
        np.array([span.score for span in spans]),
        Values(to_matrix(values)),
        np.arange(len(values)),
    )


def _is_whole(text: str, span: _Span) -> bool:
    folded = fold(text)
    before = folded[: span.start].strip(LEADS + _INVISIBLE)
    after = folded[span.stop :].strip(TRAILS + _INVISIBLE)
    return not before and not after
