"""A sample for people to check: random, reproducible, and from every level.

Half of it comes from files in which nothing was found, since a miss is dearer than a false
alarm; the other half is shared out evenly over the levels.  What a stratum cannot fill, the
others get.
"""

from __future__ import annotations

import hmac
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappush, heappushpop
from typing import TYPE_CHECKING

from scanner.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scanner.model import FileReport

CLEAN = "clean"  # read in full, and nothing found
NUMBER_DIGITS = 10  # more than any number of a draw has


class Tick(StrEnum):
    """What a person says of a sampled file."""

    RIGHT = "right"
    WRONG = "wrong"  # what was found is none, or the level is not right
    MISSED = "missed"  # there is something that was not found


def stratum(report: FileReport) -> str:
    """Return "clean" or the name of a level; "" for what was not read, which proves nothing."""
    if report.outcome is Outcome.SCANNED and not report.entities:
        return CLEAN
    if report.outcome in (Outcome.SCANNED, Outcome.PARTIAL):
        return report.level.name
    return ""


def shares(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """Return how many files to draw of each stratum; in all ``size``, or all there are."""
    wanted = dict.fromkeys(sizes, 0)
    left = min(size, sum(sizes.values()))
    if CLEAN in sizes:
        wanted[CLEAN] = min(sizes[CLEAN], (left + 1) // 2)
        left -= wanted[CLEAN]
    levels = sorted((name for name in sizes if name != CLEAN), reverse=True)
    while left:
        open_ = [name for name in levels if wanted[name] < sizes[name]] or [CLEAN]
        for name in open_[:left]:
            share = min(max(1, left // len(open_)), sizes[name] - wanted[name], left)
            wanted[name] += share
            left -= share
    return wanted


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be drawn, by its key and stratum."""

    key: str
    stratum: str


def draw(candidates: Iterable[Candidate], size: int, seed: str) -> dict[str, list[str]]:
    """Return the keys drawn, by stratum; the order of ``candidates`` changes nothing.

    Each file gets a number from the seed and its key, and the lowest of its stratum are
    drawn: nobody can tell beforehand which, everybody can check it afterwards.  Memory:
    ``size`` keys a stratum.
    """
    lowest: dict[str, list[tuple[int, str]]] = {}
    sizes: Counter[str] = Counter()
    for one in candidates:
        if not one.stratum:
            continue
        sizes[one.stratum] += 1
        heap, entry = lowest.setdefault(one.stratum, []), (-_number(seed, one.key), one.key)
        if len(heap) < size:
            heappush(heap, entry)
        else:
            heappushpop(heap, entry)
    wanted = shares(sizes, size)
    return {
        name: [key for _, key in sorted(heap, reverse=True)[: wanted[name]]]
        for name, heap in sorted(lowest.items())
    }


def _number(seed: str, key: str) -> int:
    return int.from_bytes(hmac.digest(seed.encode(), key.encode(), "sha256"))
