"""Long lines are cut into cells, and what stands at a cut is looked at again.

A cut may fall into a value: a password in quotes may hold any sign.  So the text around each
is shown once more, whole, with what context and company can reach; what begins near a cut is
found there, and all else in the cells.  Thus nothing depends on where the cuts are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers.labels import REACH
from scanner.detect.cells import UTF8_MOST, pieces
from scanner.detect.matches import Findings
from scanner.detect.sites import Sites

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.places import Place
    from scanner.detect.arrays import Ints, Mask
    from scanner.detect.cells import Cells
    from scanner.detect.finder import Finder
    from scanner.detect.matches import Matches
    from scanner.detect.reference import Reference

NEAR = 4096  # bytes: from a cut, either way; no value with a sign to cut at is longer
_NEWLINE = 0x0A
_NOWHERE = 1 << 62
_BEFORE, _AFTER = NEAR + REACH + UTF8_MOST, 2 * NEAR + REACH  # of a cut, that are shown


class _Seams(NamedTuple):
    """What is shown again, line by line; pieces of one window follow each other.  (n,) each."""

    starts: Ints
    stops: Ints


def find(finder: Finder | Reference, cells: Cells, near: Sequence[Place] = ()) -> Findings:
    """Return what the lines of a text hold, wherever they are cut."""
    found = finder.find(cells, near=near, one_text=True)
    cuts = cuts_of(cells)
    if not len(cuts):
        return found
    seams = _seams(cells, cuts)
    shown = pieces(cells.buffer, *seams)
    again = finder.find(shown, near=near, one_text=True)
    apart = [match.take(~_is_near(match.starts, cuts)) for match in found.matches]
    moved = [_moved(match, seams.starts - shown.bounds[:-1], cells) for match in again.matches]
    at_cuts = [match.take(_is_near(match.starts, cuts)) for match in moved]
    troubles = dict.fromkeys((*found.troubles, *again.troubles))
    return Findings([match for match in (*apart, *at_cuts) if len(match)], [*troubles])


def cuts_of(cells: Cells) -> Ints:
    """Return where cells of a text end amid a line, in order."""
    ends = cells.bounds[1:-1]
    cuts: Ints = ends[cells.buffer[ends - 1] != _NEWLINE]
    return cuts


def _seams(cells: Cells, cuts: Ints) -> _Seams:
    """Return the windows around cuts, each cut after its lines only."""
    bounds, lines = cells.bounds, np.setdiff1d(cells.bounds, cuts)
    starts, stops = [], []
    for cut in cuts.tolist():
        first = cells.begin(max(int(bounds[0]), cut - _BEFORE))
        last = cells.begin(min(int(bounds[-1]), cut + _AFTER))
        ends = lines[(lines > first) & (lines < last)].tolist()
        starts += [first, *ends]
        stops += [*ends, last]
    return _Seams(np.array(starts, np.int64), np.array(stops, np.int64))


def _is_near(places: Ints, cuts: Ints) -> Mask:
    """Tell which ascending or other places are near a cut."""
    following = np.searchsorted(cuts, places, side="right")
    to_next = np.append(cuts, _NOWHERE)[following] - places
    since_last = places - np.append(-_NOWHERE, cuts)[following]
    near: Mask = (to_next <= NEAR) | (since_last < NEAR)
    return near


def _moved(match: Matches, offsets: Ints, cells: Cells) -> Matches:
    """Return matches in seams as what they are in the cells."""
    by = offsets[match.cells]
    starts, stops = match.starts + by, match.stops + by
    sites = Sites(cells.cell_of(starts), starts, stops, match.whole)
    return replace(match, sites=sites)
