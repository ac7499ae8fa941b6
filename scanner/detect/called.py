"""What the labels beside values say: each distinct one is asked once.

Where anything may stand before a label's last word (``440305202406124898 user=``, the cells of
a table), nearly every one is distinct: those that end with no known word are told by a
machine, and long numbers, which no known word holds, are taken as the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers import labels
from recognizers.compiled import compiled
from recognizers.grouping import grouped
from scanner.detect.automaton import whole
from scanner.detect.cells import PAD, TAIL, Cells

if TYPE_CHECKING:
    from recognizers.labels import Meaning
    from scanner.detect.arrays import Bytes, Ints

LONG_NUMBER = 7  # digits; words are known that hold a few, such as 400电话
_TOLD = 3  # digits that such a word may begin with
_ZERO, _NINE = ord("0"), ord("9")


class Called(NamedTuple):
    """What some values are called."""

    names: list[str]  # distinct labels that announce anything
    means: list[Meaning]  # of these
    which: Ints  # (n,): of these; -1: nothing is announced


def called(buffer: Bytes, starts: Ints, stops: Ints) -> Called:
    """Tell what labels announce."""
    short = Cells(*_shortened(buffer, starts, stops))
    first, which = grouped(short.buffer, short.starts, short.stops)
    numbers = np.full(len(first), -1, np.int64)
    names, means = list[str](), list[labels.Meaning]()
    distinct = short.take(first)
    for row in np.flatnonzero(whole(labels.ENDING).matches(distinct)).tolist():
        name = distinct.buffer[distinct.bounds[row] : distinct.bounds[row + 1]].tobytes()
        means_ = labels.meaning(text := name.decode("utf-8", "replace"))
        if means_.hits:
            numbers[row] = len(names)
            names.append(text)
            means.append(means_)
    return Called(names, means, numbers[which])


@compiled
def _shortened(buffer: Bytes, starts: Ints, stops: Ints) -> tuple[Bytes, Ints]:
    """Return labels one after the other, long numbers as zeros and a few last digits."""
    bounds = np.empty(len(starts) + 1, np.int64)
    content = np.zeros(PAD + (stops - starts).sum() + TAIL, np.uint8)
    end = bounds[0] = PAD
    for row in range(len(starts)):
        digits = 0
        for place in range(starts[row], stops[row] + 1):
            sign = buffer[place]
            is_digit = place < stops[row] and _ZERO <= sign <= _NINE
            if not is_digit and digits > LONG_NUMBER:
                for back in range(LONG_NUMBER):
                    at = end - digits + LONG_NUMBER - 1 - back
                    content[at] = content[end - 1 - back] if back < _TOLD else _ZERO
                end -= digits - LONG_NUMBER
            digits = digits + 1 if is_digit else 0
            if place < stops[row]:
                content[end] = sign
                end += 1
        bounds[row + 1] = end
    return content[: end + TAIL], bounds
