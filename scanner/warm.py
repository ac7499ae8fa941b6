"""The start of workers: what is compiled once for all of them, and what each loads.

Whoever leads loads other things meanwhile, so nothing that takes time is loaded here.
"""

from __future__ import annotations

from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from recognizers import late, machine_code
from scanner import executors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_PACKAGES = ("recognizers", "scanner")
_ROWS = 3


def workers(count: int, regions: Sequence[str], state: Path) -> executors.Local:
    """Return a pool for files.

    Without a state file there surely is one to be read: a first worker, which takes longest to
    be ready, begins at once.
    """
    preparation = compile_all if is_cold() else None
    pool = executors.Local(count, preparation, partial(load, tuple(regions)))
    if not state.exists():
        pool.begin()
    return pool


def load(regions: tuple[str, ...]) -> None:
    """Load what examining takes, of Presidio no more than that."""
    late.defer()
    from scanner import worker

    worker.load(regions)


def is_cold() -> bool:
    """Tell whether compiling is still to be done, once for all; it takes up to a minute."""
    return machine_code.is_missing(*_PACKAGES)


def compile_all() -> None:
    """Let tables and a text of the recognizers' own examples go the way of a file."""
    from recognizers.catalogue import ALL

    rows = [[one.TITLE_ZH for one in ALL]]
    rows += [[one.GENUINE[row % len(one.GENUINE)] for one in ALL] for row in range(_ROWS)]
    _examine(b"table.tsv", "\t", rows)
    _examine(b"text.txt", "。 ", rows)
    quoted = [['"' + cell.replace('"', "") + '"' for cell in row] for row in rows]
    _examine(b"quoted.csv", ",", quoted, "gb18030")
    machine_code.complete(*_PACKAGES)


def _examine(
    name: bytes, between: str, rows: Sequence[Sequence[str]], codec: str = "utf-8"
) -> None:
    from scanner import readers
    from scanner.chunks import Loss, Remark
    from scanner.detect import Detector
    from scanner.evidence import FileEvidence
    from scanner.model import FileRef, ScanPlan

    content = "\n".join(between.join(row).replace("\n", " ") for row in rows).encode(codec)
    file, stream = FileRef(b"", name, len(content)), BytesIO(content)
    plan, evidence = ScanPlan(policy="", today="2000-01-01", key=bytes(32)), FileEvidence()
    layout, detector = readers.inspect(stream, file, plan), Detector(plan)
    for part in layout.parts:
        for chunk in readers.read(stream, file, layout, part, plan):
            if not isinstance(chunk, Loss | Remark):
                detector.examine(chunk, evidence)
