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
    last = today()
    return _are_days(dates, last - OLDEST * 10_000, last)


def is_calendar(dates: Ints) -> Mask:
    """Tell which of 20261123 ... are days of the calendar, of this century or a near one."""
    return _are_days(dates, FIRST_YEAR * 10_000, (LAST_YEAR + 1) * 10_000)


@inner
def _days_of(year: int, month: int) -> int:
    if month == FEBRUARY:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@compiled
def _are_days(dates: Ints, earliest: int, latest: int) -> Mask:
    """Tell which are days of the calendar between two of them."""
    real = np.zeros(len(dates), np.bool_)
    for row in range(len(dates)):
        year, month, day = dates[row] // 10_000, dates[row] // 100 % 100, dates[row] % 100
        if earliest <= dates[row] <= latest and 1 <= month <= DECEMBER:
            real[row] = 1 <= day <= _days_of(year, month)
    return real


def years_before(iso_date: str, years: int) -> int:
    """Return the day ``years`` before an ISO date as 20121123; 29 February stays."""
    return int(iso_date.replace("-", "")) - years * 10_000
