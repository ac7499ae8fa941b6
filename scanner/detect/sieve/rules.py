"""What is said of one run of letters and digits: whether it stands alone, and where it ends.

The rules of the sieve, for its loops over the cells of a column and over the lines of a text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import inner
from scanner.detect.sieve.gaps import leads, trails
from scanner.detect.signs import IS_MARK, JOIN

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes
    from scanner.detect.sieve.runs import Runs

WITH_DIGIT, ANY = 1, 3  # how runs of a length and a first sign can be of use; bits
LONGEST = 64  # runs at least this long are no identifier of ours
_CLOSES = ord(")")
WIDEST_GAP = 3  # signs between two groups: "(00852)  62345678", and else only two
LEAST_GROUPED = 7  # signs in two neighbouring groups of any grouped form
PLUS = ord("+")
_FIRST_ODD, _LAST_ODD = 0xC3, 0xDF  # first bytes of two-byte characters: × may stand for X
_POINT, _AT, _ZERO, _NINE = ord("."), ord("@"), ord("0"), ord("9")
_HYPHEN, _SIX, _EIGHT = ord("-"), ord("6"), ord("8")
# 8-4-4-4- before the last group, and where its hyphens are, counted backwards.
_UUID_LEAD, _UUID_HYPHENS = 24, (1, 6, 11, 16)


@inner
def written_down(
    buffer: Bytes,
    cell: tuple[int, int, int],
    run: tuple[int, int],
    tables: tuple[Bytes, Bytes],
    out: tuple[Runs, int],
) -> int:
    """Write down a run of a cell, its number and bounds, if it is of use; count it if so."""
    (number, first, last), (start, stop), (wanted, signs) = cell, run, tables
    (of_cell, starts, lengths, heads, whole), count = out
    length = min(stop - start, LONGEST)
    use = wanted[length, buffer[start]]
    if not use or (use == WITH_DIGIT and not has_digit(buffer, start, stop)):
        return count
    if _is_held(buffer, first, start, stop, last):
        return count
    of_cell[count], starts[count] = number, start
    lengths[count], heads[count] = length, buffer[start]
    before, after = (first, start), (stop, last)
    whole[count] = leads(buffer, before, signs) and trails(buffer, after, signs)
    return count + 1


@inner
def has_digit(buffer: Bytes, start: int, stop: int) -> bool:
    """Tell whether a run has a digit."""
    place = start
    while place < stop and not _is_digit(buffer[place]):
        place += 1
    return place < stop


@inner
def has_mark(buffer: Bytes, start: int, stop: int, signs: Bytes) -> bool:
    """Tell whether any of some letters and digits is a mark."""
    found = np.uint8(0)
    for place in range(start, stop):
        found |= signs[IS_MARK + buffer[place]]
    return bool(found)


@inner
def _is_digit(sign: int) -> bool:
    return _ZERO <= sign <= _NINE


@inner
def is_alnum(sign: int) -> bool:
    """Tell an ASCII letter or digit."""
    return _ZERO <= sign <= _NINE or ord("a") <= sign | 0x20 <= ord("z")


@inner
def is_signed(buffer: Bytes, first: int, run: tuple[int, int]) -> bool:
    """Tell whether a plus is before digits: they may begin with a country's code."""
    place, stop = run
    if place == first or buffer[place - 1] != PLUS:
        return False
    while place < stop:
        others = words.no_digit(words.load(buffer, place))
        if others:
            return place + words.first(others) >= stop
        place += words.WORD
    return True


@inner
def is_strange(buffer: Bytes, run: tuple[int, int], last: int) -> bool:
    """Tell whether a long run is followed by a two-byte character, which may stand for X."""
    start, stop = run
    return stop - start >= LEAST_GROUPED and stop < last and _FIRST_ODD <= buffer[stop] <= _LAST_ODD


@inner
def is_grouped(buffer: Bytes, before: tuple[int, int], run: tuple[int, int], signs: Bytes) -> bool:
    """Tell whether a run and the one before it are two groups of several."""
    return (
        0 < run[0] - before[1] <= WIDEST_GAP - (buffer[before[1]] != _CLOSES)
        and signs[JOIN + buffer[before[1]]] != 0
        and signs[JOIN + buffer[run[0] - 1]] != 0
        and run[1] - run[0] + before[1] - before[0] >= _least_grouped(buffer, before[0])
        and _is_digit_led(buffer, before[0])
        and (_is_digit_led(buffer, run[0]) or _begins_iban(buffer, before, run))
    )


@inner
def _least_grouped(buffer: Bytes, first: int) -> int:
    """Return how many signs two groups hold at the least: 886 912 345 678 is Taiwan's own way."""
    is_taiwans = buffer[first] == _EIGHT and buffer[first + 1] == _EIGHT
    return LEAST_GROUPED - int(is_taiwans and buffer[first + 2] == _SIX)


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
    if stop + 1 >= last or not is_alnum(buffer[stop + 1]):
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
    return place >= last or not (is_alnum(buffer[place]) or buffer[place] == _POINT)
