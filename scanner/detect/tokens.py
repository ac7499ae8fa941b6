"""The sieve: which runs of letters and digits could be an identifier at all.

Every identifier written without separators is a maximal run of ``[0-9A-Za-z]``.  Such
runs are found over the whole buffer at once; what stands in groups ("138 0013 8000"), in
full-width signs or beside other marks is left to the patterns, cell by cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_letters, digits
from typing import TYPE_CHECKING

import numpy as np

from recognizers.fold import FOLDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.detect.cells import Cells

LONGEST = 64  # runs at least this long are no identifier of ours
_LEAST_GROUPED = 7  # signs in two neighbouring groups of any grouped form


@dataclass(frozen=True, slots=True)
class Tokens:
    """Runs of ``[0-9A-Za-z]``, none across a cell's edge, in order."""

    starts: Ints  # into the buffer
    lengths: Ints

    def filled(self) -> Tokens:
        """Drop runs without a sign."""
        if (self.lengths > 0).all():
            return self
        return Tokens(self.starts[self.lengths > 0], self.lengths[self.lengths > 0])

    def chosen(self, cells: Cells, table: Mask) -> Tokens:
        """Keep runs by length and first sign; ``table`` is (LONGEST + 1, 256)."""
        fits = table[np.minimum(self.lengths, LONGEST), cells.buffer[self.starts]]
        if fits.all():
            return self
        keep = np.flatnonzero(fits)
        return Tokens(self.starts[keep], self.lengths[keep])


def tokens(cells: Cells) -> Tokens:
    """Find all runs of letters and digits."""
    first, last = int(cells.bounds[0]), int(cells.bounds[-1])
    signs = is_alnum(cells.buffer[first - 1 : last + 1])
    if signs[1:-1].all():  # the usual column of identifiers: each cell is one run
        lengths = np.diff(cells.bounds)
        return Tokens(cells.bounds[:-1], lengths).filled()
    opens = signs[1:] & ~signs[:-1]  # opens[i]: a run begins at first + i
    closes = signs[:-1] & ~signs[1:]  # closes[i]: a run ended before first + i
    edges = cells.bounds[1:-1] - first
    inside = edges[signs[edges] & signs[edges + 1]]  # a run crosses a cell's edge
    opens[inside] = True
    closes[inside] = True
    starts = np.flatnonzero(opens)
    return Tokens(starts + first, np.flatnonzero(closes) - starts)


def is_alnum(signs: Bytes) -> Mask:
    """Tell ASCII letters and digits."""
    return is_digit(signs) | (((signs | 0x20) - np.uint8(ord("a"))) < 26)  # noqa: PLR2004


def is_digit(signs: Bytes) -> Mask:
    """Tell ASCII digits."""
    return (signs - np.uint8(ord("0"))) < 10  # noqa: PLR2004


def isolated(cells: Cells, found: Tokens, cell: Ints) -> Mask:
    """Tell which runs stand alone, as ``recognizers.base.BEFORE`` and ``AFTER`` mean it."""
    before = cells.buffer[found.starts - 1]
    after = cells.buffer[found.starts + found.lengths]
    alone: Mask = ~((before == _POINT) | (after == _POINT) | (after == _AT))
    doubtful = np.flatnonzero(~alone)
    chosen = Tokens(found.starts[doubtful], found.lengths[doubtful])
    alone[doubtful] = ~_held(cells, chosen, cell[doubtful])
    return alone


def _held(cells: Cells, found: Tokens, cell: Ints) -> Mask:
    """Tell which runs are part of a decimal number or of an e-mail address."""
    begin, end = cells.bounds[cell], cells.bounds[cell + 1]
    starts, stops = found.starts, found.starts + found.lengths

    def at(position: Ints) -> Bytes:
        inside = (position >= begin) & (position < end)
        return np.where(inside, cells.buffer[np.minimum(position, end)], np.uint8(0))

    decimal_before = (at(starts - 1) == _POINT) & is_digit(at(starts - 2))
    mail = (at(stops) == _AT) & is_alnum(at(stops + 1))
    decimals = (at(stops) == _POINT) & is_digit(at(stops + 1))
    ends = [~(is_alnum(at(stops + n)) | (at(stops + n) == _POINT)) for n in (2, 3)]
    zeros = [at(stops + n) == _ZERO for n in (1, 2)]
    float_tail = zeros[0] & (ends[0] | (zeros[1] & ends[1]))
    held: Mask = decimal_before | mail | (decimals & ~float_tail)
    return held


def irregular(cells: Cells, found: Tokens) -> Ints:
    """Return the cells whose values may be written in groups or in folded signs.

    More than necessary is harmless: those cells are read by the patterns themselves.
    """
    places = [_grouped(cells, found), _strange_end(cells, found), _folded(cells)]
    return np.unique(cells.cell_of(np.sort(np.concatenate(places))))


def _grouped(cells: Cells, found: Tokens) -> Ints:
    """Return where two groups of signs are held together by a separator."""
    pairs = np.flatnonzero(found.lengths[:-1] + found.lengths[1:] >= _LEAST_GROUPED)
    stops = found.starts[pairs] + found.lengths[pairs]
    near = (found.starts[pairs + 1] - stops == 1) & _JOINS[cells.buffer[stops]]
    pairs = pairs[near]
    both = _digit_led(cells, found, pairs) & _digit_led(cells, found, pairs + 1)
    plus = np.empty(0, np.int64)
    if (cells.content == _PLUS).any():
        plus = found.starts[cells.buffer[found.starts - 1] == _PLUS]
    return np.concatenate([found.starts[pairs[both]], plus])


def _strange_end(cells: Cells, found: Tokens) -> Ints:
    """Return the longer runs that a two-byte character follows: × may stand for X."""
    long = np.flatnonzero(found.lengths >= _LEAST_GROUPED)
    after = cells.buffer[found.starts[long] + found.lengths[long]]
    strange: Ints = found.starts[long[(after >= 0xC3) & (after <= 0xDF)]]  # noqa: PLR2004
    return strange


def _digit_led(cells: Cells, found: Tokens, which: Ints) -> Mask:
    """Tell which runs begin with a digit, or (an IBAN) with two letters and a digit."""
    start = found.starts[which]
    return is_digit(cells.buffer[start]) | is_digit(cells.buffer[start + 2])


def _folded(cells: Cells) -> Ints:
    """Return where characters stand that ``fold`` turns into part of a value."""
    places = [np.empty(0, np.int64)]
    if cells.content.size and cells.content.max() > 0x7F:  # noqa: PLR2004 -- not ASCII
        for lead, forms in _FOLDED.items():
            at = np.flatnonzero(cells.content == lead) + cells.bounds[0]
            tail = cells.buffer[at + 1].astype(np.int32) << 8 | cells.buffer[at + 2]
            places += [_places(cells, at, tail, form) for form in forms]
    return np.concatenate(places)


def _places(cells: Cells, at: Ints, tail: NDArray[np.int32], form: _Form) -> Ints:
    """Return where one family of folded characters stands and matters."""
    found = at[form.tails[tail]]
    if form.joins_after:
        found = found[_GOES_ON[cells.buffer[found + form.width]]]
    if form.joins_before:
        found = found[_GOES_ON[cells.buffer[found - 1]]]
    return found


@dataclass(frozen=True, slots=True)
class _Form:
    """Characters with one first byte of UTF-8 and one role in a value."""

    width: int  # bytes of UTF-8
    tails: Mask  # (65536,): by the two bytes after the first
    joins_before: bool  # matters only between two signs of a value
    joins_after: bool


def _forms() -> dict[int, list[_Form]]:
    """Group the folded characters that can be part of a value, by first byte."""
    roles: dict[tuple[int, int, bool, bool], Mask] = {}
    for code, sign in FOLDS.items():
        if not (sign.isalnum() or sign in _MARKS):
            continue  # a full-width comma ends a value, as the plain one does
        form = chr(code).encode()
        role = (form[0], len(form), sign in " -.)", not sign.isalnum())
        tails = roles.setdefault(role, np.zeros(1 << 16, np.bool_))
        if len(form) == _WIDE:
            tails[form[1] << 8 | form[2]] = True
        else:
            tails[form[1] << 8 : (form[1] + 1) << 8] = True
    by_lead: dict[int, list[_Form]] = {}
    for (lead, width, before, after), tails in roles.items():
        by_lead.setdefault(lead, []).append(_Form(width, tails, before, after))
    return by_lead


_WIDE = 3  # bytes of UTF-8 of a full-width sign
_MARKS = frozenset(" -.)(+@")
_GOES_ON = np.zeros(256, np.bool_)  # signs that may stand beside a separator in a value
_GOES_ON[np.frombuffer(f"{digits}{ascii_letters} -().+_%".encode(), np.uint8)] = True
_FOLDED = _forms()
_POINT, _AT, _ZERO, _PLUS = ord("."), ord("@"), ord("0"), ord("+")
_JOINS = np.zeros(256, np.bool_)
_JOINS[np.frombuffer(b" -()", np.uint8)] = True
