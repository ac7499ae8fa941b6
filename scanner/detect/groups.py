"""Which pieces of a buffer say the same, asked at most once; and a guess before that."""

from __future__ import annotations

from functools import cached_property
from math import exp
from typing import TYPE_CHECKING

import numpy as np

from recognizers.grouping import grouped

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints

_FIRST_PROBE, _PROBE = 256, 2048  # pieces that tell about all of them

_TWICE = 2
_ALL_SEEN = 4  # times that each rare text is seen, if all of them are


class Groups:
    """Pieces of a buffer by what they say."""

    are_known = False

    def __init__(self, buffer: Bytes, starts: Ints, stops: Ints) -> None:
        self._pieces = buffer, starts, stops

    @cached_property
    def all(self) -> tuple[Ints, Ints]:
        """Return the first piece with each text, (m,), and for every piece which it is, (n,)."""
        return grouped(*self._pieces)

    @cached_property
    def share(self) -> float:
        """Guess from the first pieces how many texts there are to one piece; at most 1."""
        buffer, starts, stops = self._pieces
        for size in (_FIRST_PROBE, _PROBE):
            first, which = grouped(buffer, starts[:size], stops[:size])
            if len(first) == len(which):
                return 1.0
        return guessed(np.bincount(which), len(starts))


class KnownGroups(Groups):
    """The same of pieces that came in groups."""

    are_known = True

    def __init__(self, first: Ints, which: Ints) -> None:
        self.all = first, which
        self.share = len(first) / max(1, len(which))


def guessed(seen: Ints, count: int) -> float:
    """Return the share of different texts among pieces.

    As if there were, besides the texts that are seen often, as many rare ones, equally often
    each, as explain how many texts are seen once and twice.

    Args:
        seen: How often each text is among the first pieces.
        count: Of all pieces.
    """
    more = count / max(1, int(seen.sum()))  # times as many pieces
    once, twice = int(np.count_nonzero(seen == 1)), int(np.count_nonzero(seen == _TWICE))
    each = _TWICE * twice / max(1, once)  # how often each rare one is seen, on average
    if not twice:
        rare = once * more
    elif each < _ALL_SEEN:
        rare = once * exp(each) / each * (1 - exp(-each * more))
    else:
        rare = once + twice
    return min(1.0, (len(seen) - once - twice + rare) / max(1, count))
