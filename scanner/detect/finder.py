"""All recognizers over many cells at once: the fast path.

``sift``        which runs could be an identifier; which cells need the patterns
``plain``       runs judged as arrays
``sieved``      cells with a mark that some values cannot do without, such as "@"
``written``     the remaining cells, by the recognizers' own patterns
``attributes``  cells that their column's name explains
then context raises or lowers the scores: ``claims`` gives what Presidio's
``AnalyzerEngine`` gives for each cell with ``context=[name]``; a test compares them.
``find`` settles those that overlap (``overlaps``).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

import recognizers
from recognizers.base import ProvenRecognizer
from recognizers.by_header import HeaderRecognizer
from recognizers.scores import is_told, shifted
from scanner.detect.announced import unannounced
from scanner.detect.attributes import find_attributes
from scanner.detect.overlaps import settled
from scanner.detect.plain import find_plain, wanted
from scanner.detect.sieved import Sieve, find_sieved
from scanner.detect.sift import sift
from scanner.detect.signs import signs
from scanner.detect.surroundings import said
from scanner.detect.written import find_written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.detect.announced import Quiet
    from scanner.detect.arrays import Scores
    from scanner.detect.cells import Cells
    from scanner.detect.matches import Matches


class Finder:
    """The recognizers of one language, sorted by how they are run."""

    def __init__(self, language: str, regions: Sequence[str] = ()) -> None:
        loaded = recognizers.load(regions or recognizers.REGIONS, [language])
        proven = [one for one in loaded if isinstance(one, ProvenRecognizer)]
        self.plain = [one for one in proven if one.LENGTHS]
        self.sieved = [one for one in proven if not one.LENGTHS]
        self.attributes = [one for one in loaded if isinstance(one, HeaderRecognizer)]
        self._wanted = wanted(tuple(self.plain))
        self._sieve = Sieve(proven)
        self._signs = signs(self._sieve.marks)

    def find(self, cells: Cells, name: str = "", *, one_text: bool = False) -> list[Matches]:
        """Return every shape in the cells, valid or not, in no particular order.

        Args:
            cells: Of one column, or the lines of one text.
            name: The column's name, "" where it has none.
            one_text: The cells are lines of one text; context looks across them.
        """
        found, shifts = self._claims(cells, name, one_text=one_text)
        return settled(found, shifts, one_text=one_text)

    def claims(self, cells: Cells, name: str = "", *, one_text: bool = False) -> list[Matches]:
        """Return the same before overlaps are settled: what Presidio's engine returns."""
        return self._claims(cells, name, one_text=one_text)[0]

    def _claims(
        self, cells: Cells, name: str, *, one_text: bool
    ) -> tuple[list[Matches], list[Scores]]:
        found = sift(cells, self._wanted, self._signs)
        marks = self._sieve.marked(cells, found.seen)
        found = found.with_odd(*(mask for one, mask in marks.items() if one.LENGTHS))
        odd = np.flatnonzero(found.odd)
        quiet = unannounced(self.plain, cells, name, found, one_text=one_text)
        raw = list(find_plain(self.plain, cells, found.runs, quiet))
        heard = [one for one in self.plain if not (one in quiet and one.is_always_announced)]
        raw += find_written(heard, cells, odd, quiet)
        raw += find_sieved(self.sieved, cells, odd, marks)
        if not one_text:
            raw += find_attributes(self.attributes, cells, name)
        shifts = [_shifts(match, cells, name, quiet, one_text=one_text) for match in raw]
        told = [_told(match, shift) for match, shift in zip(raw, shifts, strict=True)]
        return [match for match, _ in told], [shift for _, shift in told]


@cache
def finder(language: str, regions: tuple[str, ...] = ()) -> Finder:
    """Return the process's finder for a language and the identifiers of some regions."""
    return Finder(language, regions)


def _shifts(match: Matches, cells: Cells, name: str, quiet: Quiet, *, one_text: bool) -> Scores:
    """Return what the words around each match, else the column's name, do to the scores."""
    one = match.recognizer
    if isinstance(one, HeaderRecognizer):
        return np.zeros(len(match))
    by_name = one.header_shift([name]) if name else 0.0
    shifts = np.full(len(match), by_name)
    between = match.valid & (~match.whole | one_text)
    if one in quiet:
        between &= one.needs(match.values.some(match.rows)) == 0
    amid = np.flatnonzero(between)
    if len(amid):
        by_words = said(one.words, match.take(amid), cells, one_text=one_text)
        shifts[amid] = np.where(by_words == 0, by_name, by_words)
    return shifts


def _told(match: Matches, shifts: Scores) -> tuple[Matches, Scores]:
    """Return what counts where context shifts the scores so, with the scores moved."""
    one = match.recognizer
    if isinstance(one, HeaderRecognizer):
        return match, shifts
    match = replace(match, scores=np.where(match.valid, shifted(match.scores, shifts), 0.0))
    if not one.NEED:
        return match, shifts
    told = is_told(shifts, one.needs(match.values.some(match.rows)))
    return match.take(told), shifts[told]
