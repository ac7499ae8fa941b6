"""Between Arrow's strings and rows of bytes."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc
from numpy.lib.stride_tricks import sliding_window_view

if TYPE_CHECKING:
    import pyarrow as pa

    from scanner.detect.arrays import Bytes, Ints, Mask

LONGEST = 256  # bytes


def contains(column: pa.LargeStringArray, pattern: str) -> Mask:
    """Tell which cells an RE2 pattern matches somewhere."""
    mask = pc.match_substring_regex(column, pattern)
    return np.array(mask.to_numpy(zero_copy_only=False))


def rows_of(content: Bytes, starts: Ints, stops: Ints) -> Bytes:
    """Gather pieces of a buffer as rows of bytes, zero-padded on the right.

    A piece over ``LONGEST`` bytes is stood in for by its digest, so rows stay narrow; the
    buffer goes on for as long after the last piece.
    """
    lengths = stops - starts
    width = int(np.minimum(lengths, LONGEST).max(initial=1))
    rows = sliding_window_view(content, width)[starts]
    rows *= np.arange(width) < lengths[:, None]
    for row in np.flatnonzero(lengths > LONGEST).tolist():
        digest = sha256(content[starts[row] : stops[row]].data).hexdigest().encode()
        rows[row] = 0
        rows[row, : len(digest)] = np.frombuffer(digest, np.uint8)
    return rows
