"""Values that people mark as no personal information, found again in their files.

A report shows a value by its row and its masked form.  What is kept of it is its keyed hash,
so the file is read once more, by a process that may die of it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from scanner import config, executors
from scanner.model import ScanPlan
from scanner.pointing import Spot, point

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.model import FileRef, FileReport, Tally
    from scanner.run.desk import Desk

_PATIENCE = 3600.0  # seconds for any file

Values = dict[tuple["FileRef", Spot], "frozenset[str] | None"]


def spot_of(tally: Tally, row: int = 0, sample: str = "") -> Spot:
    """Return where a value stands: the one that the tally shows, or another of its field."""
    shown = tally.first.rpartition(" ")[2]
    number = row or int(shown or 0)
    return Spot(tally.part, tally.field, tally.entity, number, sample or tally.sample)


def values_at(desk: Desk, spots: Iterable[tuple[FileReport, Spot]]) -> Values:
    """Return the keyed hashes of the values at each spot, each file read once.

    None: the file cannot be read, or is no longer as it was scanned.
    """
    by_file: defaultdict[FileRef, list[Spot]] = defaultdict(list)
    for report, spot in spots:
        by_file[report.file].append(spot)
    if not by_file:
        return {}
    found: Values = {}
    plan = _plan(desk)
    with executors.Local(1) as pool:
        for file, asked in by_file.items():
            pool.submit(executors.Task(point, (plan, file, tuple(asked)), _PATIENCE))
            _, answer = pool.take()
            sets = answer if isinstance(answer, list) else [None] * len(asked)
            found |= {(file, spot): one for spot, one in zip(asked, sets, strict=True)}
    return found


def _plan(desk: Desk) -> ScanPlan:
    key = config.load_key(config.key_path(desk.store.path))
    return ScanPlan(policy=desk.asked.policy_text, today=desk.today, key=key, own=desk.own)
