"""Normalised values of a column, hashed once however many recognizers share them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from recognizers.arrays import gathered, taken
from recognizers.compiled import compiled, inner
from scanner.detect.rows import rows_of

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints, Mask
    from scanner.detect.hashing import Hasher
    from scanner.keyset import Keys


_MANY = 4  # where a quarter of the rows is asked for, all are hashed: more will be asked for


@dataclass(eq=False)
class Values:
    """Rows of bytes of one width, zero-padded on the right."""

    matrix: Bytes = field(repr=False)  # (m, width)
    _keys: Keys = field(init=False, repr=False)
    _is_hashed: Mask = field(init=False, repr=False)
    _all_are_hashed: bool = field(init=False, repr=False, default=False)
    _last_some: tuple[Ints, Bytes] | None = field(init=False, repr=False, default=None)
    _last_keys: tuple[Ints, Keys] | None = field(init=False, repr=False, default=None)

    def __post_init__(self) -> None:
        self._keys = np.empty(len(self), np.uint64)
        self._is_hashed = np.zeros(len(self), np.bool_)

    def __len__(self) -> int:
        return len(self.matrix)

    def some(self, rows: Ints) -> Bytes:
        """Return the values of some rows in ascending order; not to be changed."""
        if self._last_some is None or self._last_some[0] is not rows:
            self._last_some = rows, taken(self.matrix, rows)
        return self._last_some[1]

    def text(self, row: int) -> str:
        """Return one value."""
        return self._bytes(row).rstrip(b"\0").decode("utf-8", "ignore")

    def distinct_keys(self, rows: Ints, hasher: Hasher, *, in_order: bool = False) -> Keys:
        """Return the keys of some rows, each row's once however often it is named.

        ``in_order`` if it is known that each is named once, in order.
        """
        keys = self._hashed(rows, hasher)
        if not in_order and not is_ascending(rows):
            return _each_once(keys, rows)
        if len(rows) == len(keys):
            return keys
        if self._last_keys is None or self._last_keys[0] is not rows:
            self._last_keys = rows, gathered(keys, rows)
        return self._last_keys[1]

    def keys(self, rows: Ints, hasher: Hasher) -> Keys:
        """Return the keys of some rows in their order, repeats included."""
        return gathered(self._hashed(rows, hasher), rows)

    def _hashed(self, rows: Ints, hasher: Hasher) -> Keys:
        """Return keys by row; those of some rows are there, each hashed once."""
        if self._all_are_hashed:
            return self._keys
        if _MANY * len(rows) >= len(self):
            self._keys, self._all_are_hashed = self._all(hasher), True
        elif len(fresh := _fresh(rows, self._is_hashed)):
            self._keys[fresh] = self._some(fresh, hasher)
        return self._keys

    def _bytes(self, row: int) -> bytes:
        value: bytes = self.matrix[row].tobytes()
        return value

    def _all(self, hasher: Hasher) -> Keys:
        return hasher.of_matrix(self.matrix)

    def _some(self, rows: Ints, hasher: Hasher) -> Keys:
        return hasher.of_rows(self.matrix, rows)


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

    def _bytes(self, row: int) -> bytes:
        value: bytes = self.some(np.array([row]))[0].tobytes()
        return value

    def _all(self, hasher: Hasher) -> Keys:
        return hasher.of_slices(self.matrix, self.starts, self.stops, in_capitals=True)

    def _some(self, rows: Ints, hasher: Hasher) -> Keys:
        starts, stops = self.starts[rows], self.stops[rows]
        return hasher.of_slices(self.matrix, starts, stops, in_capitals=True)


@inner
def is_ascending(rows: Ints) -> bool:
    """Tell whether each row is named once, in order."""
    wrong = False
    for number in range(1, len(rows)):
        wrong |= rows[number] <= rows[number - 1]
    return not wrong


@compiled
def _fresh(rows: Ints, is_known: Mask) -> Ints:
    """Return those of the rows that are not known, each once; know them from now on."""
    fresh, count = np.empty(len(rows), np.int64), 0
    for row in rows:
        fresh[count] = row
        count += not is_known[row]
        is_known[row] = True
    return fresh[:count]


@compiled
def _each_once(keys: Keys, rows: Ints) -> Keys:
    """Return the keys of some rows, each row's once."""
    found, named, count = np.empty(len(rows), np.uint64), np.zeros(len(keys), np.bool_), 0
    for row in rows:
        found[count] = keys[row]
        count += not named[row]
        named[row] = True
    return found[:count]
