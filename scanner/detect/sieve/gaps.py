"""What stands between runs of letters and digits, for the sieve's loops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import inner
from scanner.detect.signs import (
    ALNUM,
    DECORATION,
    FOLDED,
    GOES_ON,
    HAS_ROLE,
    IS_MARK,
    JOINS_AFTER,
    JOINS_BEFORE,
    KIND,
    LEAD,
    LEAD_IN,
    LEADING,
    MARK,
    MAY_LEAD,
    OTHER,
    PLAINLY,
    ROW,
    STEP,
    TAILS,
    TOUCHING,
    TRAIL,
    TRAILING,
    WIDE,
)

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Mask

    Note = tuple[Mask, int]  # which cells have marks, and the cell

# A character of three bytes, as most Chinese ones are; of the later ones six bits count.
_MASK_WIDE, _IS_WIDE = np.uint64(0xC0C0F0), np.uint64(0x8080E0)
_NEXT, _LAST = np.uint64(0xFC0), np.uint64(0x3F)
_BITS_WIDE = np.uint64(8 * WIDE)
_NO_ASCII = 0x80
_MIDDLE_DOT = 0xC2  # first byte of "·"


@inner
def gap_end(buffer: Bytes, place: int, last: int, signs: Bytes, note: Note) -> int:
    """Pass what is no letter or digit; return where it ends, beyond the cell if that is odd.

    Note whether the cell has a mark.
    """
    marked, cell = note
    while place < last:
        sign = buffer[place]
        if sign >= _NO_ASCII:
            after = _roleless_end(buffer, place, last, signs)
            if after > place:
                place = after
                continue
        kind = signs[KIND + sign]
        if kind == ALNUM:
            break
        after = place + signs[STEP + sign]
        if kind == OTHER:
            marked[cell] |= signs[IS_MARK + sign] != 0
        else:
            role = _role(buffer, place, signs)
            if role & FOLDED and _matters(buffer, place, role, signs):
                return last + 1
            if role & MARK or (role & TOUCHING and _touches_plain(buffer, place, after, signs)):
                marked[cell] = True
        place = after
    return min(place, last)


@inner
def is_folded(buffer: Bytes, place: int, signs: Bytes) -> bool:
    """Tell whether a character folds into a part of a value, where one can be."""
    role = _role(buffer, place, signs)
    return role & FOLDED != 0 and _matters(buffer, place, role, signs)


@inner
def has_mark(buffer: Bytes, start: int, last: int, signs: Bytes) -> bool:
    """Tell whether a cell has a mark, in letters and digits or between them."""
    place = start
    while place < last:
        sign = buffer[place]
        if sign < _NO_ASCII:
            if signs[IS_MARK + sign]:
                return True
            place += 1
            continue
        after = _roleless_end(buffer, place, last, signs)
        if after == place:
            role, after = _role(buffer, place, signs), place + signs[STEP + sign]
            if role & MARK or (role & TOUCHING and _touches_plain(buffer, place, after, signs)):
                return True
        place = after
    return False


@inner
def _roleless_end(buffer: Bytes, place: int, last: int, signs: Bytes) -> int:
    """Return where the next ASCII sign is, or what may begin a character with a role."""
    while place < last:
        word = words.load(buffer, place)
        if word & _MASK_WIDE == _IS_WIDE:
            if signs[HAS_ROLE + _character(word)]:
                break
            place += WIDE
            word >>= _BITS_WIDE
            if word & _MASK_WIDE == _IS_WIDE and not signs[HAS_ROLE + _character(word)]:
                place += WIDE
        elif buffer[place] < _NO_ASCII or _may_lead(buffer, place, signs):
            break
        else:
            place += 1
    return place


@inner
def _character(word: np.uint64) -> np.int64:
    """Return the character that the first three bytes are."""
    first, second = (word & np.uint64(0xF)) << np.uint64(12), (word >> np.uint64(2)) & _NEXT
    return np.int64(first | second | (word >> np.uint64(16)) & _LAST)


@inner
def _may_lead(buffer: Bytes, place: int, signs: Bytes) -> bool:
    return bool(signs[MAY_LEAD + buffer[place] * 256 + buffer[place + 1]])


@inner
def _is_plain(sign: int) -> bool:
    """Tell an ASCII sign, or what may be a middle dot; a neighbour's in the next cell, too."""
    return sign < 0x80 or sign == _MIDDLE_DOT  # noqa: PLR2004 -- ASCII


@inner
def _role(buffer: Bytes, place: int, signs: Bytes) -> int:
    """Return the roles of the character that begins, or seems to begin, at a place."""
    sign = buffer[place]
    if signs[KIND + sign] != LEAD or not _may_lead(buffer, place, signs):
        return 0
    row = TAILS + (np.int64(signs[ROW + sign]) << 16)
    return int(signs[row + buffer[place + 1] * 256 + buffer[place + 2]])


@inner
def _touches_plain(buffer: Bytes, place: int, after: int, signs: Bytes) -> bool:
    """Tell whether an ASCII sign, or what stands for one, is beside a mark."""
    return (
        _is_plain(buffer[place - 1])
        or _is_plain(buffer[after])
        or (_role(buffer, place - WIDE, signs) | _role(buffer, after, signs)) & PLAINLY != 0
    )


@inner
def _matters(buffer: Bytes, place: int, role: int, signs: Bytes) -> bool:
    """Tell whether a character that folds into a part of a value stands where one can be."""
    width = WIDE if buffer[place] >= 0xE0 else 2  # noqa: PLR2004 -- bytes of UTF-8
    if role & JOINS_AFTER and not signs[GOES_ON + buffer[place + width]]:
        return False
    return not role & JOINS_BEFORE or signs[GOES_ON + buffer[place - 1]] != 0


@inner
def leads(buffer: Bytes, span: tuple[int, int], signs: Bytes) -> bool:
    """Tell whether all that stands before a value is decoration."""
    return _is_decoration(buffer, span, (LEAD_IN, LEADING), signs)


@inner
def trails(buffer: Bytes, span: tuple[int, int], signs: Bytes) -> bool:
    """Tell whether all that stands after a value is decoration."""
    return _is_decoration(buffer, span, (TRAIL, TRAILING), signs)


@inner
def _is_decoration(
    buffer: Bytes, span: tuple[int, int], kind: tuple[int, int], signs: Bytes
) -> bool:
    """Tell whether all that stands between is decoration, and not too much of it."""
    (place, stop), (allowed, role) = span, kind
    if stop - place > DECORATION:
        return False
    while place < stop:
        if not signs[allowed + buffer[place]] and not _role(buffer, place, signs) & role:
            return False
        place += signs[STEP + buffer[place]]
    return True
