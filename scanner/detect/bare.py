"""Cells without what is put around values: ``recognizers.bare`` over arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.bare import AFTER, BEFORE
from recognizers.compiled import compiled, inner

if TYPE_CHECKING:
    from scanner.detect.arrays import Bytes, Ints

_ASCII, _TWO, _THREE = 0x80, 2, 3  # the first code that is none; bytes of UTF-8
# Whether a byte is decoration before a value, or after one; the wider signs, in UTF-8.
_LEADS, _TRAILS = (np.isin(np.arange(_ASCII), [*map(ord, signs)]) for signs in (BEFORE, AFTER))
_WIDE = np.array([int.from_bytes(sign.encode(), "big") for sign in AFTER if not sign.isascii()])
# By its first byte, and by its last: whether a character may be decoration.
_MAY_LEAD, _MAY_TRAIL = (
    np.isin(np.arange(256), [sign.encode()[end] for sign in signs])
    for signs, end in ((BEFORE, 0), (AFTER, -1))
)


@compiled
def is_decorated(buffer: Bytes, starts: Ints, stops: Ints) -> bool:
    """Tell whether any text begins or ends with decoration."""
    for text in range(len(starts)):
        start, stop = starts[text], stops[text]
        if _MAY_LEAD[buffer[start]] and _before(buffer, start, stop):
            return True
        if _MAY_TRAIL[buffer[stop - 1]] and _after(buffer, start, stop):
            return True
    return False


@compiled
def trimmed(buffer: Bytes, starts: Ints, stops: Ints) -> tuple[Ints, Ints]:
    """Return where texts begin and end without decoration."""
    starts, stops = starts.copy(), stops.copy()
    for text in range(len(starts)):
        start, stop = starts[text], stops[text]
        width = _before(buffer, start, stop)
        while width:
            start += width
            width = _before(buffer, start, stop)
        width = _after(buffer, start, stop)
        while width:
            stop -= width
            width = _after(buffer, start, stop)
        starts[text], stops[text] = start, stop
    return starts, stops


@inner
def _before(buffer: Bytes, start: int, stop: int) -> int:
    """Return how many bytes the decoration has that a piece begins with; 0: there is none."""
    if start >= stop:
        return 0
    sign = int(buffer[start])
    if sign < _ASCII:
        return int(_LEADS[sign])
    if stop - start >= _THREE and _is_wide(_three(buffer, start)):
        return _THREE
    return _TWO if stop - start >= _TWO and _is_wide(_two(buffer, start)) else 0


@inner
def _after(buffer: Bytes, start: int, stop: int) -> int:
    """Return how many bytes the decoration has that a piece ends with; 0: there is none."""
    if start >= stop:
        return 0
    sign = int(buffer[stop - 1])
    if sign < _ASCII:
        return int(_TRAILS[sign])
    if stop - start >= _THREE and _is_wide(_three(buffer, stop - _THREE)):
        return _THREE
    return _TWO if stop - start >= _TWO and _is_wide(_two(buffer, stop - _TWO)) else 0


@inner
def _is_wide(form: int) -> bool:
    found = False
    for one in _WIDE:
        found |= one == form
    return found


@inner
def _two(buffer: Bytes, place: int) -> int:
    return int(buffer[place]) << 8 | int(buffer[place + 1])


@inner
def _three(buffer: Bytes, place: int) -> int:
    return _two(buffer, place) << 8 | int(buffer[place + 2])
