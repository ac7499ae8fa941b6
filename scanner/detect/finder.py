"""All recognizers over many cells at once: the fast path.

``sift``        which runs could be an identifier; which cells need the patterns
``plain``       runs judged as arrays
``sieved``      cells with a mark that some values cannot do without, such as "@"
``written``     the remaining cells, by the recognizers' own patterns
``attributes``  cells that their column's name explains
``labelled``    values beside a label that does
``own``         what the user's recognizers find
then context raises or lowers the scores: ``claims`` gives what Presidio's
``AnalyzerEngine`` gives for each cell with ``context=[name]``; a test compares them.
``find`` settles those that overlap (``overlaps``).
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np

import recognizers
from recognizers.base import ProvenRecognizer
from recognizers.by_header import HeaderRecognizer
from scanner.detect.announced import unannounced
from scanner.detect.around import context, shifts_of, told
from scanner.detect.attributes import find_attributes
from scanner.detect.labelled import find_labelled, without_whole
from scanner.detect.matches import Findings, Matches
from scanner.detect.overlaps import settled
from scanner.detect.own.finding import find_own
from scanner.detect.own.merging import undoubled
from scanner.detect.plain import find_plain, wanted
from scanner.detect.repeats import few_texts
from scanner.detect.sieve.hosted import hosted
from scanner.detect.sieve.sift import sift
from scanner.detect.sieved import Sieve, find_sieved
from scanner.detect.signs import signs
from scanner.detect.trouble import guarded
from scanner.detect.written import find_written
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.places import Place
    from scanner.detect.announced import Quiet
    from scanner.detect.arrays import Mask, Scores
    from scanner.detect.cells import Cells
    from scanner.detect.own.finding import Answering
    from scanner.detect.sieved import Marks
    from scanner.model import OwnFiles

    _Counted = tuple[Matches, Scores]


class Finder:
    """The recognizers of one language, sorted by how they are run."""

    def __init__(self, language: str, regions: Sequence[str] = (), files: OwnFiles = ()) -> None:
        loaded = recognizers.load(regions or recognizers.REGIONS, [language])
        proven = [one for one in loaded if isinstance(one, ProvenRecognizer)]
        self.plain = [one for one in proven if one.LENGTHS]
        self.sieved = [one for one in proven if not one.LENGTHS]
        self.attributes = [one for one in loaded if isinstance(one, HeaderRecognizer)]
        self._wanted = wanted(tuple(self.plain))
        self._sieve = Sieve(proven)
        self._signs = signs(self._sieve.marks)
        self._own = _own(files, language) if files else ()

    def find(
        self, cells: Cells, name: str = "", near: Sequence[Place] = (), *, one_text: bool = False
    ) -> Findings:
        """Return every shape in the cells, valid or not, in no particular order.

        Args:
            cells: Of one column, or the lines of one text.
            name: The column's name, "" where it has none.
            near: Names of the file and the table, as far as they say anything.
            one_text: The cells are lines of one text; context looks across them.
        """
        found, shifts, troubles = self._claims(cells, name, near, one_text=one_text)
        return Findings(settled(found, shifts, one_text=one_text), troubles)

    def claims(
        self, cells: Cells, name: str = "", near: Sequence[Place] = (), *, one_text: bool = False
    ) -> list[Matches]:
        """Return the same before overlaps are settled: what Presidio's engine returns."""
        return self._claims(cells, name, near, one_text=one_text)[0]

    def _claims(
        self, cells: Cells, name: str, near: Sequence[Place], *, one_text: bool
    ) -> tuple[list[Matches], list[Scores], list[Note]]:
        names = context(name, near)
        raw, quiet = self._raw(cells, name, names, one_text=one_text)
        troubles = [one for one in raw if isinstance(one, Note)]
        counted: list[_Counted] = []
        for match in (one for one in raw if isinstance(one, Matches)):
            count = partial(_counted, match, cells, names, quiet, one_text=one_text)
            for each in guarded(match.recognizer, count):
                troubles.append(each) if isinstance(each, Note) else counted.append(each)
        if self._own:
            counted = undoubled(counted)
        return [match for match, _ in counted], [shift for _, shift in counted], troubles

    def _raw(
        self, cells: Cells, name: str, names: Sequence[str], *, one_text: bool
    ) -> tuple[list[Matches | Note], Quiet]:
        """Return all matches before context, and the recognizers that nothing announces."""
        few = None if one_text else few_texts(cells)
        raw, beside, quiet = self._by_shape(few or cells, names, one_text=one_text)
        if few and (raw or beside):  # where texts repeat, most often nothing is in any of them
            raw, beside, quiet = self._by_shape(cells, names, one_text=one_text)
        told = [] if one_text else [*find_attributes(self.attributes, cells, name)]
        raw += [*told, *without_whole(beside, told)]
        if self._own:
            raw += find_own(self._own, cells, name, one_text=one_text)
        return raw, quiet

    def _by_shape(
        self, cells: Cells, names: Sequence[str], *, one_text: bool
    ) -> tuple[list[Matches | Note], list[Matches], Quiet]:
        """Return what has a shape of its own, what is beside labels, and whom nothing announces."""
        known = None if one_text or cells.width else hosted(cells, self._signs, self._dull)
        found = sift(cells, self._wanted, self._signs, known, one_text=one_text)
        if not (found.odd.any() or found.marked.any()):  # as most columns are
            quiet = unannounced(self.plain, cells, names, found, one_text=one_text)
            return [*find_plain(self.plain, cells, found.runs, quiet)], [], quiet
        marks, labelled = self._sieve.marked(cells, found)
        marked = [mask for one, mask in marks.items() if one.LENGTHS]
        strange = found._replace(odd=np.logical_or.reduce([found.odd, *marked]))
        quiet = unannounced(self.plain, cells, names, strange, one_text=one_text)
        raw: list[Matches | Note] = [
            *find_plain(self.plain, cells, found.runs, quiet, marks),
            *self._by_patterns(cells, found.odd, marks, quiet),
            *find_sieved(self.sieved, cells, found, marks),
        ]
        beside = [*find_labelled(self.attributes, cells, labelled, one_text=one_text)]
        return raw, beside, quiet

    def _dull(self, cells: Cells) -> Mask:
        """Tell which cells are an address with a host, and nothing else."""
        return self._sieve.dull(cells, sift(cells, self._wanted, self._signs))

    def _by_patterns(
        self, cells: Cells, odd: Mask, marks: Marks, quiet: Quiet
    ) -> Iterator[Matches | Note]:
        """Yield what patterns find: all in odd cells, some in those with marks of their values."""
        heard = [one for one in self.plain if not (one in quiet and one.is_always_announced)]
        yield from find_written(heard, cells, np.flatnonzero(odd), quiet)
        for one in heard:
            if one in marks:
                yield from find_written([one], cells, np.flatnonzero(marks[one] & ~odd), quiet)


def _counted(
    match: Matches, cells: Cells, names: Sequence[str], quiet: Quiet, *, one_text: bool
) -> Iterator[_Counted]:
    """Yield what counts in its context, and what that does to the scores."""
    yield told(match, shifts_of(match, cells, names, quiet, one_text=one_text))


def _own(files: OwnFiles, language: str) -> tuple[Answering, ...]:
    from scanner.detect.own.loading import asked

    return asked(files, language)


@cache
def finder(language: str, regions: tuple[str, ...] = (), files: OwnFiles = ()) -> Finder:
    """Return the process's finder for a language, some regions and the user's files."""
    return Finder(language, regions, files)
