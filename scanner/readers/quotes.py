"""What is in quotes, by counting them: 64 bytes at a time, in a compiled loop.

Where quotes stand at the edges of fields only, or in pairs, every second one closes, and
what follows an odd number of them is quoted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import inner

if TYPE_CHECKING:
    from recognizers.arrays import Bytes

    Marks = np.uint64
    Carried = tuple[Marks, Marks, Marks]  # what the block before tells, in the lowest bit of each

_QUOTE, _LF, _CR = ord('"'), ord("\n"), ord("\r")
_QUOTES, _LINE_ENDS = (_QUOTE, _QUOTE, _QUOTE), (_LF, _CR, _CR)  # as ``words`` takes signs
_NONE, _ONE, _LAST = np.uint64(0), np.uint64(1), np.uint64(words.BLOCK - 1)
_STEPS = tuple(np.uint64(1 << step) for step in range(6))


def last_end(data: bytes, delimiter: int) -> int | None:
    """Return where the last line ends that does so outside quotes, 0 if none does.

    None: quotes stand elsewhere too, and counting them tells nothing.
    """
    rest = len(data) % words.BLOCK
    tail = data[len(data) - rest :].ljust(words.BLOCK, b"\n")
    views = np.frombuffer(data, np.uint8), np.frombuffer(tail, np.uint8)
    base, ends, is_wrong = _last_end(*views, delimiter)
    return None if is_wrong else base + int(ends).bit_length()


@inner
def _last_end(data: Bytes, tail: Bytes, delimiter: int) -> tuple[int, Marks, bool]:
    """Return where the last block with line ends outside quotes is, and those as bits."""
    found, ends, carried = 0, _NONE, (_NONE, _ONE, _NONE)
    whole = len(data) - len(data) % words.BLOCK
    for base in range(0, whole, words.BLOCK):
        words.fetch(data, base + words.AHEAD)
        outside, wrong, carried = _block(data, base, delimiter, carried)
        if wrong:
            return base, wrong, True
        if outside:
            found, ends = base, outside
    outside, wrong, _ = _block(tail, 0, delimiter, carried)
    outside &= (_ONE << np.uint64(len(data) - whole)) - _ONE
    return (whole, outside, bool(wrong)) if outside else (found, ends, bool(wrong))


@inner
def _block(
    data: Bytes, base: int, delimiter: int, carried: Carried
) -> tuple[Marks, Marks, Carried]:
    """Return which signs of a block end lines outside quotes, and what is not where it may be.

    ``carried`` tells whether the block begins inside quotes, after an edge of a field or a
    quote, and after one that closes; the same is returned of the block that follows.
    """
    is_inside, is_after_edge, is_after_closing = carried
    quotes = words.marked(data, base, _QUOTES)
    line_ends = words.marked(data, base, _LINE_ENDS)
    edges = quotes | words.marked(data, base, (delimiter, _LF, _CR))
    inside = quotes  # each bit: whether an odd number of quotes stands up to there
    for step in _STEPS:
        inside ^= inside << step
    inside ^= _NONE - is_inside
    closing = quotes & ~inside
    wrong = (quotes & inside & ~((edges << _ONE) | is_after_edge)) | (
        ((closing << _ONE) | is_after_closing) & ~edges
    )
    return line_ends & ~inside, wrong, (inside >> _LAST, edges >> _LAST, closing >> _LAST)
