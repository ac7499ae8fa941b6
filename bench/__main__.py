"""``python -m bench [--megabytes N] [--rows N] [--big N] [--files N] [--save]``: print ratios."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from bench import customers, measure, presidio, results, unchanged, workers

if TYPE_CHECKING:
    from pathlib import Path

    from bench.results import Result

MEGA = 1_000_000
MOST_TIMES_PARSING = 4.0
LEAST_TIMES_PRESIDIO = 200.0


def main() -> None:
    """Measure, print, and keep the result if asked to."""
    options = _options()
    path = customers.table_of(options.megabytes)
    result = results.machine()
    print(f"{result['processor']}, {result['cores']} cores, Python {result['python']}")
    result |= _against_parsing(path)
    result |= _against_presidio(path, options.rows, result["scan_seconds"])
    result |= _at_size(options.big)
    result |= unchanged.measured(options.files)
    if options.save:
        print(f"kept in {results.keep(result).name}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=100, help="size of the table")
    parser.add_argument("--rows", type=int, default=2_000, help="slice that Presidio is given")
    parser.add_argument(
        "--big", type=int, default=320, help="MB of the table for memory and two workers"
    )
    parser.add_argument("--files", type=int, default=100_000, help="of a night without changes")
    parser.add_argument("--save", action="store_true", help="keep the result in bench/results")
    return parser.parse_args()


def _against_parsing(path: Path) -> Result:
    size = path.stat().st_size / MEGA
    measure.scan(path)  # the first call loads tables and compiles patterns
    parse_s, scan_s = measure.medians(lambda: measure.parse(path), lambda: measure.scan(path))
    ratio = scan_s / parse_s
    print(f"parse {size:.0f} MB with pyarrow.csv, one thread: {size / parse_s:7.1f} MB/s")
    print(f"scan  {size:.0f} MB on one worker:               {size / scan_s:7.1f} MB/s")
    print(f"  scan / parse = {ratio:.2f}   (target: at most {MOST_TIMES_PARSING})")
    return {
        "megabytes": round(size),
        "parse_seconds": round(parse_s, 3),
        "scan_seconds": round(scan_s, 3),
        "scan_mb_per_second": round(size / scan_s, 1),
        "times_slower_than_parsing": round(ratio, 2),
    }


def _against_presidio(path: Path, rows: int, scan_s: float) -> Result:
    columns = presidio.first_rows(str(path), rows)
    share = sum(len(",".join(row).encode()) + 1 for row in zip(*columns.values(), strict=True))
    times, same = {}, []
    ours = presidio.found_by_scanner(columns)
    for name, engine in presidio.engines().items():
        presidio.timed(engine, presidio.first_rows(str(path), 20))
        slice_s, theirs = presidio.timed(engine, columns)
        times[name] = round(slice_s * path.stat().st_size / share / scan_s)
        same.append(theirs == ours)
        print(f"Presidio, {name}, {rows} rows: {share / MEGA / slice_s:.3f} MB/s")
        print(f"  Presidio / scan = {times[name]}   (target: at least {LEAST_TIMES_PRESIDIO:.0f})")
        print(f"  findings: {len(ours)} here, {len(theirs)} there, identical: {same[-1]}")
    return {
        "times_faster_than_presidio": min(times.values()),
        "times_faster": times,
        "identical_findings": all(same),
    }


def _at_size(megabytes: int) -> Result:
    path = customers.table_of(megabytes)
    size = path.stat().st_size / MEGA
    memory = measure.peak_memory(path) / MEGA
    print(f"peak memory of one worker on {size:.0f} MB: {memory:.0f} MB")
    ratios = workers.show(megabytes)
    return {
        "big_megabytes": round(size),
        "peak_memory_mb": round(memory),
        "two_workers_faster": round(1 / ratios["two_workers"]["csv"], 2),
        **ratios,
    }


if __name__ == "__main__":
    main()
