"""Where a value begins and may end after its sign; each step is bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.compiled import inner
from recognizers.cutting import characters
from recognizers.cutting.characters import WIDE
from recognizers.cutting.markup import MOST_TAGS, tag_end
from recognizers.cutting.names import MOST_BETWEEN

if TYPE_CHECKING:
    from recognizers.arrays import Bytes

MOST_VALUE = 384  # bytes
_MOST_STARS = 4
_SPACE, _NEWLINE, _RETURN, _LESS, _STAR, _BACKSLASH, _OPEN = (ord(sign) for sign in " \n\r<*\\[")
_DOUBLE, _SINGLE, _TICK, _COMMA = (ord(sign) for sign in "\"'`,")

PLAIN, BLANK, BREAK, END, SIGN, OPENS, CLOSES = range(7)  # what a character does to a bare value


def _kinds() -> Bytes:
    """Return what ASCII signs do to a bare value."""
    kinds = np.zeros(256, np.uint8)
    for kind, signs in (
        (BLANK, " "),
        (BREAK, ","),
        (END, '\n\r\t"<>{}[]|&;`'),
        (SIGN, ":="),
        (OPENS, "("),
        (CLOSES, ")"),
    ):
        kinds[[ord(sign) for sign in signs]] = kind
    return kinds


_KINDS = _kinds()
_WIDE_ENDS = np.array(
    [
        (ord(sign), kind)
        for kind, signs in (
            (BREAK, "，、"),
            (SIGN, "：＝"),
            (OPENS, "（"),
            (CLOSES, "）"),
            (END, "。；！？"),
        )
        for sign in signs
    ]
)


@inner
def opened(buffer: Bytes, place: int, last: int, stars: int) -> tuple[int, bool]:
    """Return where a value begins after its sign, and whether a list of quoted ones does.

    As many stars as opened before the label close behind the sign: **姓名：** 张伟.
    """
    tags, is_list = 0, False
    most = min(last, place + MOST_BETWEEN)
    while place < most:
        sign = buffer[place]
        if characters.blank(buffer, place):
            place += characters.blank(buffer, place)
        elif sign == ord("_"):
            place += 1
        elif sign == _STAR and stars and stars == _stars(buffer, place, most):
            place, stars = place + stars, 0
        elif sign == _OPEN and not is_list:
            place, is_list = place + 1, True
        elif sign == _LESS and tags < MOST_TAGS:
            place, tags = tag_end(buffer, place, last), tags + 1
            if place < 0:
                break
        else:
            return (-1 if sign in (_NEWLINE, _RETURN) else place), is_list
    return -1, is_list


@inner
def quoted(buffer: Bytes, start: int, limit: int) -> tuple[int, int]:
    """Return how wide the quote is that opens a value, 0 if none does, and where it closes."""
    sign = buffer[start]
    if sign in (_DOUBLE, _SINGLE, _TICK):
        return 1, characters.find(buffer, (start + 1, limit), (sign, 0, 0), 1)
    if sign == _BACKSLASH and start + 1 < limit and buffer[start + 1] == _DOUBLE:
        return 2, characters.find(buffer, (start + 2, limit), (_BACKSLASH, _DOUBLE, 0), 2)
    if sign == _STAR and buffer[start + 1] == _STAR:
        close = characters.find(buffer, (start + 2, limit), (_STAR, _STAR, 0), 2)
        return (2, close) if close > start + 2 else (0, -1)
    if sign == 0xE2 and buffer[start + 1] == 0x80 and buffer[start + 2] in (0x98, 0x9C):  # noqa: PLR2004
        return WIDE, characters.find(
            buffer, (start + WIDE, limit), (0xE2, 0x80, buffer[start + 2] + 1), WIDE
        )
    return 0, -1


@inner
def next_quoted(buffer: Bytes, place: int, limit: int) -> int:
    """Return where the next value of a list in quotes begins; -1 if there is none."""
    at = characters.after_blanks(buffer, place, limit)
    if at >= limit or buffer[at] != _COMMA:
        return -1
    at = characters.after_blanks(buffer, at + 1, limit)
    return at if at < limit and buffer[at] in (_DOUBLE, _SINGLE) else -1


@inner
def bare(buffer: Bytes, start: int, limit: int, last: int) -> tuple[tuple[int, int, int], int]:
    """Return where a value without quotes may end, and where the next one of a list begins.

    It may end where anything does for certain, or the next label begins; at a comma; at a
    blank.  -1: there is no next one.
    """
    place, depth, latest = start, 0, -1  # the latest blank or comma
    end, comma, blank, following = -1, -1, -1, -1
    while place < limit and end < 0:
        step, kind = characters.width(buffer[place]), kind_of(buffer, place, last)
        if kind == END or (kind == CLOSES and not depth):
            end = place
        elif kind == SIGN:
            end = place if latest < 0 else latest
        elif kind != PLAIN:
            depth += (kind == OPENS) - (kind == CLOSES)
            if kind == BREAK and comma < 0:
                comma = place
                following = place + step if _is_enumeration(buffer, place) else -1
            if kind in (BREAK, BLANK):
                latest = place
            blank = place if blank < 0 and kind != CLOSES and place > start else blank
        place += step
    if end < 0:
        end = last if place >= last else max(comma, blank)
    comma = end if comma < 0 else min(comma, end)
    blank = comma if blank < 0 else min(blank, comma)
    following = following if following < end else -1
    return (
        _bare_end(buffer, start, end),
        _bare_end(buffer, start, comma),
        _bare_end(buffer, start, blank),
    ), following


@inner
def kind_of(buffer: Bytes, place: int, last: int) -> int:
    """Return what the character at a place does to a bare value."""
    sign = buffer[place]
    if sign == _SPACE:
        return END if place + 1 < last and characters.blank(buffer, place + 1) else BLANK
    if sign == _SINGLE:
        return PLAIN if place + 1 < last and characters.is_letter(buffer[place + 1]) else END
    if sign == ord("."):
        is_end = place + 1 < last and buffer[place + 1] == _SPACE
        return BREAK if is_end and _ends_word(buffer, place) else PLAIN
    if sign in (ord(":"), _COMMA):
        is_number = (
            characters.is_digit(buffer[place - 1])
            and place + 1 < last
            and characters.is_digit(buffer[place + 1])
        )
        return PLAIN if is_number else _KINDS[sign]
    return _KINDS[sign] if sign < 0x80 else _wide_kind(buffer, place, last)  # noqa: PLR2004


@inner
def _ends_word(buffer: Bytes, place: int) -> bool:
    """Tell whether a full stop ends a sentence: no initial is before it, nor Dr or Mr."""
    return bool(buffer[place - 1] >= 0x61) and 0x61 <= buffer[place - 2] <= 0x7A  # noqa: PLR2004


@inner
def _wide_kind(buffer: Bytes, place: int, last: int) -> int:
    sign = buffer[place]
    if sign not in (0xC2, 0xE2, 0xE3, 0xEF):
        return PLAIN
    step = characters.blank(buffer, place)
    if step:
        return END if place + step < last and characters.blank(buffer, place + step) else BLANK
    if sign != 0xC2:  # noqa: PLR2004
        code = characters.wide(buffer, place)
        for number in range(len(_WIDE_ENDS)):
            if _WIDE_ENDS[number, 0] == code:
                return int(_WIDE_ENDS[number, 1])
    return END if characters.closes(buffer, place) else PLAIN


@inner
def _is_enumeration(buffer: Bytes, place: int) -> bool:
    """Tell the comma of enumerations: 、."""
    return bool(buffer[place] == 0xE3)  # noqa: PLR2004 -- of all kinds of commas


@inner
def _bare_end(buffer: Bytes, start: int, stop: int) -> int:
    """Return where a bare value ends without blanks, commas and full stops after it."""
    while stop > start and buffer[stop - 1] in (_SPACE, _RETURN, _COMMA, ord("."), ord("_")):
        stop -= 1
    return stop


@inner
def stars_before(buffer: Bytes, first: int, label: int) -> int:
    """Return how many stars a label stands after: **姓名：张伟**."""
    least = max(first, label - _MOST_STARS)
    place = label
    while place > least and buffer[place - 1] == _STAR:
        place -= 1
    return label - place


@inner
def _stars(buffer: Bytes, place: int, most: int) -> int:
    """Return how many stars stand at a place."""
    stop = place
    while stop < most and buffer[stop] == _STAR:
        stop += 1
    return stop - place


@inner
def unstarred(buffer: Bytes, start: int, ends: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return where a value may end without the two stars that close it."""
    return (
        _unstarred(buffer, start, ends[0]),
        _unstarred(buffer, start, ends[1]),
        _unstarred(buffer, start, ends[2]),
    )


@inner
def _unstarred(buffer: Bytes, start: int, stop: int) -> int:
    has_stars = stop - 2 > start and buffer[stop - 1] == _STAR and buffer[stop - 2] == _STAR
    return stop - 2 if has_stars else stop
