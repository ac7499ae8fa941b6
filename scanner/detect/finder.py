"""All recognizers over many cells at once: the fast path.

``tokens``      which runs could be an identifier; which cells need the patterns
``plain``       runs judged as arrays
``sieved``      cells with a mark that some values cannot do without, such as "@"
``written``     the remaining cells, by the recognizers' own patterns
``attributes``  cells that their column's name explains
then context raises or lowers the scores.  ``find`` gives what Presidio's
``AnalyzerEngine`` gives for each cell with ``context=[name]``; a test compares them.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

import recognizers
from recognizers.base import HeaderRecognizer, ProvenRecognizer, shifted
from recognizers.context import AFTER_CHARS, BEFORE_CHARS
from recognizers.fold import fold
from scanner.detect.attributes import find_attributes
from scanner.detect.matches import Matches, together
from scanner.detect.plain import find_plain
from scanner.detect.sieved import find_sieved
from scanner.detect.tokens import irregular, tokens
from scanner.detect.written import find_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.detect.cells import Cells

_MOST_BYTES_A_CHAR = 4


class Finder:
    """The recognizers of one language, sorted by how they are run."""

    def __init__(self, language: str) -> None:
        loaded = recognizers.load(language=language)
        proven = [one for one in loaded if isinstance(one, ProvenRecognizer)]
        self.plain = [one for one in proven if one.LENGTHS]
        self.sieved = [one for one in proven if not one.LENGTHS]
        self.attributes = [one for one in loaded if isinstance(one, HeaderRecognizer)]

    def find(self, cells: Cells, name: str = "", *, one_text: bool = False) -> list[Matches]:
        """Return every shape in the cells, valid or not, one ``Matches`` a recognizer.

        Args:
            cells: Of one column, or the lines of one text.
            name: The column's name, "" where it has none.
            one_text: The cells are lines of one text; context looks across them.
        """
        pieces: dict[int, list[Matches]] = defaultdict(list)
        for match in self._raw(cells, name, one_text=one_text):
            pieces[id(match.recognizer)].append(match)
        found = [together(group) for group in pieces.values()]
        return [_in_context(match, cells, name, one_text=one_text) for match in found]

    def _raw(self, cells: Cells, name: str, *, one_text: bool) -> Iterator[Matches]:
        found = tokens(cells)
        odd = irregular(cells, found)
        regular = np.ones(len(cells), np.bool_)
        regular[odd] = False
        yield from find_plain(self.plain, cells, found, regular)
        yield from find_written(self.plain, cells, odd)
        yield from find_sieved(self.sieved, cells, odd)
        if not one_text:
            yield from find_attributes(self.attributes, cells, name)


@cache
def finder(language: str) -> Finder:
    """Return the process's finder for a language."""
    return Finder(language)


def _in_context(match: Matches, cells: Cells, name: str, *, one_text: bool) -> Matches:
    """Apply the words around each match, else the column's name, to the scores."""
    one = match.recognizer
    if isinstance(one, HeaderRecognizer):
        return match
    by_name = one.header_shift([name]) if name else 0.0
    for index in np.flatnonzero(match.valid & match.whole & ~one_text).tolist():
        match.scores[index] = shifted(float(match.scores[index]), by_name)
    for index in np.flatnonzero(match.valid & ~(match.whole & ~one_text)).tolist():
        shift = _by_words(match, cells, index, one_text=one_text)
        match.scores[index] = shifted(float(match.scores[index]), shift or by_name)
    return match


def _by_words(match: Matches, cells: Cells, index: int, *, one_text: bool) -> float:
    """Return what the words around one match say of it."""
    cell = 0 if one_text else int(match.cells[index])
    begin = int(cells.bounds[cell])
    end = int(cells.bounds[-1 if one_text else cell + 1])
    start, stop = int(match.starts[index]), int(match.stops[index])
    window = cells.slice(max(begin, start - BEFORE_CHARS * _MOST_BYTES_A_CHAR), start)
    before = fold(window)
    after = fold(cells.slice(stop, min(end, stop + AFTER_CHARS * _MOST_BYTES_A_CHAR)))
    return match.recognizer.words.shift(before + after, len(before), len(before))
