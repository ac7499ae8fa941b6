"""Many values at a time: rows of bytes, and what is said of each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Bytes = NDArray[np.uint8]  # (n, width): one ASCII value a row, zero-padded on the right
Mask = NDArray[np.bool_]  # (n,)
Scores = NDArray[np.float64]  # (n,)


def to_matrix(values: Sequence[str]) -> Bytes:
    """Return ASCII values as rows of bytes, zero-padded on the right; (n, longest)."""
    packed = np.array([value.encode("ascii", "replace") for value in values], dtype=np.bytes_)
    return packed.view(np.uint8).reshape(len(values), packed.dtype.itemsize)


def to_texts(values: Bytes) -> list[bytes]:
    """Return what ``to_matrix`` made rows of."""
    width = values.shape[1]
    return np.ascontiguousarray(values).view(f"S{width}").ravel().tolist() if width else []
