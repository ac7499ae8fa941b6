"""Values in any written form, found by the recognizers' own patterns.

Slow, one cell at a time: for the few cells that the sieve could not decide.  What is
found here and what Presidio finds is the same by construction.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers.arrays import to_matrix
from recognizers.bare import INVISIBLE
from recognizers.fold import fold
from scanner.detect.matches import Matches
from scanner.detect.signs import DECORATION, LEADS, TRAILS
from scanner.detect.sites import Sites
from scanner.detect.trouble import guarded
from scanner.detect.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.base import ProvenRecognizer
    from scanner.detect.arrays import Ints
    from scanner.detect.cells import Cells
    from scanner.model import Note


class _Span(NamedTuple):
    """A place with a shape: characters of its text."""

    row: int
    start: int
    stop: int
    score: float
    valid: bool


class Writing:
    """One text with plain forms of its signs: what is asked of it for every match."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)

    @cached_property
    def places(self) -> Ints:
        """Return the byte that each character, and the end, lies at."""
        signs = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), np.uint32)
        more = [signs >= first for first in _FIRST_OF_MORE_BYTES]
        return np.concatenate(([0], np.cumsum(np.sum(more, axis=0) + 1))).astype(np.int64)

    @cached_property
    def _bare(self) -> tuple[int, int]:
        """Return where the text without decoration begins and ends."""
        lead = len(self.folded) - len(self.folded.lstrip(LEADS + INVISIBLE))
        return lead, len(self.folded.rstrip(TRAILS + INVISIBLE))

    def is_whole(self, start: int, stop: int) -> bool:
        """Tell whether a piece is all that the text says, but for decoration."""
        first, last = self._bare
        if start > first or stop < last:
            return False
        before, after = self.places[start], self.places[-1] - self.places[stop]
        return bool(before <= DECORATION and after <= DECORATION)


_FIRST_OF_MORE_BYTES = (0x80, 0x800, 0x10000)


def find_written(
    recognizers: Sequence[ProvenRecognizer],
    cells: Cells,
    which: Ints,
    quiet: frozenset[ProvenRecognizer] = frozenset(),
) -> Iterator[Matches | Note]:
    """Yield each recognizer's matches in some cells, or why it could not be asked.

    ``quiet`` are those that nothing announces.
    """
    if not len(which):
        return
    texts = [Writing(cells.text(cell)) for cell in which.tolist()]
    for one in recognizers:
        yield from guarded(one, partial(_found, one, cells, which, texts, is_quiet=one in quiet))


def _found(
    recognizer: ProvenRecognizer,
    cells: Cells,
    which: Ints,
    texts: list[Writing],
    *,
    is_quiet: bool,
) -> Iterator[Matches]:
    spans = _spans(recognizer, texts, is_quiet=is_quiet)
    if spans:
        yield _matches(recognizer, cells, which, texts, spans)


def _spans(recognizer: ProvenRecognizer, texts: list[Writing], *, is_quiet: bool) -> list[_Span]:
    """Return what has the shape, checked, without what another match contains."""
    raw = [
        (row, *span)
        for row, text in enumerate(texts)
        for span in sorted(recognizer.spans(text.folded))
    ]
    if not raw:
        return []
    values = to_matrix([recognizer.compact(texts[row].folded[a:b]) for row, a, b, *_ in raw])
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
    """Drop what a better or equal match contains, as Presidio does."""
    kept: list[_Span] = []
    near: list[_Span] = []  # those kept that can contain what follows
    for span in sorted(spans, key=lambda s: (s.row, s.start, s.start - s.stop, -s.score)):
        near = [one for one in near if one.row == span.row and one.stop >= span.start]
        if not any(span.stop <= one.stop and span.score <= one.score for one in near):
            kept.append(span)
            near.append(span)
    return sorted(kept)


def _matches(
    recognizer: ProvenRecognizer,
    cells: Cells,
    which: Ints,
    texts: list[Writing],
    spans: list[_Span],
) -> Matches:
    at = [texts[span.row] for span in spans]
    cell = which[[span.row for span in spans]]
    begin = cells.bounds[cell]
    starts = [int(text.places[span.start]) for text, span in zip(at, spans, strict=True)]
    stops = [int(text.places[span.stop]) for text, span in zip(at, spans, strict=True)]
    pieces = [text.folded[s.start : s.stop] for text, s in zip(at, spans, strict=True)]
    whole = [text.is_whole(s.start, s.stop) for text, s in zip(at, spans, strict=True)]
    return Matches(
        recognizer,
        Sites(cell, begin + starts, begin + stops, np.array(whole)),
        Values(to_matrix([recognizer.compact(piece) for piece in pieces])),
        np.arange(len(spans)),
        np.array([span.valid for span in spans]),
        np.array([span.score for span in spans]),
    )
