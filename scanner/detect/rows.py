"""Pieces of a buffer as rows of bytes."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import compiled

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints

LONGEST = 256  # bytes


def rows_of(content: Bytes, starts: Ints, stops: Ints) -> Bytes:
    """Gather pieces of a buffer as rows of bytes, zero-padded on the right.

    A piece over ``LONGEST`` bytes is stood in for by its digest, so rows stay narrow.
    """
    lengths = stops - starts
    rows = _padded(content, starts, stops, int(np.minimum(lengths, LONGEST).max(initial=1)))
    for row in np.flatnonzero(lengths > LONGEST).tolist():
        digest = sha256(content[starts[row] : stops[row]].data).hexdigest().encode()
        rows[row] = 0
        rows[row, : len(digest)] = np.frombuffer(digest, np.uint8)
    return rows


@compiled
def _padded(content: Bytes, starts: Ints, stops: Ints, width: int) -> Bytes:
    rows = np.zeros((len(starts), width), np.uint8)
    flat = rows.ravel()
    for row in range(len(starts)):
        size, start, to, place = min(width, stops[row] - starts[row]), starts[row], row * width, 0
        while place + words.WORD <= size:
            words.store(flat, to + place, words.load(content, start + place))
            place += words.WORD
        if 0 < place < size:  # the last eight bytes overlap those before
            last = size - words.WORD
            words.store(flat, to + last, words.load(content, start + last))
        elif not place:
            for short in range(size):
                flat[to + short] = content[start + short]
    return rows
