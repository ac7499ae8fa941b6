"""One pass over bytes that looks at every sign which may stand between label and value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers.compiled import compiled, inner
from recognizers.cutting import characters, markup, names, values
from recognizers.cutting.characters import WIDE
from recognizers.cutting.values import MOST_VALUE

if TYPE_CHECKING:
    from recognizers.arrays import Bytes
    from recognizers.grouping import Ints

_NEWLINE, _COLON, _EQUALS, _LESS, _MORE, _PIPE = (ord(sign) for sign in "\n:=<>|")
_SLASH, _COMMA = ord("/"), ord(",")
_WIDE_SIGNS, _WIDE_PUNCTUATION = 0xEF, 0xE3  # first bytes of ： and ＝; 、 and 】
_NOT_AN_EQUALS = np.zeros(256, np.bool_)  # before "=": another operator
_NOT_AN_EQUALS[list(b"=!<>+-*%&|^~:?")] = True
_FIELDS = 7


class Cut(NamedTuple):
    """Values and their labels, in the order of the text.  All are (n,), bytes of the buffer."""

    label_starts: Ints
    label_stops: Ints
    starts: Ints
    # Where the value may end: what closes it for certain, a comma, a blank; in quotes all
    # the same.
    stops: Ints
    commas: Ints
    blanks: Ints
    firsts: Ints  # where the first value of the same label begins: of a list, or this one

    def take(self, which: Ints) -> Cut:
        """Return some of them."""
        return Cut._make(array[which] for array in self)


def cut(buffer: Bytes, starts: Ints, stops: Ints) -> Cut:
    """Cut pieces of a buffer, none within another, that begin and end where lines or cells do.

    Args:
        buffer: With eight bytes to spare on both sides.
        starts: (n,): of the pieces.
        stops: (n,)
    """
    rows = _cut(buffer, starts, stops)
    if (rows[1:, 2] <= rows[:-1, 2]).any():  # as beside tags, and in rows
        rows = rows[np.lexsort((rows[:, 0], rows[:, 2]))]
    return Cut._make(np.ascontiguousarray(rows[:, field]) for field in range(_FIELDS))


@compiled
def _cut(buffer: Bytes, starts: Ints, stops: Ints) -> Ints:
    """Return the rows of a ``Cut``, (n, 7)."""
    rows = np.empty((_most(buffer, starts, stops), _FIELDS), np.int64)
    count = 0
    for piece in range(len(starts)):
        span = (starts[piece], stops[piece])
        for place in range(span[0], span[1]):
            sign = buffer[place]
            if sign == _LESS:
                count = _in_markup(buffer, span, place, (rows, count))
            elif sign == _PIPE:
                count = _in_row(buffer, span, place, (rows, count))
            elif sign in (_COLON, _EQUALS, _WIDE_SIGNS, _WIDE_PUNCTUATION):
                after = _assigned(buffer, place)
                if after:
                    count = _after_sign(buffer, span, (place, after), (rows, count))
    return rows[:count]


@inner
def _most(buffer: Bytes, starts: Ints, stops: Ints) -> int:
    """Return how many values there can be at the most."""
    count = 0
    for piece in range(len(starts)):
        for place in range(starts[piece], stops[piece]):
            sign = buffer[place]
            count += sign in (_COLON, _EQUALS, _WIDE_SIGNS, _PIPE, _COMMA, _WIDE_PUNCTUATION)
            count += 2 * (sign == _LESS)
    return count


@inner
def _assigned(buffer: Bytes, place: int) -> int:
    """Return where a sign ends that stands between label and value; 0 if it is another one."""
    sign, before, after = buffer[place], buffer[place - 1], buffer[place + 1]
    if sign == _WIDE_SIGNS:
        is_one = after == 0xBC and buffer[place + 2] in (0x9A, 0x9D)  # noqa: PLR2004 -- ： and ＝
        return place + WIDE if is_one else 0
    if sign == _WIDE_PUNCTUATION:
        is_one = after == 0x80 and buffer[place + 2] == 0x91  # noqa: PLR2004 -- 】
        return place + WIDE if is_one else 0
    if sign == _COLON:
        is_clock = characters.is_digit(before) and characters.is_digit(after)
        is_path = after == _SLASH and buffer[place + 2] == _SLASH
        if is_clock or is_path or before == _COLON or after in (_COLON, _EQUALS):
            return 0
        return place + 1
    if _NOT_AN_EQUALS[before] or after == _EQUALS or after == ord("~"):
        return 0
    return place + 2 if after == _MORE else place + 1


@inner
def _after_sign(
    buffer: Bytes, span: tuple[int, int], sign: tuple[int, int], out: tuple[Ints, int]
) -> int:
    """Add what stands after a colon or an equals sign; return how many rows there are now."""
    rows, count = out
    label = names.label_before(buffer, span[0], sign[0])
    if label[0] >= label[1]:
        return count
    is_bracket = buffer[sign[0]] == _WIDE_PUNCTUATION
    if is_bracket and not names.is_in_brackets(buffer, span[0], label[0]):
        return count
    stars = values.stars_before(buffer, span[0], label[0])
    start, is_list = values.opened(buffer, sign[1], span[1], stars)
    first, limit = -1, min(span[1], start + MOST_VALUE)
    while 0 <= start < limit:
        quote, close = values.quoted(buffer, start, limit)
        if quote and close < 0:
            break
        if quote:
            start, stop = characters.trimmed(buffer, start + quote, close)
            ends = (stop, stop, stop)
            following = values.next_quoted(buffer, close + quote, limit) if is_list else -1
        else:
            ends, following = values.bare(buffer, start, limit, span[1])
            if stars:
                ends = values.unstarred(buffer, start, ends)
        if start < ends[2]:
            first = start if first < 0 else first
            _put(rows, count, label, (start, ends, first))
            count += 1
        start = following
    return count


@inner
def _put(
    rows: Ints,
    count: int,
    label: tuple[int, int],
    value: tuple[int, tuple[int, int, int], int],
) -> None:
    """Write a row: the value begins, may end, and begins the first of its label's."""
    start, ends, first = value
    rows[count, 0], rows[count, 1], rows[count, 2] = label[0], label[1], start
    rows[count, 3], rows[count, 4], rows[count, 5] = ends[0], ends[1], ends[2]
    rows[count, 6] = first


@inner
def _in_markup(buffer: Bytes, span: tuple[int, int], place: int, out: tuple[Ints, int]) -> int:
    """Add what a closing tag names, and what stands in the element after a label's."""
    rows, count = out
    end = markup.tag_end(buffer, place, span[1])
    if end < 0 or buffer[place + 1] != _SLASH:
        return count
    start, stop = markup.element_before(buffer, span[0], place)
    if start >= stop:
        return count
    name = names.label_before(buffer, place + 2, end - 1)
    if name[0] < name[1]:
        _put(rows, count, name, (start, (stop, stop, stop), start))
        count += 1
    label = names.label_before(buffer, start, stop)
    following = markup.element_after(buffer, end, span[1])
    if label[0] < label[1] and following >= 0:
        stop = markup.text_end(buffer, following, span[1])
        if following < stop:
            _put(rows, count, label, (following, (stop, stop, stop), following))
            count += 1
    return count


@inner
def _in_row(buffer: Bytes, span: tuple[int, int], place: int, out: tuple[Ints, int]) -> int:
    """Add the second cell of a row that has two, | 姓名 | 张伟 |, from the sign between them."""
    rows, count = out
    label = names.label_before(buffer, span[0], place)
    if label[0] >= label[1] or not markup.begins_row(buffer, span[0], label[0]):
        return count
    start = characters.after_blanks(buffer, place + 1, span[1])
    stop = markup.cell_end(buffer, start, min(span[1], start + MOST_VALUE))
    if stop < 0 or not markup.ends_row(buffer, stop + 1, span[1]):
        return count
    start, stop = characters.trimmed(buffer, start, stop)
    if start < stop:
        _put(rows, count, label, (start, (stop, stop, stop), start))
        count += 1
    return count
