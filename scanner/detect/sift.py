"""The sieve: which runs of letters and digits could be an identifier at all.

Every identifier written without separators is a maximal run of ``[0-9A-Za-z]``.  One pass
over the bytes of a column finds those of a fitting length and first sign; cells whose
values may stand in groups ("138 0013 8000"), in full-width signs or beside other marks
are odd: they are left to the patterns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import inner
from scanner.detect.gaps import gap_end, leads, trails
from scanner.detect.runs import Runs, Sifted, of_numbers
from scanner.detect.signs import IS_MARK, JOIN

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints
    from scanner.detect.cells import Cells
    from scanner.detect.gaps import Note

WITH_DIGIT, ANY = 1, 3  # how runs of a length and a first sign can be of use; bits
LONGEST = 64  # runs at least this long are no identifier of ours
_WIDEST_GAP = 2  # signs between two groups: "(010) 62345678"
_LEAST_GROUPED = 7  # signs in two neighbouring groups of any grouped form
_FIRST_ODD, _LAST_ODD = 0xC3, 0xDF  # first bytes of two-byte characters: × may stand for X
_POINT, _AT, _ZERO, _NINE, _PLUS = ord("."), ord("@"), ord("0"), ord("9"), ord("+")
_HYPHEN, _SIX, _EIGHT = ord("-"), ord("6"), ord("8")
# 8-4-4-4- before the last group, and where its hyphens are, counted backwards.
_UUID_LEAD, _UUID_HYPHENS = 24, (1, 6, 11, 16)


def sift(cells: Cells, wanted: Bytes, signs: Bytes) -> Sifted:
    """Find the runs in regular cells.

    Args:
        cells: What is searched.
        wanted: (LONGEST + 1, 256), by length and first sign.
        signs: What bytes mean.
    """
    if cells.even:
        return of_numbers(cells, wanted)
    shortest = int(np.flatnonzero(wanted.any(axis=1)).min(initial=LONGEST))
    most = len(cells.content) // max(1, shortest) + 1
    runs = Runs(
        np.empty(most, np.int64),
        np.empty(most, np.int64),
        np.empty(most, np.uint8),
        np.empty(most, np.uint8),
        np.empty(most, np.bool_),
    )
    odd, marked = np.zeros(len(cells), np.bool_), np.zeros(len(cells), np.bool_)
    where = (cells.buffer, cells.bounds, cells.digits)
    count = _sift(where, wanted, signs, Sifted(runs, odd, marked))
    return Sifted(Runs._make(array[:count] for array in runs), odd, marked)


@inner
def _sift(where: tuple[Bytes, Ints, Bytes], wanted: Bytes, signs: Bytes, out: Sifted) -> int:
    (buffer, bounds, digits), (of_cell, starts, lengths, heads, whole) = where, out.runs
    count = 0
    for cell in range(len(digits)):
        if not digits[cell]:
            count = _sift_one(where, cell, count, (wanted, signs), out)
        elif wanted[digits[cell], buffer[bounds[cell]]]:
            of_cell[count], starts[count] = cell, bounds[cell]
            lengths[count], heads[count] = digits[cell], buffer[bounds[cell]]
            whole[count] = True
            count += 1
    return count


@inner
def _sift_one(
    where: tuple[Bytes, Ints, Bytes],
    cell: int,
    count: int,
    tables: tuple[Bytes, Bytes],
    out: Sifted,
) -> int:
    """Find the runs in one cell, after so many; return how many there are then."""
    (buffer, bounds, _), (wanted, signs) = where, tables
    (of_cell, starts, lengths, heads, whole), odd, marked = out
    first, place, last = bounds[cell], bounds[cell], bounds[cell + 1]
    kept, before = count, (-1, -1)
    while place < last:
        start = gap_end(buffer, place, last, signs, (marked, cell))
        if start >= last:
            odd[cell] = start > last
            break
        place = _run_end(buffer, start, last, signs, (marked, cell))
        if _is_odd(buffer, (first, last), before, (start, place), signs):
            odd[cell] = True
            break
        before = (start, place)
        length = min(place - start, LONGEST)
        use = wanted[length, buffer[start]]
        if use == WITH_DIGIT and not _has_digit(buffer, start, place):
            continue
        if use and not _is_held(buffer, first, start, place, last):
            of_cell[count], starts[count] = cell, start
            lengths[count], heads[count] = length, buffer[start]
            whole[count] = leads(buffer, (first, start), signs) and trails(
                buffer, (place, last), signs
            )
            count += 1
    return kept if odd[cell] else count


@inner
def _is_odd(
    buffer: Bytes,
    cell: tuple[int, int],
    before: tuple[int, int],
    run: tuple[int, int],
    signs: Bytes,
) -> bool:
    """Tell whether a run is one group of several, or does not end where it seems to."""
    return (
        _is_signed(buffer, cell[0], run[0], run[1])
        or _is_strange(buffer, run[0], run[1], cell[1])
        or (
            0 < run[0] - before[1] <= _WIDEST_GAP
            and signs[JOIN + buffer[before[1]]]
            and signs[JOIN + buffer[run[0] - 1]]
            and run[1] - run[0] + before[1] - before[0] >= _least_grouped(buffer, before[0])
            and _is_digit_led(buffer, before[0])
            and (_is_digit_led(buffer, run[0]) or _begins_iban(buffer, before, run))
        )
    )


@inner
def _run_end(buffer: Bytes, place: int, last: int, signs: Bytes, note: Note) -> int:
    """Return where a run of letters and digits ends; note whether one is a mark."""
    marked, cell = note
    while place < last:
        word = words.load(buffer, place)
        on = words.first(words.no_alnum(word))
        digits_on = words.first(words.no_digit(word))
        if digits_on < on and not marked[cell]:
            marked[cell] = _has_mark(buffer, place + digits_on, min(place + on, last), signs)
        place += on
        if on < words.WORD:
            break
    return min(place, last)


@inner
def _has_mark(buffer: Bytes, start: int, stop: int, signs: Bytes) -> bool:
    """Tell whether any of up to eight letters and digits is a mark."""
    found = np.uint8(0)
    for place in range(start, stop):
        found |= signs[IS_MARK + buffer[place]]
    return bool(found)


@inner
def _has_digit(buffer: Bytes, start: int, stop: int) -> bool:
    place = start
    while place < stop and not _is_digit(buffer[place]):
        place += 1
    return place < stop


@inner
def _is_digit(sign: int) -> bool:
    return _ZERO <= sign <= _NINE


@inner
def _is_alnum(sign: int) -> bool:
    return _ZERO <= sign <= _NINE or ord("a") <= sign | 0x20 <= ord("z")


@inner
def _is_signed(buffer: Bytes, first: int, start: int, stop: int) -> bool:
    """Tell whether a plus is before digits: they may begin with a country's code."""
    if start == first or buffer[start - 1] != _PLUS:
        return False
    place = start
    while place < stop:
        others = words.no_digit(words.load(buffer, place))
        if others:
            return place + words.first(others) >= stop
        place += words.WORD
    return True


@inner
def _is_strange(buffer: Bytes, start: int, stop: int, last: int) -> bool:
    """Tell whether a long run is followed by a two-byte character, which may stand for X."""
    return (
        stop - start >= _LEAST_GROUPED and stop < last and _FIRST_ODD <= buffer[stop] <= _LAST_ODD
    )


@inner
def _least_grouped(buffer: Bytes, first: int) -> int:
    """Return how many signs two groups hold at the least: 886 912 345 678 is Taiwan's own way."""
    is_taiwans = buffer[first] == _EIGHT and buffer[first + 1] == _EIGHT
    return _LEAST_GROUPED - int(is_taiwans and buffer[first + 2] == _SIX)


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
def _is_held(buffer: Bytes, first: int, start: int, stop: int, last: int) -> bool:
    """Tell whether a run is part of a decimal number, of an e-mail address or of a UUID.

    The rule of ``recognizers.base.BEFORE`` and ``AFTER``.
    """
    if start - 1 > first and buffer[start - 1] == _POINT and _is_digit(buffer[start - 2]):
        return True
    if start - first >= _UUID_LEAD and buffer[start - 1] == _HYPHEN and _closes_uuid(buffer, start):
        return True
    if stop + 1 >= last or not _is_alnum(buffer[stop + 1]):
        return False
    if buffer[stop] == _AT:
        return True
    if buffer[stop] != _POINT or not _is_digit(buffer[stop + 1]):
        return False
    return not _is_float_tail(buffer, stop, last)


@inner
def _closes_uuid(buffer: Bytes, start: int) -> bool:
    """Tell whether the first four groups of a UUID, and the hyphen, stand before a run."""
    for back in range(1, _UUID_LEAD + 1):
        sign = buffer[start - back]
        if sign == _HYPHEN if back in _UUID_HYPHENS else _is_hexadecimal(sign):
            continue
        return False
    return True


@inner
def _is_hexadecimal(sign: int) -> bool:
    return _is_digit(sign) or ord("a") <= sign | 0x20 <= ord("f")


@inner
def _is_float_tail(buffer: Bytes, point: int, last: int) -> bool:
    """Tell whether ".0" or ".00" ends a number."""
    place = point + 1
    while place < last and place < point + 3 and buffer[place] == _ZERO:
        place += 1
    if place == point + 1:
        return False
    return place >= last or not (_is_alnum(buffer[place]) or buffer[place] == _POINT)
