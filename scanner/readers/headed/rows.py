"""Where the values of rows begin, in loops over bytes that stop and go on anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.compiled import compiled, inner

if TYPE_CHECKING:
    from recognizers.arrays import Bytes
    from recognizers.grouping import Ints

MOST_PLACES = 4096  # are found at a time
# What is remembered between two calls: brackets open, the value's number, the quote it stands
# in, whether the value is still to come, whether a backslash came last.
DEPTH, NUMBER, QUOTE, IS_COMING, IS_ESCAPED = range(5)
_BLANKS = np.zeros(256, np.bool_)
_BLANKS[list(b" \t\r\n")] = True
_OPEN, _CLOSE, _COMMA, _SINGLE, _DOUBLE, _BACKSLASH, _TAB, _NEWLINE = (
    ord(sign) for sign in "(),'\"\\\t\n"
)
_LETTERS = np.zeros(256, np.bool_)
_LETTERS[list(b"NnEeXxBb")] = True


def fresh() -> Ints:
    """Return what is remembered where rows begin."""
    state = np.zeros(5, np.int64)
    state[IS_COMING] = 1
    return state


@compiled
def values(
    data: Bytes,
    start: int,
    state: Ints,
    places: Ints,
    has_escapes: bool,  # noqa: FBT001 -- Numba
) -> tuple[int, int, bool]:
    """Find the values of (1, 'a'), (2, 'b') ...

    Args:
        data: UTF-8.
        start: Where to go on.
        state: What is remembered; changed.
        places: (MOST_PLACES, 2): where values begin, and their numbers; filled.
        has_escapes: A backslash takes a quote its meaning.

    Returns:
        How many places were filled, where the search stopped, whether no row follows there.
    """
    count = 0
    for place in range(start, len(data)):
        sign = data[place]
        if state[QUOTE]:
            _quoted(state, sign, has_escapes)
        elif _BLANKS[sign]:
            continue
        elif not state[DEPTH]:
            if sign not in (_OPEN, _COMMA):
                return count, place, True
            state[DEPTH], state[NUMBER], state[IS_COMING] = int(sign == _OPEN), 0, 1
        elif state[DEPTH] == 1 and sign == _COMMA:
            state[NUMBER], state[IS_COMING] = state[NUMBER] + 1, 1
        else:
            if _begins(data, place, state):
                if count == len(places):
                    return count, place, False
                places[count, 0], places[count, 1] = place, state[NUMBER]
                count, state[IS_COMING] = count + 1, 0
            state[QUOTE] = sign if sign in (_SINGLE, _DOUBLE) else 0
            state[DEPTH] += int(sign == _OPEN) - int(sign == _CLOSE)
    return count, len(data), False


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
def _begins(data: Bytes, place: int, state: Ints) -> bool:
    """Tell whether a value begins: at its quote, not at the N before it."""
    sign = data[place]
    if not state[IS_COMING] or sign == _CLOSE:
        return False
    return not (_LETTERS[sign] and place + 1 < len(data) and data[place + 1] == _SINGLE)


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
