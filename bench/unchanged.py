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
from unittest import mock

from bench.measure import medians, plan
from scanner import worker
from scanner.executors import Inline
from scanner.model import FileRef, FileReport, Outcome, ScanPlan
from scanner.run import Manner, run_scan
from scanner.store import SavedInventory, Store

MOST_TIMES_FIND = 3.0
_IN_A_FOLDER = 100


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.unchanged", description=__doc__)
    parser.add_argument("--files", type=int, default=100_000)
    files = parser.parse_args().files
    with TemporaryDirectory(prefix="bench-") as folder:
        tree, state = Path(folder) / "tree", Path(folder) / "state.sqlite"
        _plant(tree, files)
        _first_night(tree, state)
        find_s, night_s = medians(lambda: _find(tree), lambda: _night(tree, state))
        size = sum(path.stat().st_size for path in state.parent.glob("state.sqlite*"))
        print(f"{files:,} unchanged files: find {find_s:.2f} s, a night {night_s:.2f} s")
        print(f"  night / find = {night_s / find_s:.2f}   (target: at most {MOST_TIMES_FIND})")
        print(f"  state: {size / files:.0f} bytes a clean file   (target: below 1,000)")
        _report(tree, state, files)


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


def _first_night(tree: Path, state: Path) -> None:
    with (
        mock.patch.object(worker, "examine_files", _clean),
        mock.patch.object(worker, "digest_files", lambda _, files: [os.urandom(16) for _ in files]),
    ):
        _night(tree, state)


def _night(tree: Path, state: Path) -> None:
    with Store(state) as store:
        run_scan(plan(), [os.fsencode(tree)], store, Inline(), Manner())


def _find(tree: Path) -> None:
    command = ["find", os.fspath(tree), "-printf", "%s %T@ %p\\n"]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def _report(tree: Path, state: Path, files: int) -> None:
    """Print what each report costs; all are linear in the files."""
    del tree
    with Store(state) as store:
        began = perf_counter()
        rows = sum(1 for _ in SavedInventory(store).files())
        assert rows == files
        print(
            f"  reading the inventory back: {(perf_counter() - began) / files * 1e6:.0f} us a file"
        )


if __name__ == "__main__":
    main()
