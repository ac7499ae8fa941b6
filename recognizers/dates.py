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
FEBRUARY, DECEMBER = 2, 12


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
def _days_of(year: int, month: int) -> int:
    if month == FEBRUARY:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@inner
def is_day(date: int, earliest: int, latest: int) -> bool:
    """Tell whether 20261123 is a day of the calendar between two of them."""
    year, month, day = date // 10_000, date // 100 % 100, date % 100
    if not (earliest <= date <= latest and 1 <= month <= DECEMBER):
        return False
    return 1 <= day <= _days_of(year, month)


@compiled
def _are_days(dates: Ints, earliest: int, latest: int) -> Mask:
    real = np.empty(len(dates), np.bool_)
    for row in range(len(dates)):
        real[row] = is_day(dates[row], earliest, latest)
    return real


def years_before(iso_date: str, years: int) -> int:
    """Return the day ``years`` before an ISO date as 20121123; 29 February stays."""
    return int(iso_date.replace("-", "")) - years * 10_000
