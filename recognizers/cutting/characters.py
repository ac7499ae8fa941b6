"""Characters of UTF-8, for the loops over bytes that look for labels and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.compiled import inner

if TYPE_CHECKING:
    from recognizers.arrays import Bytes

WIDE = 3  # bytes of a full-width sign, and of most characters that are not ASCII
MOST_BLANKS = 16  # bytes of them that are passed
_SPACE, _TAB, _NEWLINE, _RETURN = (ord(sign) for sign in " \t\n\r")
_IN_NAME = np.zeros(256, np.bool_)  # ASCII signs of a label
_IN_NAME[list(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-./")] = True


@inner
def wide(buffer: Bytes, place: int) -> int:
    """Return the code point of a character of three bytes."""
    first, second, third = buffer[place], buffer[place + 1], buffer[place + 2]
    return int(first & 0x0F) << 12 | int(second & 0x3F) << 6 | int(third & 0x3F)


@inner
def width(sign: int) -> int:
    """Return how many bytes a character has that begins with ``sign``."""
    if sign < 0xC0:  # noqa: PLR2004 -- UTF-8, here and below
        return 1
    if sign < 0xE0:  # noqa: PLR2004
        return 2
    return WIDE if sign < 0xF0 else 4  # noqa: PLR2004


@inner
def is_digit(sign: int) -> bool:
    """Tell an ASCII digit."""
    return 0x30 <= sign <= 0x39  # noqa: PLR2004


@inner
def is_letter(sign: int) -> bool:
    """Tell an ASCII letter."""
    return 0x61 <= sign | 0x20 <= 0x7A  # noqa: PLR2004


@inner
def blank(buffer: Bytes, place: int) -> int:
    """Return how many bytes of a blank begin at a place; 0 if none does."""
    sign = buffer[place]
    if sign in (_SPACE, _TAB):
        return 1
    if sign == 0xC2:  # noqa: PLR2004
        return 2 if buffer[place + 1] == 0xA0 else 0  # noqa: PLR2004
    is_wide = sign == 0xE3 and buffer[place + 1] == 0x80 and buffer[place + 2] == 0x80  # noqa: PLR2004
    return WIDE if is_wide else 0


@inner
def after_blanks(buffer: Bytes, place: int, last: int) -> int:
    """Pass blanks."""
    stop = min(last, place + MOST_BLANKS)
    while place < stop and blank(buffer, place):
        place += blank(buffer, place)
    return place


@inner
def before(buffer: Bytes, low: int, place: int) -> int:
    """Return where the character before a place begins."""
    at = place - 1
    while at > low and at > place - 4 and 0x80 <= buffer[at] < 0xC0:  # noqa: PLR2004
        at -= 1
    return at


@inner
def is_wide_word(buffer: Bytes, place: int) -> bool:
    """Tell whether a character that is not ASCII belongs to words: no punctuation or sign."""
    sign = buffer[place]
    if sign >= 0xF0:  # noqa: PLR2004
        return True
    if sign < 0xE3:  # noqa: PLR2004
        return False
    code = wide(buffer, place)
    is_plain = 0x3040 <= code < 0xA000 or code == 0x3007 or 0xF900 <= code < 0xFB00  # noqa: PLR2004
    is_letter = 0xFF21 <= code <= 0xFF3A or 0xFF41 <= code <= 0xFF5A  # noqa: PLR2004
    return is_plain or is_letter or 0xFF10 <= code <= 0xFF19  # noqa: PLR2004


@inner
def is_word(buffer: Bytes, place: int) -> bool:
    """Tell whether the character at a place may be part of a label."""
    return bool(_IN_NAME[buffer[place]]) or is_wide_word(buffer, place)


@inner
def before_blanks(buffer: Bytes, low: int, place: int) -> int:
    """Pass blanks to the left."""
    least = max(low, place - MOST_BLANKS)
    while place > least:
        at = before(buffer, least, place)
        if not blank(buffer, at) or buffer[at] == _TAB:
            break
        place = at
    return place


@inner
def closes(buffer: Bytes, place: int) -> bool:
    """Tell a closing quote or bracket around a label: ’ ” 」 』 】."""
    if buffer[place] == 0xE2:  # noqa: PLR2004
        return buffer[place + 1] == 0x80 and buffer[place + 2] in (0x99, 0x9D)  # noqa: PLR2004
    is_cjk = buffer[place] == 0xE3 and buffer[place + 1] == 0x80  # noqa: PLR2004
    return is_cjk and buffer[place + 2] in (0x8D, 0x8F, 0x91)


@inner
def is_copula(buffer: Bytes, place: int) -> bool:
    """Tell a word that may stand between a label and its sign: 为, 為 or 是."""
    if not 0xE4 <= buffer[place] <= 0xE7:  # noqa: PLR2004
        return False
    return wide(buffer, place) in (0x4E3A, 0x70BA, 0x662F)


@inner
def opens_lenticular(buffer: Bytes, place: int) -> bool:
    """Tell 【."""
    is_cjk = buffer[place] == 0xE3 and buffer[place + 1] == 0x80  # noqa: PLR2004
    return is_cjk and bool(buffer[place + 2] == 0x90)  # noqa: PLR2004


@inner
def trimmed(buffer: Bytes, start: int, stop: int) -> tuple[int, int]:
    """Return a span without the blanks at its ends."""
    start = min(after_blanks(buffer, start, stop), stop)
    while stop > start and buffer[stop - 1] in (_SPACE, _TAB, _RETURN):
        stop -= 1
    return start, stop


@inner
def find(buffer: Bytes, span: tuple[int, int], signs: tuple[int, int, int], count: int) -> int:
    """Return where up to three bytes begin on the same line; -1 if they do not."""
    for at in range(span[0], span[1] - count + 1):
        if buffer[at] == _NEWLINE:
            break
        is_here = buffer[at] == signs[0]
        is_here = is_here and (count < 2 or buffer[at + 1] == signs[1])  # noqa: PLR2004
        if is_here and (count < WIDE or buffer[at + 2] == signs[2]):
            return at
    return -1


@inner
def is_word_end(sign: int) -> bool:
    """Tell an ASCII letter or digit."""
    return is_letter(sign) or is_digit(sign)
