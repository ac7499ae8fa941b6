"""An inventory for analysts: the public result of ``scanner.scan``."""

from __future__ import annotations

import os
import weakref
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scanner import config
from scanner.errors import Misused
from scanner.messages import LANGUAGES, say
from scanner.report.cells import shown
from scanner.report.speech import moment
from scanner.run.manner import Manner
from scanner.run.scan import scanned, write_reports

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import ExitStack

    import pandas as pd

    from scanner.config import Request
    from scanner.executors import Pool
    from scanner.model import FileReport, Note, Tally
    from scanner.report.view import Joined
    from scanner.run.finished import FinishedRun

_FILES = (
    "root", "path", "outcome", "reason", "format", "encoding", "size", "modified", "owner",
    "mode", "level", "rule", "basis", "entities", "bytes_read", "seconds",
)  # fmt: skip
_FIELDS = (
    "root", "path", "part", "field", "entity", "matched", "count", "distinct", "exact",
    "non_null", "verdict", "why", "score", "level", "category", "rule", "basis", "sample", "first",
)  # fmt: skip
_JOINS = (
    "root", "path", "part", "field", "with_root", "with_path", "with_part", "with_field",
    "entity", "shared", "of", "rule", "level", "basis",
)  # fmt: skip


class Inventory:
    """The result of a scan: tables for analysts, and the reports on demand.

    It holds its state open until ``close``, the end of a ``with`` block, or its own end; a
    state that was made for it alone is deleted then.
    """

    def __init__(self, run: FinishedRun, language: str, resources: ExitStack) -> None:
        self._run = run
        self._language = language
        self._close = weakref.finalize(self, resources.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *trouble: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the state; tables that were read stay."""
        self._close()

    @cached_property
    def files(self) -> pd.DataFrame:
        """One row a file: outcome, level and why, entities found."""
        import pandas as pd

        rows = [self._file(report) for report in self._run.files()]
        return pd.DataFrame.from_records(rows, columns=list(_FILES))

    @cached_property
    def fields(self) -> pd.DataFrame:
        """One row a file, field and entity: numbers, verdict and why, masked sample."""
        import pandas as pd

        rows = [
            self._field(report, tally) for report in self._run.files() for tally in report.tallies
        ]
        return pd.DataFrame.from_records(rows, columns=list(_FIELDS))

    @cached_property
    def joins(self) -> pd.DataFrame:
        """One row a table, rule and partner: what is raised because tables share a key."""
        import pandas as pd

        rows = [_join(one) for one in self._run.joins]
        return pd.DataFrame.from_records(rows, columns=list(_JOINS))

    @cached_property
    def summary(self) -> dict[str, Any]:
        """Totals over the share: levels, outcomes, entities, bytes."""
        run = self._run
        return {
            "levels": {level.name: count for level, count in run.levels.items()},
            "outcomes": {str(outcome): count for outcome, count in run.outcomes.items()},
            "entities": {
                entity: {"count": total.count, "distinct": total.distinct, "exact": total.exact}
                for entity, total in run.entities.items()
            },
            "size": run.size,
            "bytes_read": run.bytes_read,
        }

    def write(
        self, folder: str | os.PathLike[str], formats: Sequence[str] = config.FORMATS
    ) -> list[Path]:
        """Write ``inventory.xlsx``, ``.csv``, ``.json`` into a folder; return the files."""
        out = Path(folder)
        roots = [Path(os.fsdecode(root)) for root in self._run.run.roots]
        config.check_out(out, roots, formats)
        return write_reports(self._run, out, formats, self._language)

    def _file(self, report: FileReport) -> tuple[Any, ...]:
        file, hit = report.file, next(iter(report.hits), None)
        return (
            shown(file.root),
            shown(file.path),
            str(report.outcome),
            self._say(report.reason),
            report.format,
            report.encoding,
            file.size,
            moment(file.modified_ns),
            file.owner,
            file.mode,
            report.level.name,
            hit.rule if hit else "",
            hit.basis if hit else "",
            {entity: total.count for entity, total in report.entities},
            report.bytes_read,
            report.seconds,
        )

    def _field(self, report: FileReport, tally: Tally) -> tuple[Any, ...]:
        values = {name: getattr(tally, name) for name in _FIELDS[2:]}
        values["verdict"] = str(tally.verdict)
        values["why"] = " ".join(self._say(note) for note in tally.why)
        values["level"] = tally.level.name
        return shown(report.file.root), shown(report.file.path), *values.values()

    def _say(self, note: Note | None) -> str:
        return say(note, self._language) if note else ""


def _join(one: Joined) -> tuple[Any, ...]:
    sides = (
        (shown(side.file.root), shown(side.file.path), side.part, side.field)
        for side in (one.here, one.there)
    )
    here, there = sides
    numbers = one.entity, one.shared, one.of, one.rule, one.level.name, one.basis
    return *here, *there, *numbers


def take_inventory(request: Request, language: str, resources: ExitStack, pool: Pool) -> Inventory:
    """Scan, and keep the state and ``resources`` open for the inventory that is returned."""
    if language not in LANGUAGES:
        raise Misused("usage.language", given=language)
    run = resources.enter_context(scanned(request, Manner(), pool))
    return Inventory(run, language, resources.pop_all())
