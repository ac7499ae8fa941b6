"""``python -m bench [--megabytes N] [--big N] [--huge N] ... [--save]``: print ratios."""

from __future__ import annotations

import argparse
import subprocess
import sys
from typing import TYPE_CHECKING

from bench import customers, huge, measure, results, unchanged, workers, works

if TYPE_CHECKING:
    from bench.results import Result

MEGA = 1_000_000
MOST_TO_HELP = 0.3  # seconds
MOST_TO_START = 2.0


def main() -> None:
    """Measure, print, and keep the result if asked to."""
    options = _options()
    result = results.machine()
    print(f"{result['processor']}, {result['cores']} cores, Python {result['python']}")
    chosen = works.works(options.megabytes)
    result["works"] = {one.name: works.show(one, options.rows) for one in chosen}
    result |= works.growth(options.megabytes)
    result |= _start()
    result |= _at_size(options.big, options.huge)
    result |= huge.show(options.huge)
    result |= unchanged.measured(options.files)
    if options.save:
        profiles = [works.profile(one) for one in chosen]
        print(f"kept in {results.keep(result, profiles).name}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=100, help="size of tables and the log")
    parser.add_argument("--rows", type=int, default=2_000, help="slice that Presidio is given")
    parser.add_argument(
        "--big", type=int, default=1_000, help="MB of the files for memory and two workers"
    )
    parser.add_argument(
        "--huge", type=float, default=5, help="GB of files for two workers and memory; 0: none"
    )
    parser.add_argument("--files", type=int, default=100_000, help="of a night without changes")
    parser.add_argument("--save", action="store_true", help="keep the result in bench/results")
    return parser.parse_args()


def _start() -> Result:
    """Measure how soon a person sees something: the help, and what is in one file."""
    help_s, scan_s = measure.medians(
        lambda: subprocess.run(
            [sys.executable, "-m", "scanner", "--help"], check=True, capture_output=True
        ),
        lambda: measure.seconds_to_read(customers.few()),
    )
    print(f"handover --help: {help_s:.2f} s   (target: at most {MOST_TO_HELP})")
    print(f"one small file read by a fresh worker: {scan_s:.2f} s   ({MOST_TO_START})")
    return {"help_seconds": round(help_s, 2), "first_file_seconds": round(scan_s, 2)}


def _at_size(megabytes: int, huge_gigabytes: float) -> Result:
    path = customers.table_of(megabytes)
    size = path.stat().st_size / MEGA
    memory = measure.peak_memory(path) / MEGA
    print(f"peak memory of one process for all on {size:.0f} MB: {memory:.0f} MB")
    ratios = workers.show(megabytes, huge_gigabytes)
    return {"big_megabytes": round(size), "peak_memory_mb": round(memory), **ratios}


if __name__ == "__main__":
    main()
