"""One recognizer asked about single values, for tests of its facts."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from recognizers.arrays import to_matrix

if TYPE_CHECKING:
    from collections.abc import Callable

    from recognizers.arrays import Bytes
    from recognizers.base import ProvenRecognizer


def found(one: ProvenRecognizer, text: str) -> list[str]:
    results = one.analyze(text, [one.ENTITY])
    return [text[result.start : result.end] for result in sorted(results)]


def score(one: ProvenRecognizer, text: str) -> float:
    (result,) = one.analyze(text, [one.ENTITY])
    return result.score


def bonus(one: ProvenRecognizer, *values: str) -> list[float]:
    return [float(extra) for extra in one.bonus(to_matrix(values))]


def passes(one: ProvenRecognizer, *values: str) -> list[bool]:
    return [bool(good) for good in one.passes(to_matrix(values))]


def value(row: Bytes) -> str:
    return row.tobytes().rstrip(b"\0").decode()


def per_row(function: Callable[[Bytes], object], values: Bytes) -> float:
    """Return the least microseconds a row of three runs."""
    seconds = []
    for _ in range(3):
        start = time.process_time()
        function(values)
        seconds.append(time.process_time() - start)
    return min(seconds) / len(values) * 1e6
