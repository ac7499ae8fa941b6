"""The start of workers: what is compiled once for all of them, and what each loads.

Several workers come from one that has also rehearsed, with a table of customers: much is only
made when it is first needed, and each of them would make it for itself.  Whoever leads loads
other things meanwhile, so nothing that takes time is loaded here.
"""

from __future__ import annotations

import re
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from recognizers import late, machine_code
from scanner import executors, heap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_PACKAGES = ("recognizers", "scanner")
_ROWS = 3
_USUAL = (
    "PERSON_NAME_ZH",
    "CN_RESIDENT_ID",
    "CN_MOBILE",
    "CN_BANK_CARD",
    "EMAIL_ADDRESS",
    "CN_ADDRESS_FULL",
    "CN_USCC",
)
_USUAL_ROWS = 20


def workers(count: int, regions: Sequence[str], state: Path) -> executors.Local:
    """Return a pool for files.

    Without a state file there surely is one to be read: a first worker, which takes longest to
    be ready, begins at once.
    """
    preparation = compile_all if is_cold() else None
    loading = partial(load, tuple(regions), rehearses=count > 1)
    pool = executors.Local(count, preparation, loading)
    if not state.exists():
        pool.begin()
    return pool


def load(regions: tuple[str, ...], *, rehearses: bool = False) -> None:
    """Load what examining takes, of Presidio no more than that."""
    late.defer()
    with heap.loading():
        from scanner import worker
        from scanner.worker.course import Course

        worker.load(regions)
        if rehearses:
            with Course():  # what goes wrong is said of the files that need it
                _rehearse(regions)


def _rehearse(regions: tuple[str, ...]) -> None:
    """Examine a table of what most tables of people hold."""
    _examine(b"table.csv", ",", _usual(), regions=regions)


def _usual() -> list[list[str]]:
    """Return a header and rows: a column's cells are alike, but those of numbers are distinct."""
    from recognizers.catalogue import ALL

    usual = [next(one for one in ALL if entity == one.ENTITY) for entity in _USUAL]
    header = [one.TITLE_ZH for one in usual]
    rows = [
        [re.sub("[0-9]{3}$", f"{row:03}", one.GENUINE[0]) for one in usual]
        for row in range(_USUAL_ROWS)
    ]
    return [header, *rows]


def is_cold() -> bool:
    """Tell whether compiling is still to be done, once for all; it takes a minute or two."""
    return machine_code.is_missing(*_PACKAGES)


def compile_all() -> None:
    """Let tables and a text of the recognizers' own examples go the way of a file."""
    from recognizers.catalogue import ALL
    from scanner.detect import automaton

    rows = [[one.TITLE_ZH for one in ALL]]
    rows += [[one.GENUINE[row % len(one.GENUINE)] for one in ALL] for row in range(_ROWS)]
    _examine(b"table.tsv", "\t", rows)
    _examine(b"text.txt", "。 ", rows)
    quoted = [['"' + cell.replace('"', "") + '"' for cell in row] for row in rows]
    _examine(b"quoted.csv", ",", quoted, "gb18030")
    automaton.keep_learned()
    machine_code.complete(*_PACKAGES)


def _examine(
    name: bytes,
    between: str,
    rows: Sequence[Sequence[str]],
    codec: str = "utf-8",
    regions: tuple[str, ...] = (),
) -> None:
    from scanner import readers
    from scanner.chunks import Loss, Remark
    from scanner.detect import Detector
    from scanner.evidence import FileEvidence
    from scanner.model import FileRef, ScanPlan

    content = "\n".join(between.join(row).replace("\n", " ") for row in rows).encode(codec)
    file, stream = FileRef(b"", name, len(content)), BytesIO(content)
    plan = ScanPlan(policy="", today="2000-01-01", key=bytes(32), regions=regions)
    evidence = FileEvidence()
    layout, detector = readers.inspect(stream, file, plan), Detector(plan)
    for part in layout.parts:
        for chunk in readers.read(stream, file, layout, part, plan):
            if not isinstance(chunk, Loss | Remark):
                detector.examine(chunk, evidence)
