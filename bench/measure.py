"""The measurements; each returns plain seconds or bytes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import csv

from scanner import walk, worker
from scanner.classify.policy import shipped
from scanner.model import FileReport, Outcome, ScanPlan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROUNDS = 5
_READ = """
import sys, scanner
with scanner.scan(sys.argv[1], workers=1) as inventory:
    assert inventory.summary["outcomes"] == {"scanned": 1} and inventory.summary["entities"]
"""


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


@contextmanager
def on_one_core() -> Iterator[None]:
    """Keep all threads of this process, and what it starts, on one core, where Linux does.

    ``pyarrow`` reads ahead in a thread of its own even where it is told to use none.
    """
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    _bind({min(cores)})
    try:
        yield
    finally:
        _bind(cores)


def _bind(cores: set[int]) -> None:
    for thread in os.listdir("/proc/self/task"):
        os.sched_setaffinity(int(thread), cores)


def command(path: Path, folder: str, workers: int, *options: str) -> list[str]:
    """Return the command of a whole scan whose reports and state lie in a folder."""
    chosen = ["--quiet", "--out", folder, "--state", f"{folder}/state", "--workers", str(workers)]
    return [sys.executable, "-m", "scanner", "scan", os.fspath(path), *chosen, *options]


def seconds_with(path: Path, workers: int, *options: str) -> float:
    """Return the seconds of the command with so many workers, start and reports included.

    In a process of its own: workers load what the program is that starts them, and the bench
    is far more than a scan needs.
    """
    with tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        subprocess.run(command(path, folder, workers, *options), check=True)  # 0: all was scanned
        return perf_counter() - began


def seconds_to_read(path: Path) -> float:
    """Return the seconds from a Python's start until the inventory of a file is there."""
    began = perf_counter()
    subprocess.run([sys.executable, "-c", _READ, os.fspath(path)], check=True)
    return perf_counter() - began


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
