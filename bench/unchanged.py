r"""``python -m bench.unchanged [--files N]``: a night in which nothing changed, against ``find``.

A tree of small files is scanned once (its files are made up as read: the first night is not
what is measured), then again.  Timed is the second scan, state opened and closed, without
reports, and beside it ``find DIR -printf '%s %T@ %p\\n'``; the two take turns.
"""

from __future__ import annotations

import argparse
import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING
from unittest import mock

from bench.measure import medians
from scanner import worker
from scanner.classify.policy import shipped
from scanner.config import Request, load_plan
from scanner.executors import Inline
from scanner.model import FileRef, FileReport, Outcome, ScanPlan
from scanner.run import Manner, run_scan, scanned, write_reports
from scanner.store import Store

if TYPE_CHECKING:
    from bench.results import Result

MOST_TIMES_FIND = 3.0
_IN_A_FOLDER = 100


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.unchanged", description=__doc__)
    parser.add_argument("--files", type=int, default=100_000)
    measured(parser.parse_args().files)


def measured(files: int) -> Result:
    """Measure a night without changes over so many files, and its reports."""
    with TemporaryDirectory(prefix="bench-") as folder:
        tree, state = Path(folder) / "tree", Path(folder) / "state.sqlite"
        _plant(tree, files)
        request = Request(roots=(tree,), state=state, out=Path(folder))
        orders = load_plan(request, shipped("cn45574"))
        with (
            mock.patch.object(worker, "examine_files", _clean),
            mock.patch.object(
                worker, "digest_files", lambda _, files: [os.urandom(16)] * len(files)
            ),
        ):
            _night(orders, tree, state)
        find_s, night_s = medians(lambda: _find(tree), lambda: _night(orders, tree, state))
        size = sum(path.stat().st_size for path in state.parent.glob("state.sqlite*"))
        print(f"{files:,} unchanged files: find {find_s:.2f} s, a night {night_s:.2f} s")
        print(f"  night / find = {night_s / find_s:.2f}   (target: at most {MOST_TIMES_FIND})")
        print(f"  state: {size / files:.0f} bytes a clean file   (target: below 1,000)")
        reports = _report(request, files)
    return {
        "unchanged_files": files,
        "times_slower_than_find": round(night_s / find_s, 2),
        "state_bytes_a_file": round(size / files),
        "report_microseconds_a_file": reports,
    }


def _plant(tree: Path, files: int) -> None:
    for number in range(files):
        folder = tree / f"{number // 10_000:03}" / f"{number // _IN_A_FOLDER:05}"
        if number % _IN_A_FOLDER == 0:
            folder.mkdir(parents=True)
        (folder / f"file {number % _IN_A_FOLDER:02}.txt").write_text(f"line {number}\n")


def _clean(orders: ScanPlan, files: list[FileRef]) -> list[FileReport]:
    """Report files as read and clean, without reading them."""
    del orders
    return [
        FileReport(file, Outcome.SCANNED, None, "text", "UTF-8", bytes_read=file.size,
                   content=os.urandom(16))
        for file in files
    ]  # fmt: skip


def _night(orders: ScanPlan, tree: Path, state: Path) -> None:
    with Store(state) as store:
        run_scan(orders, [os.fsencode(tree)], store, Inline(), Manner())


def _find(tree: Path) -> None:
    command = ["find", os.fspath(tree), "-printf", "%s %T@ %p\\n"]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def _report(request: Request, files: int) -> dict[str, int]:
    """Return what each report costs a file; all are linear in the files."""
    costs = {}
    with scanned(request, Manner(), Inline()) as inventory:
        for format_ in request.formats:
            began = perf_counter()
            write_reports(inventory, request.out or Path(), [format_], "en")
            costs[format_] = round((perf_counter() - began) / files * 1e6)
            print(f"  {format_}: {costs[format_]} us a file")
    return costs


if __name__ == "__main__":
    main()
