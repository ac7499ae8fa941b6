"""Where the values of rows begin, in loops over bytes that stop and go on anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.compiled import compiled, inner
from scanner.readers.copying import copied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.arrays import Bytes
    from recognizers.grouping import Ints

    Labels = tuple[Bytes, Ints]  # one after the other, and where each begins, and the last ends

MOST_PLACES = 4096  # are found at a time
# What is remembered between two calls: brackets open, the value's number, the quote it stands
# in, whether the value is still to come, whether a backslash came last, and whether a word did.
DEPTH, NUMBER, QUOTE, IS_COMING, IS_ESCAPED, WORD = range(6)
_AFTER_WORD, _IN_WORD = 1, 2  # 0: none did
_BLANKS = np.zeros(256, np.bool_)
_BLANKS[list(b" \t\r\n")] = True
_OPEN, _CLOSE, _COMMA, _SINGLE, _DOUBLE, _BACKSLASH, _TAB, _NEWLINE, _POINT = (
    ord(sign) for sign in "(),'\"\\\t\n."
)
_OF_WORDS = np.zeros(256, np.bool_)
_OF_WORDS[list(b"0123456789_@ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")] = True
_DIGITS = np.zeros(256, np.bool_)
_DIGITS[list(b"0123456789")] = True


def fresh() -> Ints:
    """Return what is remembered where rows begin."""
    state = np.zeros(6, np.int64)
    state[IS_COMING] = 1
    return state


@compiled
def values(
    data: Bytes,
    start: int,
    remembered: tuple[Ints, bool, Bytes],
    places: Ints,
) -> tuple[int, int, bool]:
    """Find the values of (1, 'a'), (2, 'b') ...

    Args:
        data: UTF-8.
        start: Where to go on.
        remembered: The state, which is changed; whether a backslash takes a quote its meaning;
            what may stand between two rows beside a comma, b"" if nothing else does.
        places: (MOST_PLACES, 2): where values begin, and their numbers, as ``~number`` behind a
            word: N'a', DATE '1990-03-07'; filled.

    Returns:
        How many places were filled, where the search stopped, whether no row follows there.
    """
    state, has_escapes, between = remembered
    count, place = 0, start
    while place < len(data):
        sign = data[place]
        if state[QUOTE]:
            _quoted(state, sign, has_escapes)
        elif not _BLANKS[sign]:
            if not state[DEPTH]:
                if sign not in (_OPEN, _COMMA):
                    if not _goes_on(data, place, between):
                        return count, place, True
                    place += len(between)
                state[DEPTH], state[NUMBER], state[IS_COMING] = int(data[place] == _OPEN), 0, 1
            elif state[DEPTH] == 1 and sign == _COMMA:
                state[NUMBER], state[IS_COMING] = state[NUMBER] + 1, 1
            else:
                if _begins(sign, state):
                    if count == len(places):
                        return count, place, False
                    places[count, 0], places[count, 1] = place, _numbered(state)
                    count, state[IS_COMING] = count + 1, 0
                _passed(sign, state)
            state[WORD] = _IN_WORD * _OF_WORDS[data[place]]
        else:
            state[WORD] = min(state[WORD], _AFTER_WORD)
        place += 1
    return count, len(data), False


@inner
def _goes_on(data: Bytes, place: int, between: Bytes) -> bool:
    """Tell whether a row follows after what may stand between two."""
    end = place + len(between)
    if not len(between) or end >= len(data) or data[end] != _OPEN:
        return False
    at = 0
    while at < len(between) and data[place + at] == between[at]:
        at += 1
    return at == len(between)


@inner
def _passed(sign: int, state: Ints) -> None:
    """Note the quote or the bracket that a sign of a row opens or closes."""
    state[QUOTE] = sign if sign in (_SINGLE, _DOUBLE) else 0
    state[DEPTH] += int(sign == _OPEN) - int(sign == _CLOSE)


@inner
def _quoted(state: Ints, sign: int, has_escapes: bool) -> None:  # noqa: FBT001 -- Numba
    """Pass a sign of a value in quotes."""
    if state[IS_ESCAPED]:
        state[IS_ESCAPED] = 0
    elif sign == _BACKSLASH:
        state[IS_ESCAPED] = has_escapes
    elif sign == state[QUOTE]:
        state[QUOTE] = 0


@inner
def _begins(sign: int, state: Ints) -> bool:
    """Tell whether a value begins: not at a word, nor at the bracket, before it: CAST(N'a' ..."""
    if not state[IS_COMING] or sign in (_OPEN, _CLOSE, _COMMA):
        return False
    if sign == _POINT or _DIGITS[sign]:
        return bool(state[WORD] != _IN_WORD)
    return not _OF_WORDS[sign]


@inner
def _numbered(state: Ints) -> int:
    """Return the number of a value that begins, as ``places`` have it."""
    return int(~state[NUMBER] if state[WORD] else state[NUMBER])


@compiled
def fields(data: Bytes, start: int, stop: int, state: Ints, places: Ints) -> tuple[int, int]:
    """Find the values of lines with tabs; return how many, and where the search stopped."""
    count = 0
    for place in range(start, stop):
        sign = data[place]
        if sign == _NEWLINE:
            state[NUMBER], state[IS_COMING] = 0, 1
        elif sign == _TAB:
            state[NUMBER], state[IS_COMING] = state[NUMBER] + 1, 1
        elif state[IS_COMING]:
            if count == len(places):
                return count, place
            places[count, 0], places[count, 1] = place, state[NUMBER]
            count, state[IS_COMING] = count + 1, 0
    return count, stop


def joined(labels: Sequence[bytes]) -> Labels:
    """Return labels as loops take them."""
    bounds = np.cumsum([0, *map(len, labels)])
    return np.frombuffer(b"".join(labels), np.uint8), bounds.astype(np.int64)


@compiled
def labelled(data: Bytes, start: int, stop: int, places: Ints, labels: Labels) -> Bytes:
    """Return a piece with labels before its values; a semicolon parts them from words.

    Args:
        data: What the piece is of.
        start: Where it begins.
        stop: Where it ends.
        places: (n, 2): where its values begin, and their numbers; ``~number`` behind a word.
        labels: Of the numbers; what has a higher one has none.
    """
    content, bounds = labels
    most = stop - start
    for row in range(len(places)):
        number = _number(places[row, 1])
        if number + 1 < len(bounds):
            most += bounds[number + 1] - bounds[number] + 1
    out, end, begin = np.empty(most, np.uint8), 0, start
    for row in range(len(places)):
        place, number = places[row, 0], _number(places[row, 1])
        if number + 1 >= len(bounds) or bounds[number] == bounds[number + 1]:
            continue
        end = copied(data, begin, place, (out, end))
        if number != places[row, 1]:
            out[end] = ord(";")
            end += 1
        end = copied(content, bounds[number], bounds[number + 1], (out, end))
        begin = place
    end = copied(data, begin, stop, (out, end))
    return out[:end]


@inner
def _number(number: int) -> int:
    """Return a number, though it be behind a word."""
    return number if number >= 0 else ~number
