"""Administrative division codes (GB/T 2260), read from python-stdnum's list."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np
import regex

from recognizers.kept import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

CURRENT = 9999
UNKNOWN = 0

_PROVINCES = "11-15 21-23 31-37 41-46 50-54 61-65 71-71 81-83"
_PERIOD = regex.compile(r"\[([0-9]{4})?-([0-9]{4})?\]")


@cache
def provinces() -> NDArray[np.bool_]:
    """Return which two-digit codes are provinces: (256,), by number, for any uint8."""
    table = np.zeros(256, np.bool_)
    for span in _PROVINCES.split():
        first, last = span.split("-")
        table[int(first) : int(last) + 1] = True
    return table


@cache
def last_years() -> NDArray[np.int16]:
    """Return by six-digit code the last year it was in force: (1_000_000,).

    ``CURRENT`` if it still is, ``UNKNOWN`` if the list has no such code.
    """
    return kept(_table, version("python-stdnum"), (__file__,))


def _table() -> NDArray[np.int16]:
    table = np.full(1_000_000, UNKNOWN, np.int16)
    for code, name in _counties():
        table[code] = _last_year(name)
    return table


def _counties() -> Iterator[tuple[int, str]]:
    from stdnum import numdb  # takes as long to read as all other tables together

    for _, province, _, _, children in numdb.get("cn/loc").prefixes:
        for _, county, _, facts, _ in children:
            yield int(province + county), facts["county"]


def _last_year(name: str) -> int:
    """Return the end of ``[1982-1986]县,[2001-]区``: the last period counts."""
    ends = [end for _, end in _PERIOD.findall(name)]
    return int(ends[-1]) if ends and ends[-1] else CURRENT
