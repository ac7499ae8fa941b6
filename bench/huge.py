"""``python -m bench.huge [--csv GB] [--parquet GB] [--line GB] [--workers N ...]``: peak memory.

Makes one file of each kind, scans it with the command, watches every process of the scan
and prints the most memory that each held.  Linux only: it reads ``/proc``.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench import customers, measure, results

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.results import Result

GIGA, MEGA = 1_000_000_000, 1_000_000
MOST_MB = 600  # a worker, and the coordinator
_LOOK_EVERY = 0.2  # seconds; a high-water mark is missed only if it rises at the very end
_KINDS = {"csv": 10, "parquet": 5, "line": 2}  # GB unless told otherwise
_GROUP_ROWS = 1 << 20  # of a row group, as pandas writes them


def main() -> None:
    """Make, scan, watch, print; delete what was made unless asked to keep it."""
    options, worst = _options(), 0
    for kind in _KINDS:
        if size := getattr(options, kind):
            path = made(kind, size)
            worst = max(worst, *(_measured(path, workers) for workers in options.workers))
            if not options.keep:
                path.unlink()
    if options.save:
        print(f"kept in {results.keep({**results.machine(), **_result(worst)}).name}")


def show(gigabytes: float) -> Result:
    """Print what two workers and their coordinator hold at most; 0 GB: nothing."""
    if not gigabytes:
        return {}
    return _result(max(_measured(made(kind, gigabytes), 2) for kind in _KINDS))


def _result(worst: int) -> Result:
    return {"worker_memory_mb": round(worst / MEGA)}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.huge", description=__doc__)
    for kind, size in _KINDS.items():
        parser.add_argument(f"--{kind}", type=float, default=size, help="GB; 0 leaves it out")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--keep", action="store_true", help="keep the files for the next time")
    parser.add_argument("--save", action="store_true", help="keep the result in bench/results")
    return parser.parse_args()


def _measured(path: Path, workers: int) -> int:
    """Print the most memory that each process held; return the bytes of the worst worker."""
    began = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        peaks = _watch(subprocess.Popen(measure.command(path, folder, workers)))
    seconds, size = perf_counter() - began, path.stat().st_size
    print(f"{path.name}, {workers} workers: {seconds:.0f} s, {size / MEGA / seconds:.0f} MB/s")
    worst = max(peaks.workers.values(), default=0)
    print(f"  peak memory: coordinator {peaks.coordinator / MEGA:.0f} MB,", end=" ")
    print(f"worker {worst / MEGA:.0f} MB   (target: at most {MOST_MB})", flush=True)
    return worst


@dataclass
class _Peaks:
    """The most bytes that each process of a scan held."""

    coordinator: int = 0
    workers: dict[int, int] = field(default_factory=dict)


def _watch(scan: subprocess.Popen[bytes]) -> _Peaks:
    peaks = _Peaks()
    while scan.poll() is None:
        peaks.coordinator = measure.peak(scan.pid) or peaks.coordinator
        for child in _descendants(scan.pid):
            peaks.workers[child] = measure.peak(child) or peaks.workers.get(child, 0)
        sleep(_LOOK_EVERY)
    assert scan.returncode == 0, f"the scan ended with status {scan.returncode}"
    return peaks


def _descendants(process: int) -> list[int]:
    """Return a process's children and theirs: workers may be forked from one that loads for all."""
    with suppress(OSError):
        listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
        children = [int(child) for child in listed.split()]
        return [*children, *(one for child in children for one in _descendants(child))]
    return []


def made(kind: str, gigabytes: float) -> Path:
    """Return a file of a kind and size, made at first use."""
    if kind == "csv":
        return customers.table_of(round(gigabytes * 1000))
    suffix = {"parquet": ".parquet", "line": ".txt"}[kind]
    target = customers.FOLDER / f"{kind}-{gigabytes:g}GB-{customers.EDITION}{suffix}"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(".part")
        _WRITERS[kind](draft, round(gigabytes * GIGA))
        draft.replace(target)
    return target


def _write_parquet(target: Path, size: int) -> None:
    dice, first = np.random.default_rng(customers.SEED), 0
    blocks: list[pa.Table] = []
    with target.open("wb") as stream:
        writer: pq.ParquetWriter | None = None
        while stream.tell() < size:
            columns = customers.block(dice, first, customers.BLOCK_ROWS)
            first += customers.BLOCK_ROWS
            blocks.append(pa.table({name: pa.array(texts) for name, texts in columns.items()}))
            if len(blocks) * customers.BLOCK_ROWS >= _GROUP_ROWS:
                writer = writer or pq.ParquetWriter(stream, blocks[0].schema)
                writer.write_table(pa.concat_tables(blocks), row_group_size=_GROUP_ROWS)
                blocks = []
        if writer:
            writer.close()


def _write_line(target: Path, size: int) -> None:
    """Write one line: what the table says, without a line end anywhere."""
    dice, first = np.random.default_rng(customers.SEED), 0
    with target.open("wb") as stream:
        while stream.tell() < size:
            columns = customers.block(dice, first, customers.BLOCK_ROWS)
            first += customers.BLOCK_ROWS
            rows = zip(columns["身份证号"], columns["手机号"], columns["备注"], strict=True)
            stream.write(
                "".join(f"客户 {one} 电话{two} {three}。" for one, two, three in rows).encode()
            )


_WRITERS: dict[str, Callable[[Path, int], None]] = {
    "parquet": _write_parquet,
    "line": _write_line,
}


if __name__ == "__main__":
    main()
