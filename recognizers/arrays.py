"""Many values at a time: rows of bytes, and what is said of each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from recognizers.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

Bytes = NDArray[np.uint8]  # (n, width): one ASCII value a row, zero-padded on the right
Mask = NDArray[np.bool_]  # (n,)
Scores = NDArray[np.float64]  # (n,)

SHAPED, VALID = 1, 2  # what a value is told to be: it looks like one; it also passes


def taken(values: Bytes, which: NDArray[np.int64]) -> Bytes:
    """Return some rows in ascending order; all of them without a copy."""
    return values if len(which) == len(values) else _taken(values, which)


@compiled
def _taken(values: Bytes, which: NDArray[np.int64]) -> Bytes:
    rows = np.empty((len(which), values.shape[1]), np.uint8)
    for row in range(len(which)):
        for place in range(values.shape[1]):
            rows[row, place] = values[which[row], place]
    return rows


def to_matrix(values: Sequence[str]) -> Bytes:
    """Return ASCII values as rows of bytes, zero-padded on the right; (n, longest)."""
    packed = np.array([value.encode("ascii", "replace") for value in values], dtype=np.bytes_)
    return packed.view(np.uint8).reshape(len(values), packed.dtype.itemsize)


def to_texts(values: Bytes) -> list[bytes]:
    """Return what ``to_matrix`` made rows of."""
    width = values.shape[1]
    return np.ascontiguousarray(values).view(f"S{width}").ravel().tolist() if width else []
