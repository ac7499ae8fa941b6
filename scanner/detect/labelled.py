"""Values beside labels in text, 姓名：张伟: what ``HeaderRecognizer.analyze`` finds, as arrays.

A sieve has told which cells may hold a label that is known; equal labels are read once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers import labels
from recognizers.cutting import Cut, cut
from scanner.detect.attributes import fitting
from scanner.detect.automaton import somewhere, whole
from scanner.detect.called import called
from scanner.detect.cells import pieces
from scanner.detect.matches import Matches
from scanner.detect.sites import Sites
from scanner.detect.values import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.by_header import HeaderRecognizer
    from scanner.detect.arrays import Ints, Mask, Scores
    from scanner.detect.cells import Cells

_NEWLINE = 0x0A


class _Read(NamedTuple):
    """Values whose labels are known."""

    cut: Cut
    names: list[str]  # distinct labels
    means: list[labels.Meaning]  # of these
    which: Ints  # (n,): of them
    company: Mask  # (n,)

    def take(self, rows: Ints | Mask) -> _Read:
        """Return some of the values."""
        return self._replace(
            cut=Cut._make(array[rows] for array in self.cut),
            which=self.which[rows],
            company=self.company[rows],
        )


def find_labelled(
    recognizers: Sequence[HeaderRecognizer], cells: Cells, may: Mask, *, one_text: bool
) -> Iterator[Matches]:
    """Yield the values beside labels.

    Args:
        recognizers: Of attributes.
        cells: What is searched.
        may: (len(cells),): which may hold a label.
        one_text: The cells are lines of one text, or pieces of long ones.
    """
    starts, stops = _lines(cells, may) if one_text else _some(cells, may)
    which = somewhere(labels.FINE).matches(pieces(cells.buffer, starts, stops))
    starts, stops = starts[which], stops[which]
    if not len(starts):
        return
    read = _read(cells, cut(cells.buffer, starts, stops), one_text=one_text)
    announced = {entity for meaning in read.means for entity in meaning.hits}
    for one in recognizers:
        if one.IN_TEXT and one.ENTITY in announced:
            yield from _found_by(one, cells, read)


def without_whole(labelled: Sequence[Matches], told: Sequence[Matches]) -> Iterator[Matches]:
    """Yield labelled values but for those in cells that are one value of the same entity."""
    values = {match.entity: match.cells[match.valid] for match in told}
    for match in labelled:
        cells = values.get(match.entity)
        yield match if cells is None else match.take(~np.isin(match.cells, cells))


def _some(cells: Cells, may: Mask) -> tuple[Ints, Ints]:
    which = np.flatnonzero(may)
    return cells.bounds[which], cells.bounds[which + 1]


def _lines(cells: Cells, may: Mask) -> tuple[Ints, Ints]:
    """Return where lines begin and end that may hold a label; one cut in pieces always may."""
    begins = cells.buffer[cells.bounds[:-1] - 1] == _NEWLINE
    begins[:1] = True
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(cells))
    chosen = np.logical_or.reduceat(may, first) if len(first) else first.astype(np.bool_)
    chosen |= last - first > 1
    return cells.bounds[first[chosen]], cells.bounds[last[chosen]]


def _read(cells: Cells, found: Cut, *, one_text: bool) -> _Read:
    """Return the values whose labels are known."""
    names, means, which = called(cells.buffer, found.label_starts, found.label_stops)
    rows = np.flatnonzero(which >= 0)
    found, which = found.take(rows), which[rows]
    # What stands in another cell is no company: it is moved out of reach.
    apart = 0 if one_text else cells.cell_of(found.firsts) * (labels.NEAR + 1)
    company = labels.in_company(found.firsts + apart, means, which)
    return _Read(found, names, means, which, company)


def _found_by(one: HeaderRecognizer, cells: Cells, read: _Read) -> Iterator[Matches]:
    """Yield the values of one recognizer."""
    hits = [meaning.hits.get(one.ENTITY) for meaning in read.means]
    mine = read.take(np.array([hit is not None for hit in hits], np.bool_)[read.which])
    kinds = {number: one.under([read.names[number]]) for number in np.unique(mine.which).tolist()}
    stops = np.full(len(mine.which), -1, np.int64)
    for kind in set(kinds.values()):
        numbers = [number for number, each in kinds.items() if each is kind]
        rows = np.flatnonzero(np.isin(mine.which, numbers))
        stops[rows] = _stops(kind, cells, mine.cut.take(rows))
    rows = np.flatnonzero(stops >= 0)
    mine, stops = mine.take(rows), stops[rows]
    worths = np.array([one.in_label(hit) if hit else (0.0,) * 4 for hit in hits], np.float64)
    scores = _scores(one, cells, mine, stops, worths)
    rows = _outermost(mine.cut.starts, stops, scores)
    if len(rows):
        starts, stops = mine.cut.starts[rows], stops[rows]
        values = Texts(cells.buffer, starts=starts, stops=stops)
        amid = np.zeros(len(rows), np.bool_)
        at = (cells.cell_of(starts), starts, stops)
        sites = Sites(*at, amid)
        yield Matches(one, sites, values, np.arange(len(rows)), holds=True, worth=scores[rows])


def _stops(kind: HeaderRecognizer, cells: Cells, found: Cut) -> Ints:
    """Return where values that fit end, as far as they can; -1 where none fits."""
    stops = np.full(len(found.starts), -1, np.int64)
    tried = stops
    for ends in (found.stops, found.commas, found.blanks):
        rows = np.flatnonzero((stops < 0) & (ends != tried))
        fits = fitting(kind, pieces(cells.buffer, found.starts[rows], ends[rows]))
        stops[rows[fits]] = ends[rows[fits]]
        tried = ends
    return stops


def _scores(
    one: HeaderRecognizer, cells: Cells, read: _Read, stops: Ints, worths: Scores
) -> Scores:
    """Return what the values are worth beside their labels; ``worths``: (labels, 4)."""
    alone, telling, in_company, both = worths[read.which].T
    tells = np.zeros(len(stops), np.bool_)
    if one.TELLING and len(stops):
        tells = whole(one.TELLING).matches(pieces(cells.buffer, read.cut.starts, stops))
    ways = (alone, telling * tells, in_company * read.company, both * (tells & read.company))
    scores: Scores = np.maximum.reduce(ways)
    return scores


def _outermost(starts: Ints, stops: Ints, scores: Scores) -> Ints:
    """Return the rows of the best value at each place that does not begin within another one."""
    order = np.lexsort((-scores, starts))
    order = order[scores[order] > 0]
    order = order[np.diff(starts[order], prepend=-1) != 0]
    reach = np.maximum.accumulate(stops[order], axis=0)
    begins = starts[order]
    within = np.concatenate((np.zeros(len(order[:1]), np.bool_), begins[1:] < reach[:-1]))
    rows: Ints = order[~within]
    return rows
