"""Which written dates of birth are those of children, over arrays.

A date may be read in several ways (03/07/2012, 2012 alone, 12-03-07): the youngest reading
counts, since the law protects the child that it may be.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import regex

from recognizers import checksums
from recognizers.dates import DECEMBER, years_before

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

_YEAR = 4  # digits
_EARLIEST = 1880
_LAST_DAY = 31
_CENTURY = 100
_EXCEL_EPOCH = date(1899, 12, 30)

_CLOCK = regex.compile(r"[ T][0-9]{1,2}:.*|\.00?$", regex.DOTALL)
_EXCEL = regex.compile(r"[0-9]{5}")
_SECONDS = regex.compile(r"(-?[0-9]{9,10})(?:000)?")
_COMPACT = regex.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_YEAR_FIRST = regex.compile(r"([0-9]{4})(?:\D+([0-9]{1,2}))?(?:\D+([0-9]{1,2}))?\D*")
_MINGUO = regex.compile(r"^(?:中[华華])?民[国國] ?([0-9]{1,3})(?= ?年)")
_BEFORE_MINGUO = 1911  # the year before its first
_YEAR_LAST = regex.compile(r"([0-9]{1,2})\D([0-9]{1,2})\D([0-9]{4})")
_SHORT = regex.compile(r"([0-9]{2})\D([0-9]{1,2})\D([0-9]{1,2})")
_NAME = regex.compile(r"[A-Z]{3}")
_NUMBER = regex.compile(r"[0-9]+")
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


def under(values: Bytes, years: int, today: str) -> Mask:
    """Tell which dates of birth, in capitals, are of people younger than ``years``.

    Most rows are decided by a year at their front.  The others are parsed, each distinct
    one once: a column of birth dates repeats itself.
    """
    limit = years_before(today, years)
    unclear = np.flatnonzero(~_is_long_ago(values, limit // 10_000))
    young = np.zeros(len(values), np.bool_)
    if len(unclear):
        rows = np.ascontiguousarray(values[unclear])
        texts, which = np.unique(rows.view(f"V{rows.shape[1]}").ravel(), return_inverse=True)
        births = np.array([_birth(text.tobytes(), today) for text in texts])
        young[unclear] = (births > limit)[which]
    return young


def _is_long_ago(values: Bytes, year: int) -> Mask:
    """Tell which rows begin with a year before ``year``; five digits are a day of Excel's."""
    if values.shape[1] < _YEAR:
        return np.zeros(len(values), np.bool_)
    head = np.pad(values[:, : _YEAR + 2], ((0, 0), (0, 2)))
    is_day = checksums.is_digits(head[:, 4:5]) & ~checksums.is_digits(head[:, 5:6])
    begins = checksums.is_digits(head[:, :_YEAR]) & ~is_day
    first = checksums.number(head, 0, _YEAR)
    long_ago: Mask = begins & (first < year) & (first >= _EARLIEST)  # seconds begin lower
    return long_ago


def _birth(value: bytes, today: str) -> int:
    """Return the latest date that a text can mean, as 20121123; 0 if it is none, or to come."""
    text = _CLOCK.sub("", value.rstrip(b"\0").decode("utf-8", "replace"))
    text = _MINGUO.sub(lambda found: str(_BEFORE_MINGUO + int(found[1])), text)
    this_year = int(today[:_YEAR])
    births = [year * 10_000 + month * 100 + day for year, month, day in _readings(text, this_year)]
    return max((birth for birth in births if birth // 10_000 <= this_year), default=0)


def _readings(text: str, this_year: int) -> list[tuple[int, int, int]]:
    """Return the (year, month, day) that a text can mean; what is left out is the last."""
    if _EXCEL.fullmatch(text):
        day = _EXCEL_EPOCH + timedelta(int(text))
        return [(day.year, day.month, day.day)]
    if found := _SECONDS.fullmatch(text):
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(found[1]))
        return [(moment.year, moment.month, moment.day)]
    if found := _COMPACT.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        year, month, day_of_month = found.groups()
        return [(int(year), int(month or DECEMBER), int(day_of_month or _LAST_DAY))]
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = map(int, found.groups())
        orders = ((first, second), (second, first))
        return [(year, month, day) for month, day in orders if month <= DECEMBER]
    if found := _SHORT.fullmatch(text):
        short, month, day_of_month = map(int, found.groups())
        century = this_year // _CENTURY - (short > this_year % _CENTURY)
        return [(century * _CENTURY + short, month, day_of_month)]
    return _named(text)


def _named(text: str) -> list[tuple[int, int, int]]:
    """Read a date whose month is written as a word: the day comes first, or after it."""
    name, numbers = _NAME.search(text), _NUMBER.findall(text)
    if not name or name[0] not in _MONTHS or len(numbers) != len(("day", "year")):
        return []
    return [(int(numbers[1]), _MONTHS.index(name[0]) + 1, int(numbers[0]))]
