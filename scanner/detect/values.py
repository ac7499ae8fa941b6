"""Normalised values of a column, hashed once however many recognizers share them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from recognizers.arrays import taken
from recognizers.compiled import inner
from scanner.detect.rows import rows_of

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.detect.hashing import Hasher, Known
    from scanner.keyset import Keys


@dataclass(eq=False)
class Values:
    """Rows of bytes of one width, zero-padded on the right."""

    matrix: Bytes = field(repr=False)  # (m, width)
    _keys: Keys = field(init=False, repr=False)
    _is_hashed: Mask = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._keys = np.empty(len(self), np.uint64)
        self._is_hashed = np.zeros(len(self), np.bool_)

    def __len__(self) -> int:
        return len(self.matrix)

    def some(self, rows: Ints) -> Bytes:
        """Return the values of some rows in ascending order."""
        return taken(self.matrix, rows)

    def text(self, row: int) -> str:
        """Return one value."""
        value: bytes = self.some(np.array([row]))[0].tobytes()
        return value.rstrip(b"\0").decode("utf-8", "ignore")

    def distinct_keys(self, rows: Ints, hasher: Hasher) -> Keys:
        """Return the keys of some rows, each row's once however often it is named."""
        known = self._keys, self._is_hashed
        return self._distinct_keys(rows, known, hasher)

    def keys(self, rows: Ints, hasher: Hasher) -> Keys:
        """Return the keys of some rows in their order, repeats included."""
        self.distinct_keys(rows, hasher)
        keys: Keys = self._keys[rows]
        return keys

    def _distinct_keys(self, rows: Ints, known: Known, hasher: Hasher) -> Keys:
        return hasher.of_rows(self.matrix, rows, known)


@dataclass(eq=False)
class Texts(Values):
    """Pieces of a buffer, which mean the same in capitals."""

    starts: Ints = field(kw_only=True)
    stops: Ints = field(kw_only=True)

    def __len__(self) -> int:
        return len(self.starts)

    def some(self, rows: Ints) -> Bytes:
        """Return the values of some rows, upper-cased, long ones by their digest."""
        found = rows_of(self.matrix, self.starts[rows], self.stops[rows])
        is_small = (found >= ord("a")) & (found <= ord("z"))
        return found - (is_small.view(np.uint8) << np.uint8(5))

    def _distinct_keys(self, rows: Ints, known: Known, hasher: Hasher) -> Keys:
        return hasher.of_texts(self.matrix, (self.starts, self.stops), rows, known)


@inner
def is_ascending(rows: Ints) -> bool:
    """Tell whether each row is named once, in order."""
    wrong = False
    for number in range(1, len(rows)):
        wrong |= rows[number] <= rows[number - 1]
    return not wrong
