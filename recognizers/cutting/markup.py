"""Elements and rows around values; each step is bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.compiled import inner
from recognizers.cutting import characters
from recognizers.cutting.characters import WIDE
from recognizers.cutting.names import MOST_TAG

if TYPE_CHECKING:
    from recognizers.arrays import Bytes

MOST_TEXT = 384  # bytes of an element
MOST_TAGS = 3
_NEWLINE, _RETURN, _LESS, _MORE, _SLASH, _OPEN, _PIPE = (ord(sign) for sign in "\n\r<>/[|")


@inner
def tag_end(buffer: Bytes, place: int, last: int) -> int:
    """Return where a tag ends that begins at a place; -1 if it does not."""
    at, most = place + 1, min(last, place + MOST_TAG)
    while at < most and buffer[at] not in (_NEWLINE, _LESS):
        if buffer[at] == _MORE:
            return at + 1
        at += 1
    return -1


@inner
def element_before(buffer: Bytes, first: int, place: int) -> tuple[int, int]:
    """Return the text of the element that a closing tag at a place ends; nothing: equal."""
    stop = place
    is_cdata = stop - WIDE > first and buffer[stop - 1] == _MORE
    is_cdata = is_cdata and buffer[stop - 2] == buffer[stop - WIDE] == ord("]")
    if is_cdata:
        stop -= WIDE
    opens = _OPEN if is_cdata else _MORE
    at, least = stop - 1, max(first, stop - MOST_TEXT)
    while at >= least and buffer[at] not in (_NEWLINE, _LESS):
        if buffer[at] == opens:
            return characters.trimmed(buffer, at + 1, stop)
        at -= 1
    return place, place


@inner
def element_after(buffer: Bytes, place: int, last: int) -> int:
    """Return where the text of the next element begins; -1 if none follows at once."""
    tags = 0
    at = characters.after_blanks(buffer, place, last)
    while at < last and buffer[at] == _LESS and tags < MOST_TAGS:
        if not tags and buffer[at + 1] == _SLASH:
            return -1
        at = tag_end(buffer, at, last)
        if at < 0:
            return -1
        at, tags = characters.after_blanks(buffer, at, last), tags + 1
    return at if tags and at < last else -1


@inner
def text_end(buffer: Bytes, start: int, last: int) -> int:
    """Return where the text of an element ends, without blanks after it; the start if nowhere."""
    for at in range(start, min(last, start + MOST_TEXT)):
        if buffer[at] in (_NEWLINE, _MORE):
            break
        if buffer[at] == _LESS:
            return characters.trimmed(buffer, start, at)[1]
    return start


@inner
def begins_row(buffer: Bytes, first: int, label: int) -> bool:
    """Tell whether a label is the first cell of a row: | 姓名 |."""
    at = characters.before_blanks(buffer, first, label)
    if at <= first or buffer[at - 1] != _PIPE:
        return False
    at = characters.before_blanks(buffer, first, at - 1)
    return at <= first or buffer[at - 1] == _NEWLINE


@inner
def cell_end(buffer: Bytes, place: int, limit: int) -> int:
    """Return where the next ``|`` of the line is; -1 if there is none."""
    return characters.find(buffer, (place, limit), (_PIPE, 0, 0), 1)


@inner
def ends_row(buffer: Bytes, place: int, last: int) -> bool:
    """Tell whether nothing but blanks follows on the line."""
    at = characters.after_blanks(buffer, place, last)
    return at >= last or buffer[at] in (_NEWLINE, _RETURN)
