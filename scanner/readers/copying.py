"""Pieces of bytes copied within a loop, eight bytes at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers import words
from recognizers.compiled import inner

if TYPE_CHECKING:
    from recognizers.arrays import Bytes


@inner
def copied(data: Bytes, start: int, stop: int, to: tuple[Bytes, int]) -> int:
    """Copy a piece; return where it ends there."""
    (out, end), place = to, start
    while place + words.WORD <= stop:
        words.store(out, end, words.load(data, place))
        place, end = place + words.WORD, end + words.WORD
    while place < stop:
        out[end] = data[place]
        place, end = place + 1, end + 1
    return end
