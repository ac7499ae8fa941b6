"""Where the cells of plain rows of HTML begin, in a loop over tags.

A row is plain that opens and closes, and holds cells that are no heads and span no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import compiled, inner

if TYPE_CHECKING:
    from recognizers.arrays import Bytes
    from recognizers.grouping import Ints

MOST_COLUMNS = 500
_LESS, _MORE, _SLASH = (ord(sign) for sign in "<>/")
_OPENS = (_LESS, _LESS, _LESS)  # as ``words`` takes signs
_ENDS = (_LESS, _MORE, _MORE)
_BLANKS = np.zeros(256, np.bool_)
_BLANKS[list(b" \t\n\r\f\v")] = True
_OF_WORDS = np.zeros(256, np.bool_)
_OF_WORDS[list(b"0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")] = True
_LONGEST_NAME = 5


def _packed(name: str) -> int:
    """Return a name as a number."""
    return int.from_bytes(name.encode(), "big")


_ROW, _CELL, _SPAN = _packed("tr"), _packed("td"), _packed("span")
_OTHERS = tuple(map(_packed, ("table", "thead", "tbody", "th")))
_IN_CAPITALS = _packed("    ")  # what tells four small letters from capitals


@compiled
def plain_rows(data: Bytes, start: int, stop: int, places: Ints) -> tuple[int, int]:
    """Find the cells of plain rows, until another tag of tables, or a row that is not plain.

    Args:
        data: A text.
        start: Where no row is open.
        stop: Where the text ends.
        places: (n, 2): where what cells say begins, and their numbers; filled.

    Returns:
        How many places were filled, and where the last plain row ends.
    """
    count = kept = number = 0
    end, place, is_open = start, start, False
    while place < stop:
        place = words.next_of(data, place, _OPENS)
        name, after = _tag(data, place, stop) if place < stop else (0, stop)
        if name in _OTHERS:
            break
        closes = place + 1 < stop and data[place + 1] == _SLASH
        if name == _ROW:
            if is_open and not closes:
                break
            if closes:
                kept, end = count, after
            is_open, number = not closes, 0
        elif name == _CELL and is_open and not closes:
            if count == len(places) or number == MOST_COLUMNS or _spans(data, place, after):
                break
            places[count, 0], places[count, 1] = _after_blanks(data, after, stop), number
            count, number = count + 1, number + 1
        place = after
    return kept, end


@inner
def _tag(data: Bytes, place: int, stop: int) -> tuple[int, int]:
    """Return the name of the tag at a place as a number, and where it ends; 0: it is none."""
    at = place + 1
    if at < stop and data[at] == _SLASH:
        at += 1
    name, first = 0, at
    while at < stop and at - first <= _LONGEST_NAME and _OF_WORDS[data[at]]:
        name, at = name << 8 | data[at] | 0x20, at + 1
    if name not in (_ROW, _CELL) and name not in _OTHERS:
        return 0, place + 1
    end = words.next_of(data, at, _ENDS)
    return (name, end + 1) if end < stop and data[end] == _MORE else (0, place + 1)


@inner
def _after_blanks(data: Bytes, place: int, stop: int) -> int:
    """Pass blanks and ends of lines, as before what a cell says."""
    while place < stop and _BLANKS[data[place]]:
        place += 1
    return place


@inner
def _spans(data: Bytes, place: int, stop: int) -> bool:
    """Tell whether a tag seems to say how many rows or columns its cell spans."""
    last = 0
    for at in range(place, stop):
        last = (last << 8 | data[at]) & 0xFFFFFFFF
        if last | _IN_CAPITALS == _SPAN:
            return True
    return False
