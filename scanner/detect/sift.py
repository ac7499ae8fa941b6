"""The sieve: which runs of letters and digits could be an identifier at all.

Every identifier written without separators is a maximal run of ``[0-9A-Za-z]``.  One pass
over the bytes of a column finds those of a fitting length and first sign; cells whose
values may stand in groups ("138 0013 8000"), in full-width signs or beside other marks
are odd: they are left to the patterns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers import words
from recognizers.compiled import inner
from scanner.detect.signs import (
    ALNUM,
    DECORATION,
    FOLDED,
    JOINS_AFTER,
    JOINS_BEFORE,
    LEAD,
    LEADING,
    MARK,
    OTHER,
    PLAINLY,
    TOUCHING,
    TRAILING,
    WIDE,
)

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.detect.cells import Cells
    from scanner.detect.signs import Signs

LONGEST = 64  # runs at least this long are no identifier of ours
_WIDEST_GAP = 2  # signs between two groups: "(010) 62345678"
_LEAST_GROUPED = 7  # signs in two neighbouring groups of any grouped form
_FIRST_ODD, _LAST_ODD = 0xC3, 0xDF  # first bytes of two-byte characters: × may stand for X
_POINT, _AT, _ZERO, _NINE, _PLUS = ord("."), ord("@"), ord("0"), ord("9"), ord("+")
_MIDDLE_DOT = 0xC2  # first byte of "·"


class Runs(NamedTuple):
    """Runs of one column that could be identifiers, in order.  All arrays are (n,) long."""

    cell: Ints
    starts: Ints  # into the buffer
    lengths: Bytes
    heads: Bytes  # first signs
    whole: Mask  # the run is all that its cell says, but for decoration

    def take(self, which: Ints) -> Runs:
        """Return some of the runs, in order; all of them without a copy."""
        if len(which) == len(self.cell):
            return self
        return Runs._make(array[which] for array in self)


class Sifted(NamedTuple):
    """What one pass over a column shows."""

    runs: Runs  # in regular cells
    odd: Mask  # (len(cells),)
    seen: Mask  # (256,): in regular cells, ASCII signs but digits, and first bytes of marks


def sift(cells: Cells, wanted: Mask, signs: Signs) -> Sifted:
    """Find the runs in regular cells.

    Args:
        cells: What is searched.
        wanted: (LONGEST + 1, 256), by length and first sign.
        signs: What bytes mean.
    """
    shortest = int(np.flatnonzero(wanted.any(axis=1)).min(initial=LONGEST))
    most = len(cells.content) // max(1, shortest) + 1
    runs = Runs(
        np.empty(most, np.int64),
        np.empty(most, np.int64),
        np.empty(most, np.uint8),
        np.empty(most, np.uint8),
        np.empty(most, np.bool_),
    )
    odd, seen = np.zeros(len(cells), np.bool_), np.zeros(256, np.bool_)
    count = _sift(cells.buffer, cells.bounds, wanted, signs, Sifted(runs, odd, seen))
    return Sifted(Runs._make(array[:count] for array in runs), odd, seen)


@inner
def _sift(buffer: Bytes, bounds: Ints, wanted: Mask, signs: Signs, out: Sifted) -> int:
    (of_cell, starts, lengths, heads, whole), odd, seen = out
    count = 0
    for cell in range(len(bounds) - 1):
        first, place, last = bounds[cell], bounds[cell], bounds[cell + 1]
        kept, before = count, (-1, -1)
        while place < last:
            start = _gap_end(buffer, place, last, signs, seen)
            if start >= last:
                odd[cell] = start > last
                break
            place = _run_end(buffer, start, last, signs.kinds, seen)
            if _is_odd(buffer, (first, last), before, (start, place), signs.joins):
                odd[cell] = True
                break
            before = (start, place)
            length = min(place - start, LONGEST)
            if wanted[length, buffer[start]] and not _is_held(buffer, first, start, place, last):
                of_cell[count], starts[count] = cell, start
                lengths[count], heads[count] = length, buffer[start]
                whole[count] = _all(buffer, (first, start), signs.leads, LEADING, signs) and _all(
                    buffer, (place, last), signs.trails, TRAILING, signs
                )
                count += 1
        if odd[cell]:
            count = kept
    return count


@inner
def _gap_end(buffer: Bytes, start: int, last: int, signs: Signs, seen: Mask) -> int:
    """Pass what is no letter or digit; return where it ends, beyond the cell if that is odd."""
    place = start
    while place < last:
        sign = buffer[place]
        kind = signs.kinds[sign]
        if kind == ALNUM:
            break
        after = place + signs.steps[sign]
        if kind == OTHER:
            seen[sign] = True
        else:
            role = _role(buffer, place, signs)
            if role & FOLDED and _matters(buffer, place, role, signs.goes_on):
                return last + 1
            if role & MARK or (role & TOUCHING and _touches_plain(buffer, place, after, signs)):
                seen[sign] = True
        place = after
    return min(place, last)


@inner
def _is_odd(
    buffer: Bytes,
    cell: tuple[int, int],
    before: tuple[int, int],
    run: tuple[int, int],
    joins: Mask,
) -> bool:
    """Tell whether a run is one group of several, or does not end where it seems to."""
    return (
        _is_signed(buffer, cell[0], run[0])
        or _is_strange(buffer, run[0], run[1], cell[1])
        or (
            0 < run[0] - before[1] <= _WIDEST_GAP
            and joins[buffer[before[1]]]
            and joins[buffer[run[0] - 1]]
            and run[1] - run[0] + before[1] - before[0] >= _LEAST_GROUPED
            and _is_digit_led(buffer, before[0])
            and (_is_digit_led(buffer, run[0]) or _begins_iban(buffer, before, run))
        )
    )


@inner
def _run_end(buffer: Bytes, start: int, last: int, kinds: Bytes, seen: Mask) -> int:
    """Return where a run of letters and digits ends; digits are passed eight at a time."""
    place = start
    while place < last:
        digits_on = words.first(words.no_digit(words.load(buffer, place)))
        place += digits_on
        if digits_on < words.WORD:
            if place >= last or kinds[buffer[place]] != ALNUM:
                break
            seen[buffer[place]] = True
            place += 1
    return min(place, last)


@inner
def _is_plain(sign: int) -> bool:
    """Tell an ASCII sign, or what may be a middle dot; a neighbour's in the next cell, too."""
    return sign < 0x80 or sign == _MIDDLE_DOT  # noqa: PLR2004 -- ASCII


@inner
def _role(buffer: Bytes, place: int, signs: Signs) -> int:
    """Return the roles of the character that begins, or seems to begin, at a place."""
    sign = buffer[place]
    if signs.kinds[sign] != LEAD:
        return 0
    return int(signs.tails[signs.row[sign], buffer[place + 1] * 256 + buffer[place + 2]])


@inner
def _touches_plain(buffer: Bytes, place: int, after: int, signs: Signs) -> bool:
    """Tell whether an ASCII sign, or what stands for one, is beside a mark."""
    return (
        _is_plain(buffer[place - 1])
        or _is_plain(buffer[after])
        or (_role(buffer, place - WIDE, signs) | _role(buffer, after, signs)) & PLAINLY != 0
    )


@inner
def _is_digit(sign: int) -> bool:
    return _ZERO <= sign <= _NINE


@inner
def _is_alnum(sign: int) -> bool:
    return _ZERO <= sign <= _NINE or ord("a") <= sign | 0x20 <= ord("z")


@inner
def _is_signed(buffer: Bytes, first: int, start: int) -> bool:
    """Tell whether a plus is before a run: the run may be a country's code."""
    return start > first and buffer[start - 1] == _PLUS


@inner
def _is_strange(buffer: Bytes, start: int, stop: int, last: int) -> bool:
    """Tell whether a long run is followed by a two-byte character, which may stand for X."""
    return (
        stop - start >= _LEAST_GROUPED and stop < last and _FIRST_ODD <= buffer[stop] <= _LAST_ODD
    )


@inner
def _is_digit_led(buffer: Bytes, start: int) -> bool:
    """Tell whether a run begins with a digit, or (an IBAN) with two letters and a digit."""
    return _is_digit(buffer[start]) or _is_digit(buffer[start + 2])


@inner
def _begins_iban(buffer: Bytes, before: tuple[int, int], run: tuple[int, int]) -> bool:
    """Tell whether two groups of four begin as an IBAN does, whatever the second one says."""
    four = before[0] + 4
    return before[1] == four and run[1] == run[0] + 4 and not _is_digit(buffer[before[0]])


@inner
def _matters(buffer: Bytes, place: int, role: int, goes_on: Mask) -> bool:
    """Tell whether a character that folds into a part of a value stands where one can be."""
    width = WIDE if buffer[place] >= 0xE0 else 2  # noqa: PLR2004 -- bytes of UTF-8
    if role & JOINS_AFTER and not goes_on[buffer[place + width]]:
        return False
    return not role & JOINS_BEFORE or bool(goes_on[buffer[place - 1]])


@inner
def _is_held(buffer: Bytes, first: int, start: int, stop: int, last: int) -> bool:
    """Tell whether a run is part of a decimal number or of an e-mail address.

    The rule of ``recognizers.base.BEFORE`` and ``AFTER``.
    """
    if start - 1 > first and buffer[start - 1] == _POINT and _is_digit(buffer[start - 2]):
        return True
    if stop + 1 >= last or not _is_alnum(buffer[stop + 1]):
        return False
    if buffer[stop] == _AT:
        return True
    if buffer[stop] != _POINT or not _is_digit(buffer[stop + 1]):
        return False
    return not _is_float_tail(buffer, stop, last)


@inner
def _is_float_tail(buffer: Bytes, point: int, last: int) -> bool:
    """Tell whether ".0" or ".00" ends a number."""
    place = point + 1
    while place < last and place < point + 3 and buffer[place] == _ZERO:
        place += 1
    if place == point + 1:
        return False
    return place >= last or not (_is_alnum(buffer[place]) or buffer[place] == _POINT)


@inner
def _all(buffer: Bytes, span: tuple[int, int], allowed: Mask, role: int, signs: Signs) -> bool:
    """Tell whether all that stands between is decoration, and not too much of it."""
    place, stop = span
    if stop - place > DECORATION:
        return False
    while place < stop:
        if not allowed[buffer[place]] and not _role(buffer, place, signs) & role:
            return False
        place += signs.steps[buffer[place]]
    return True
