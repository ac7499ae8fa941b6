"""Where a label begins and ends before its sign; each step is bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.compiled import inner
from recognizers.cutting import characters
from recognizers.cutting.characters import WIDE

if TYPE_CHECKING:
    from recognizers.arrays import Bytes

MOST_LABEL, MOST_BETWEEN, MOST_TAG = 96, 120, 80  # bytes
_MOST_REMARK = 48
_TAB, _NEWLINE, _LESS, _MORE, _SLASH = (ord(sign) for sign in "\t\n<>/")
_AFTER_NAME = np.zeros(256, np.bool_)  # between a label and its sign
_AFTER_NAME[list(b" \t\"'`*_\\]")] = True


@inner
def label_before(buffer: Bytes, first: int, place: int) -> tuple[int, int]:
    """Return where the label begins and ends that stands before a place; nothing: equal."""
    stop = _without_closers(buffer, max(first, place - MOST_BETWEEN), place)
    low = max(first, stop - MOST_LABEL)
    start = _before_remark(buffer, low, stop)
    run = 0  # characters since the last blank
    while start > low:
        at = characters.before(buffer, low, start)
        if characters.is_word(buffer, at):
            start, run = at, run + 1
            continue
        left = characters.before_blanks(buffer, low, start)
        if left == start or left <= low:
            break
        at = characters.before(buffer, low, left)
        are_single = run == 1 and start < stop and characters.is_wide_word(buffer, start)
        if are_single and characters.is_wide_word(buffer, at):
            start, run = at, 1
        elif (
            left == start - 1
            and characters.is_letter(buffer[start])
            and characters.is_word_end(buffer[at])
        ):
            start, run = at, 2
        else:
            break
    return (start, stop) if run else (stop, stop)


@inner
def is_in_brackets(buffer: Bytes, first: int, label: int) -> bool:
    """Tell whether a label stands after a lenticular bracket: 【姓名】张伟."""
    at = characters.before_blanks(buffer, first, label) - WIDE
    return at >= first and characters.opens_lenticular(buffer, at)


@inner
def _without_closers(buffer: Bytes, low: int, place: int) -> int:
    """Pass quotes, marks, blanks, closing tags and 为 or 是 to the left."""
    while place > low:
        sign = buffer[place - 1]
        if _AFTER_NAME[sign]:
            place -= 1
        elif sign == _MORE:
            at = _tag_start(buffer, low, place)
            if at < 0 or buffer[at + 1] != _SLASH:
                break
            place = at
        elif sign >= 0x80:  # noqa: PLR2004
            at = characters.before(buffer, low, place)
            is_passed = characters.blank(buffer, at) or characters.closes(buffer, at)
            if not (is_passed or characters.is_copula(buffer, at)):
                break
            place = at
        else:
            break
    return place


@inner
def _before_remark(buffer: Bytes, low: int, place: int) -> int:
    """Pass a remark in brackets to the left: 姓名（必填）."""
    is_wide = place - WIDE >= low and buffer[place - WIDE] == 0xEF  # noqa: PLR2004
    is_wide = is_wide and characters.wide(buffer, place - WIDE) == 0xFF09  # noqa: PLR2004
    if not is_wide and (place <= low or buffer[place - 1] != ord(")")):
        return place
    at, least = place - 1, max(low, place - _MOST_REMARK)
    while at >= least and buffer[at] != _NEWLINE:
        is_wide = buffer[at] == 0xEF and characters.wide(buffer, at) == 0xFF08  # noqa: PLR2004
        if buffer[at] == ord("(") or is_wide:
            return characters.before_blanks(buffer, low, at)
        at -= 1
    return place


@inner
def _tag_start(buffer: Bytes, low: int, place: int) -> int:
    """Return where the tag begins that ends before a place; -1 if none does."""
    at, least = place - 2, max(low, place - MOST_TAG)
    while at >= least and buffer[at] not in (_NEWLINE, _MORE):
        if buffer[at] == _LESS:
            return at
        at -= 1
    return -1
