"""The scanner at work on one worker, each work against what only reads the same bytes.

A table against ``pyarrow`` parsing it to strings, Parquet against reading all columns, both on
one thread; a log against ``rg -c`` with ten patterns.  Then plain Presidio on a slice of it.
"""

from __future__ import annotations

import cProfile
import io
import pstats
import shutil
import subprocess
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
from pyarrow import csv

from bench import customers, measure, orders, presidio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bench.presidio import Columns
    from bench.results import Result

MEGA = 1_000_000
DENSE, REST = 300, 1000  # times faster than plain Presidio, at the least
# What a search for the same things by patterns alone would look for.
PATTERNS = (
    r"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][0-9]{3}[0-9Xx]",
    r"1[3-9][0-9]{9}",
    r"0[0-9]{2,3}-?[1-9][0-9]{6,7}",
    r"[3-6][0-9]{15,18}",
    r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}",
    r"[0-9A-Za-z._%+-]+@[0-9A-Za-z.-]+\.[A-Za-z]{2,}",
    r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}",
    r"[EGDSP][A-Z0-9][0-9]{7}",
    r"[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新][A-Z][0-9A-Z]{5,6}",
    r"[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}",
)


@dataclass(frozen=True)
class Work:
    """A file to scan, what it is measured against, and how it has to compare."""

    name: str
    path: Path
    yardstick: str
    read: Callable[[], object]
    at_most: float  # times the yardstick
    columns: Callable[[int], Columns]  # the first rows, for Presidio
    times_presidio: int


def works(megabytes: int) -> list[Work]:
    """Return the works over files of about that size; without ``rg`` no log."""
    dense, plain = customers.table_of(megabytes), orders.orders_of(megabytes)
    first = {path: partial(presidio.first_rows, str(path)) for path in (dense, plain)}
    found = [
        Work(
            "dense CSV", dense, "parsing", partial(measure.parse, dense), 2.5, first[dense], DENSE
        ),
        Work("order CSV", plain, "parsing", partial(measure.parse, plain), 2.0, first[plain], REST),
    ]
    for path, name, times in ((dense, "dense Parquet", DENSE), (plain, "order Parquet", REST)):
        there = as_parquet(path)
        read = partial(pq.read_table, there, use_threads=False)
        found.append(Work(name, there, "reading", read, 4.0, first[path], times))
    tool = shutil.which("rg")
    if tool is None:
        print("no rg here: the log is left out")
        return found
    log = orders.log_of(megabytes)
    return [*found, Work("log", log, "rg", partial(_search, tool, log), 3.0, _lines_of(log), REST)]


def as_parquet(table: Path) -> Path:
    """Return a table as Parquet (snappy, all strings), made at first use."""
    target = table.with_suffix(".parquet")
    if not target.exists():
        strings = csv.ConvertOptions(column_types=measure.all_strings(table))
        draft = target.with_suffix(".draft")
        pq.write_table(csv.read_csv(table, convert_options=strings), draft, compression="snappy")
        draft.replace(target)
    return target


def _search(tool: str, path: Path) -> int:
    """Count the lines in which ``rg`` finds any of the patterns, on one thread."""
    patterns = [word for pattern in PATTERNS for word in ("-e", pattern)]
    command = [tool, "-c", "--no-config", "--threads", "1", *patterns, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr  # 1: none
    return int(done.stdout or 0)


def _lines_of(path: Path) -> Callable[[int], Columns]:
    def first(count: int) -> Columns:
        with path.open(encoding="utf-8") as lines:
            return {"": [line.rstrip("\n") for line in islice(lines, count)]}

    return first


def show(one: Work, rows: int) -> Result:
    """Measure one work, print and return its ratios."""
    size = one.path.stat().st_size
    measure.scan(one.path)  # the first call loads tables and compiles loops
    scan = partial(measure.scan, one.path)
    with measure.on_one_core():
        base_s, scan_s = measure.medians(one.read, scan)
    free_base_s, free_scan_s = measure.medians(one.read, scan)
    ratio, free = scan_s / base_s, free_scan_s / free_base_s
    print(
        f"{one.name:14} {size / MEGA / scan_s:7.1f} MB/s, {one.yardstick} "
        f"{size / MEGA / base_s:7.1f} MB/s: {ratio:5.2f}   (target: at most {one.at_most});"
        f" with all cores {free:.2f}",
        flush=True,
    )
    times, same = _against_presidio(one, rows, scan_s)
    return {
        "mb": round(size / MEGA),
        "seconds": round(scan_s, 3),
        f"{one.yardstick}_seconds": round(base_s, 3),
        "ratio": round(ratio, 2),
        "ratio_with_all_cores": round(free, 2),
        "target": one.at_most,
        "times_faster_than_presidio": times,
        "identical_findings": same,
    }


def _against_presidio(one: Work, rows: int, scan_s: float) -> tuple[int, bool]:
    """Extrapolate plain Presidio from the first rows; compare all it finds in them."""
    columns = one.columns(rows)
    part = sum(len(",".join(row).encode()) + 1 for row in zip(*columns.values(), strict=True))
    whole = one.path.with_suffix(".csv") if one.path.suffix == ".parquet" else one.path
    ours, times, same = presidio.found_by_scanner(columns), [], []
    for name, engine in presidio.engines().items():
        presidio.timed(engine, one.columns(20))
        slice_s, theirs = presidio.timed(engine, columns)
        times.append(round(slice_s * whole.stat().st_size / part / scan_s))
        same.append(theirs == ours)
        print(
            f"    Presidio ({name}) / scan = {times[-1]}   (target: at least {one.times_presidio});"
            f" findings {len(ours)} here, {len(theirs)} there, identical: {same[-1]}",
            flush=True,
        )
    return min(times), all(same)


def growth(megabytes: int) -> Result:
    """Scan a table and one of ten times its rows, each in a process of its own."""
    small, big = (customers.table_of(size) for size in (megabytes // 10, megabytes))
    for path in (small, big):
        measure.scan(path)
    seconds = measure.medians(lambda: measure.scan(small), lambda: measure.scan(big))
    memory = [measure.peak_memory(path) for path in (small, big)]
    rows = big.stat().st_size / small.stat().st_size
    times, more = seconds[1] / seconds[0] * 10 / rows, memory[1] / memory[0]
    print(
        f"10x the rows: {times:.1f}x the time (target: at most 10.5), {memory[0] / MEGA:.0f} MB and"
        f" {memory[1] / MEGA:.0f} MB: {more:.2f}x the memory (target: at most 1.1)",
        flush=True,
    )
    return {"ten_times_rows": {"time": round(times, 2), "memory": round(more, 2)}}


def profile(one: Work, lines: int = 30) -> str:
    """Return where the time of one work goes, as a table of functions."""
    watch, text = cProfile.Profile(), io.StringIO()
    watch.runcall(measure.scan, one.path)
    pstats.Stats(watch, stream=text).strip_dirs().sort_stats("tottime").print_stats(lines)
    return f"{one.name}\n{text.getvalue()}"
