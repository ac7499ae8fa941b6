"""Calendar dates inside numbers, over arrays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]

FIRST_YEAR, LAST_YEAR = 1880, 2099  # nothing before or after is in any file
OLDEST = 120  # years that anybody has lived
FEBRUARY, DECEMBER = 2, 12

_DAYS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int64)


def today() -> int:
    """Return the latest date it may be anywhere, as 20261123."""
    return int((datetime.now(UTC) + timedelta(hours=14)).strftime("%Y%m%d"))


def is_real(dates: Ints) -> Mask:
    """Tell which of 20261123 ... are calendar dates that a living person may be born on."""
    last = today()
    real: Mask = is_calendar(dates) & (dates >= last - OLDEST * 10_000) & (dates <= last)
    return real


def is_calendar(dates: Ints) -> Mask:
    """Tell which of 20261123 ... are days of the calendar, of this century or a near one."""
    year, month, day = dates // 10_000, dates // 100 % 100, dates % 100
    known_month = (month >= 1) & (month <= DECEMBER)
    length = _DAYS[np.where(known_month, month, 0)] + ((month == FEBRUARY) & _is_leap(year))
    near = (year >= FIRST_YEAR) & (year <= LAST_YEAR)
    on_calendar: Mask = near & known_month & (day >= 1) & (day <= length)
    return on_calendar


def years_before(iso_date: str, years: int) -> int:
    """Return the day ``years`` before an ISO date as 20121123; 29 February stays."""
    return int(iso_date.replace("-", "")) - years * 10_000


def _is_leap(year: Ints) -> Mask:
    leap: Mask = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    return leap
