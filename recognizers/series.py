"""Numbers given out in series: a sign or two for the kind, then digits.

Such numbers have no check digit, and part numbers look the same, so most of them count
only where a word or a column's name announces them (``needs``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np

from recognizers import checksums, dates, signs
from recognizers.base import ProvenRecognizer

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask


A_DATE = 8  # digits
DATED = -0.15  # takes so much that words around do not suffice


class Series(NamedTuple):
    """A kind of number; letters as capitals, people write small ones as well."""

    heads: str  # what the first sign may be
    digits: int  # how many close it
    seconds: str = ""  # what the second sign may be; "": digits follow at once

    @property
    def length(self) -> int:
        """Return how many signs a number has."""
        return 1 + bool(self.seconds) + self.digits

    @property
    def pattern(self) -> str:
        """Return the regex of a number, in either case."""
        leads = [f"[{both_cases(lead)}]" for lead in (self.heads, self.seconds) if lead]
        return f"{''.join(leads)}[0-9]{{{self.digits}}}"

    @property
    def leads(self) -> Mask:
        """Return which first two signs a number has, as (256, 256)."""
        table = np.zeros((256, 256), np.bool_)
        table[np.ix_(list(self.heads.encode()), list((self.seconds or signs.DIGITS).encode()))] = 1
        return table


class SeriesRecognizer(ProvenRecognizer):
    """Recognize numbers of some series by their make."""

    SERIES: ClassVar[tuple[Series, ...]]
    CHANCE = 1.0
    SHOWN = 2

    def __init_subclass__(cls) -> None:
        """Say of the series what a recognizer says of its shape."""
        super().__init_subclass__()
        if "SERIES" not in cls.__dict__:
            return
        cls.HEADS = both_cases("".join(series.heads for series in cls.SERIES))
        if "PLAIN" not in cls.__dict__:
            cls.LENGTHS = tuple(sorted({series.length for series in cls.SERIES}))
            cls.PLAIN = "|".join(dict.fromkeys(series.pattern for series in cls.SERIES))

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are numbers of a series, in capitals."""
        normal = signs.in_capitals(values)
        return belong(normal, self.SERIES), normal

    def passes(self, values: Bytes) -> Mask:
        """Tell which are numbers of a series."""
        return belong(values, self.SERIES)


def belong(values: Bytes, series: tuple[Series, ...]) -> Mask:
    """Tell which rows of a padded matrix, in capitals, are numbers of one of some series."""
    good = np.zeros(len(values), np.bool_)
    lengths = checksums.lengths(values)
    for length in {one.length for one in series if one.length <= values.shape[1]}:
        rows = np.flatnonzero(lengths == length)
        numbers = values if len(rows) == len(values) else values[rows]
        led = _leads(series, length)[numbers[:, 0], numbers[:, 1]]
        good[rows] = led & checksums.is_digits(numbers[:, 2:length])
    return good


@cache
def _leads(series: tuple[Series, ...], length: int) -> Mask:
    """Return which first two signs a number of that length has, as (256, 256)."""
    alike: Mask = np.logical_or.reduce([one.leads for one in series if one.length == length])
    return alike


def are_dates(values: Bytes) -> Mask:
    """Tell which rows of a padded matrix are eight digits and a day as well: 20301231."""
    if values.shape[1] < A_DATE:
        return np.zeros(len(values), np.bool_)
    long = checksums.lengths(values) == A_DATE
    days: Mask = long & dates.is_calendar(checksums.number(values, 0, A_DATE))
    return days & checksums.is_digits(values[:, :A_DATE])


def both_cases(letters: str) -> str:
    """Return signs with the small letters of its capitals, each once."""
    return "".join(dict.fromkeys(letters + letters.lower()))
