"""E-mail addresses amid a text, told by a loop: around each "@", as far as an address's signs go.

Where the loop cannot be sure that an expression would find just that, it says so: another way
to write the mark, a folded sign beside it, a hyphen in a host, a mailbox after a joint.
"""

from __future__ import annotations

from string import ascii_letters, digits
from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import inner
from recognizers.world.plain_email import JOINTS, is_plain

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask
    from recognizers.base import Spans
    from recognizers.grouping import Ints

SIGNS = ascii_letters + digits + "_.+-@#()[]"  # all that the forms of an address take
_AT, _FULL = ord("@"), 0xEF  # the first byte of full-width forms
_MARKS, _MORE_MARKS = (_AT, ord("#"), ord("(")), (ord("["), _FULL, _FULL)
_OPENING, _CLOSING = (ord("("), ord("[")), (ord(")"), ord("]"), ord("."))
_IS_SIGN = np.zeros(256, np.bool_)
_IS_SIGN[list(SIGNS.encode())] = True
_IS_PART = _IS_SIGN.copy()  # of an address, not beside it
_IS_PART[list(b"()[]")] = False
_ONE = np.uint64(1)


def emails_amid(content: Bytes, starts: Ints, stops: Ints) -> tuple[Spans, Mask]:
    """Return the addresses in some pieces, and which pieces cannot be told: nothing is of these.

    Args:
        content: With 64 bytes to spare at its end.
        starts: (n,): of the pieces.
        stops: (n,)
    """
    unsure = np.zeros(len(starts), np.bool_)
    most = words.count_of(content, 0, len(content), (_AT, _AT, _AT))
    found = np.empty((3, most), np.int64)
    count = _find(content, (starts, stops), (_IS_SIGN, JOINTS), found, unsure)
    row, begins, ends = found[:, :count]
    return (row, begins, ends), unsure


@inner
def _find(
    content: Bytes,
    pieces: tuple[Ints, Ints],
    tables: tuple[Mask, Mask],
    found: Ints,
    unsure: Mask,
) -> int:
    """Write down the addresses of each piece until one is not sure; return how many there are."""
    count = 0
    for row in range(len(unsure)):
        first, last = pieces[0][row], pieces[1][row]
        kept, base, done = count, first, first
        while base < last and not unsure[row]:
            marks = words.marked(content, base, _MARKS) | words.marked(content, base, _MORE_MARKS)
            while marks and base + words.lowest(marks) < last and not unsure[row]:
                place = base + words.lowest(marks)
                marks &= marks - _ONE
                if content[place] != _AT:
                    unsure[row] = _may_be_mark(content, place, last)
                elif place >= done:
                    begin, done = _run(content, place, (done, last), tables[0])
                    begin, end = _bare(content, begin, done)
                    unsure[row] = (
                        _is_folded(content, _before(content, begin, first), begin)
                        or _is_folded(content, done, last)
                        or not is_plain(content, begin, end, tables[1])
                    )
                    found[0, count], found[1, count], found[2, count] = row, begin, end
                    count += 1
            base += words.BLOCK
        if unsure[row]:
            count = kept
    return count


@inner
def _may_be_mark(content: Bytes, place: int, last: int) -> bool:
    """Tell whether a full-width "@" is here, or what may begin #at#, (at) or [at]."""
    following = place + 1
    if content[place] == _FULL:
        following = place + 3
        if content[place + 1] != 0xBC:  # noqa: PLR2004 -- UTF-8, as all below
            return False
        if content[place + 2] == 0xA0:  # noqa: PLR2004
            return True
        if content[place + 2] not in (0x83, 0x88, 0xBB):  # ＃（［
            return False
    return following < last and content[following] in (ord("a"), ord("A"), _FULL)


@inner
def _run(content: Bytes, place: int, bounds: tuple[int, int], signs: Mask) -> tuple[int, int]:
    """Return where the signs around a place begin and end."""
    begin, end = place, place + 1
    while begin > bounds[0] and signs[content[begin - 1]]:
        begin -= 1
    while end < bounds[1] and signs[content[end]]:
        end += 1
    return begin, end


@inner
def _bare(content: Bytes, begin: int, end: int) -> tuple[int, int]:
    """Return where an address begins and ends without brackets around it, and a full stop."""
    while begin < end and content[begin] in _OPENING:
        begin += 1
    while begin < end and content[end - 1] in _CLOSING:
        end -= 1
    return begin, end


@inner
def _before(content: Bytes, place: int, first: int) -> int:
    """Return where the character before a place begins; the place if there is none."""
    at = place - int(place > first)
    while at > first and content[at] & 0xC0 == 0x80:  # noqa: PLR2004
        at -= 1
    return at


@inner
def _is_folded(content: Bytes, place: int, last: int) -> bool:
    """Tell whether the character at a place stands for a sign that an address may have."""
    if place >= last or content[place] < 0xE2:  # noqa: PLR2004
        return False
    lead, second, third = content[place], content[place + 1], content[place + 2]
    if lead == _FULL:  # full-width signs, and a hyphen
        sign = third - 0x60 if second == 0xBC else third - 0x20  # noqa: PLR2004
        is_wide = second in (0xBC, 0xBD) and _IS_PART[sign & 0x7F]
        return bool(is_wide) or (second == 0xB9 and third == 0xA3)  # noqa: PLR2004
    if lead != 0xE2:  # noqa: PLR2004
        return False
    is_dash = second == 0x80 and 0x90 <= third <= 0x95  # noqa: PLR2004
    is_other = (second == 0x88 and third == 0x92) or (second == 0xB8 and third == 0xBA)  # noqa: PLR2004
    return bool(is_dash or is_other)
