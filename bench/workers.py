"""Two workers against one, their start included: many files, and one big file of each kind.

Beside it stands what the machine itself makes of two processes that share nothing.  Of many
files the inventory is written as CSV, and then again with all reports: one process writes
them, after the scan, and they take it as long whoever scanned.
"""

from __future__ import annotations

import subprocess
import sys
from itertools import islice
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from bench import huge, measure

if TYPE_CHECKING:
    from pathlib import Path

    from bench.results import Result

MANY_AT_MOST, ONE_AT_MOST = 0.55, 0.6  # of the time of one worker
_ROUNDS = 5
_ROWS = 5_000  # of each of many files: some 1 MB
_GIGA = 1_000
_AT_MOST = " (target: at most {})"
_BRIEFLY = ("--format", "csv")
_LOOP = "for _ in range(50_000_000): pass"  # some seconds of a core and no memory


def show(megabytes: int, huge_gigabytes: float) -> Result:
    """Print and return the ratios, over so many megabytes, and for a CSV of so many gigabytes."""
    big = {kind: huge.made(kind, megabytes / _GIGA) for kind in ("csv", "parquet", "line")}
    print("two workers / one, start included; median of", _ROUNDS)
    ratios = {"two loops": _two_loops()}
    folder = many(big["csv"])
    ratios["many"] = _ratio(f"many files{_AT_MOST.format(MANY_AT_MOST)}", folder, *_BRIEFLY)
    ratios["many, reports"] = _ratio("the same, all reports", folder)
    for kind, path in big.items():
        ratios[kind] = _ratio(f"one big {kind}{_AT_MOST.format(ONE_AT_MOST)}", path)
    if huge_gigabytes:
        path = huge.made("csv", huge_gigabytes)
        name = f"{huge_gigabytes:g} GB of csv{_AT_MOST.format(ONE_AT_MOST)}"
        ratios["huge csv"] = _ratio(name, path)
    return {"two_workers": ratios}


def _two_loops() -> float:
    """Print and return the best that any program could reach here: half, on two idle cores."""
    times = [[_seconds_of(loops) for loops in (1, 2)] for _ in range(_ROUNDS)]
    ratio = median(together / (2 * alone) for alone, together in times)
    print(f"  two processes that only count, against one after the other: {ratio:.2f}", flush=True)
    return round(ratio, 2)


def _seconds_of(loops: int) -> float:
    """Return the seconds of some loops, each in a process of its own, at the same time."""
    began = perf_counter()
    running = [subprocess.Popen([sys.executable, "-S", "-c", _LOOP]) for _ in range(loops)]
    assert not any(process.wait() for process in running)
    return perf_counter() - began


def many(table: Path) -> Path:
    """Return a folder with a table cut into files, made at first use."""
    folder = table.with_suffix(".many")
    if not folder.exists():
        draft = table.with_suffix(".draft")
        draft.mkdir(exist_ok=True)
        with table.open("rb") as rows:
            header, number = next(rows), 0
            while block := b"".join(islice(rows, _ROWS)):
                number += 1
                (draft / f"{number:05}.csv").write_bytes(header + block)
        draft.replace(folder)
    return folder


def _ratio(name: str, path: Path, *options: str) -> float:
    """Measure in turn, so that both share the weather."""
    times = [
        [measure.seconds_with(path, workers, *options) for workers in (1, 2)]
        for _ in range(_ROUNDS)
    ]
    one, two = (median(column) for column in zip(*times, strict=True))
    ratio = median(pair[1] / pair[0] for pair in times)
    print(f"  {name:38} {one:6.1f} s, {two:6.1f} s: {ratio:.2f}", flush=True)
    return round(ratio, 2)


if __name__ == "__main__":
    show(1_000, 5)
