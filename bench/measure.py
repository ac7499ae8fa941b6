"""The measurements; each returns plain seconds or bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import csv

import scanner
from scanner import walk, worker
from scanner.classify.policy import shipped
from scanner.model import FileReport, Outcome, ScanPlan

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5


def plan() -> ScanPlan:
    """Return the plan of a usual scan, under a key of the bench's own."""
    return ScanPlan(policy=shipped("cn45574"), today="2024-11-11", key=bytes(range(32)))


def scan(path: Path) -> FileReport:
    """Scan one file in this process, from its first byte to judged tallies."""
    listed = next(iter(walk.walk([os.fsencode(path)])))
    (report,) = worker.examine_files(plan(), [listed.file])
    assert report.outcome is Outcome.SCANNED, report.reason
    return report


def parse(path: Path) -> int:
    """Parse a CSV to strings with pyarrow on one thread, keep nothing; return its rows."""
    with csv.open_csv(
        path,
        read_options=csv.ReadOptions(use_threads=False, block_size=4 << 20),
        convert_options=csv.ConvertOptions(column_types=all_strings(path)),
    ) as batches:
        return sum(batch.num_rows for batch in batches)


def all_strings(path: Path) -> dict[str, pa.DataType]:
    """Return the columns of a CSV without quotes, each as strings."""
    with path.open(encoding="utf-8") as lines:
        return dict.fromkeys(next(lines).rstrip("\n").split(","), pa.string())


def medians(*works: Callable[[], object]) -> list[float]:
    """Return the median seconds of some works, run in turn so that they share the weather."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, times, strict=True):
            began = perf_counter()
            work()
            taken.append(perf_counter() - began)
    return [median(taken) for taken in times]


def seconds_with(path: Path, workers: int) -> float:
    """Return the seconds of a whole scan by a number of processes, their start included."""
    began = perf_counter()
    with scanner.scan(path, workers=workers) as inventory:
        taken = perf_counter() - began
        assert list(inventory.summary["outcomes"]) == ["scanned"]
    return taken


def peak(process: int) -> int:
    """Return the high-water mark of a process's resident memory, 0 if it is gone.

    Of ``/proc``: what ``getrusage`` says is no less than what the parent held at the fork.
    """
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) << 10
    return 0


def peak_memory(path: Path) -> int:
    """Return the most bytes that a process of its own held while it scanned a file."""
    command = [sys.executable, "-m", "bench.measure", os.fspath(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout)


if __name__ == "__main__":
    scan(Path(sys.argv[1]))
    print(peak(os.getpid()))
