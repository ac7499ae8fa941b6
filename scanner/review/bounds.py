"""What a spot check proves: exact bounds of a rate (Clopper and Pearson).

Source: C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits illustrated
in the case of the binomial", Biometrika 26 (1934), 404-413.
"""

from __future__ import annotations

from math import comb, exp, fsum, lgamma, log, log1p
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_STEPS = 100  # of bisection: far below the last bit of a double
_EXACT = 1000  # trials up to which binomial coefficients are computed as whole numbers


def upper(errors: int, checked: int, confidence: float = 0.95) -> float:
    """Return the rate that the true one does not exceed, with one-sided ``confidence``."""
    if errors == checked:  # of nothing checked, anything may be
        return 1.0
    return _solve(lambda rate: at_most(errors, checked, rate), 1 - confidence)


def lower(errors: int, checked: int, confidence: float = 0.95) -> float:
    """Return the rate that the true one does not fall below, with one-sided ``confidence``."""
    return 1.0 - upper(checked - errors, checked, confidence)


def interval(errors: int, checked: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the two-sided interval: half of what may go wrong on either side."""
    each = (1 + confidence) / 2
    return lower(errors, checked, each), upper(errors, checked, each)


def at_most(errors: int, trials: int, rate: float) -> float:
    """Return the chance of so many errors or fewer among ``trials``, each with ``rate``."""
    if rate <= 0 or errors >= trials:
        return 1.0
    if rate >= 1:
        return 0.0
    return min(1.0, fsum(_exactly(count, trials, rate) for count in range(errors + 1)))


def _exactly(count: int, trials: int, rate: float) -> float:
    ways = log(comb(trials, count)) if trials <= _EXACT else _log_ways(count, trials)
    return exp(ways + count * log(rate) + (trials - count) * log1p(-rate))


def _log_ways(count: int, trials: int) -> float:
    return lgamma(trials + 1) - lgamma(count + 1) - lgamma(trials - count + 1)


def _solve(falling: Callable[[float], float], value: float) -> float:
    """Return where a falling function of [0, 1] takes a value, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > value else (low, middle)
    return high
