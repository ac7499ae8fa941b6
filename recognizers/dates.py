"""Calendar dates inside numbers, over arrays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from recognizers.compiled import compiled, inner

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Mask = NDArray[np.bool_]

FIRST_YEAR, LAST_YEAR = 1880, 2099  # nothing before or after is in any file
OLDEST = 120  # years that anybody has lived
DECEMBER = 12
_LEAP_DAY = 229
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS = np.zeros(10_000, np.bool_)  # by month and day; 29 February, too
_DAYS[
    [
        100 * month + day
        for month, days in enumerate(_LONGEST_MONTHS, 1)
        for day in range(1, days + 1)
    ]
] = True


def today() -> int:
    """Return the latest date it may be anywhere, as 20261123."""
    return int((datetime.now(UTC) + timedelta(hours=14)).strftime("%Y%m%d"))


def is_real(dates: Ints) -> Mask:
    """Tell which of 20261123 ... are calendar dates that a living person may be born on."""
    return _are_days(dates, *lifetime())


def lifetime() -> tuple[int, int]:
    """Return the earliest and the latest day that a living person may be born on."""
    last = today()
    return last - OLDEST * 10_000, last


def is_calendar(dates: Ints) -> Mask:
    """Tell which of 20261123 ... are days of the calendar, of this century or a near one."""
    return _are_days(dates, FIRST_YEAR * 10_000, (LAST_YEAR + 1) * 10_000)


@inner
def is_day(date: int, earliest: int, latest: int) -> bool:
    """Tell whether 20261123 is a day of the calendar between two of them."""
    if not earliest <= date <= latest:
        return False
    day = date % 10_000
    return _DAYS[day] and (day != _LEAP_DAY or _is_leap(date // 10_000))


@inner
def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@compiled
def _are_days(dates: Ints, earliest: int, latest: int) -> Mask:
    real = np.empty(len(dates), np.bool_)
    for row in range(len(dates)):
        real[row] = is_day(dates[row], earliest, latest)
    return real


def years_before(iso_date: str, years: int) -> int:
    """Return the day ``years`` before an ISO date as 20121123; 29 February stays."""
    return int(iso_date.replace("-", "")) - years * 10_000
