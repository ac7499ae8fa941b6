"""Past runs, and what became of each file since one of them."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from scanner.decision import content_name
from scanner.history import Absence, Change, Event, Glance, PastRun
from scanner.model import FileRef, Level, Outcome
from scanner.store.recorder import GLANCE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from scanner.store.rows import Row

_RUNS = "SELECT id, started, finished, plan, scope, totals FROM run ORDER BY id"
_SCOPES = (
    "SELECT DISTINCT root.id, root.path FROM scope JOIN root ON root.id = scope.root ORDER BY 2"
)
_IN_SCOPE = "(SELECT 1 FROM scope WHERE root = file.root AND (only IS NULL OR only = file.path))"
# Files that were known before and have changed since, with what they were then, and files
# that are new; in the order of paths.
_SINCE = f"""
SELECT file.path, was, {GLANCE}, content, file.size, modified_ns
FROM file JOIN report ON report.id = file.report
LEFT JOIN (SELECT path, was, min(run) FROM change WHERE root = ?1 AND run > ?2 GROUP BY path)
    AS earlier ON earlier.path = file.path AND first_run <= ?2
WHERE file.root = ?1 AND EXISTS {_IN_SCOPE} AND (was IS NOT NULL OR first_run > ?2)
ORDER BY file.path
"""  # noqa: S608 - our own texts


def runs(connection: sqlite3.Connection) -> list[PastRun]:
    """Return all runs, the first one first."""
    return [_run(row) for row in connection.execute(_RUNS)]


def night_before(past: list[PastRun]) -> PastRun | None:
    """Return the run that the last one is compared with: the last whole one of the same share."""
    if not past:
        return None
    alike = [one for one in past[:-1] if one.finished and one.scope == past[-1].scope]
    return alike[-1] if alike else None


def changes(connection: sqlite3.Connection, since: int) -> Iterator[Change]:
    """Stream what became of each file in the scope of the latest run, since a run ended."""
    origins = _origins(_pairs(connection, since))
    moved = set(origins.values())
    for change, _ in _pairs(connection, since):
        origin = origins.get(_location(change))
        if origin is not None:
            yield replace(change, moved_from=origin)
        elif change.events and _location(change) not in moved:
            yield change


def _pairs(connection: sqlite3.Connection, since: int) -> Iterator[tuple[Change, str]]:
    """Stream every file that may differ, with the name of what it holds, or held last."""
    for number, root in connection.execute(_SCOPES).fetchall():
        for path, was, now, content, *seen in connection.execute(_SINCE, (number, since)):
            size, modified_ns = map(int, seen)
            name = content_name(content or b"", FileRef(root, path, size, modified_ns))
            yield Change(root, path, _there(was), _there(now)), name


def _origins(found: Iterator[tuple[Change, str]]) -> dict[bytes, bytes]:
    """Return where files that are new had been: one of the same content is gone from there."""
    gone: defaultdict[str, list[bytes]] = defaultdict(list)
    new: defaultdict[str, list[bytes]] = defaultdict(list)
    for change, content in found:
        if Event.GONE in change.events:
            gone[content].append(_location(change))
        elif Event.NEW in change.events:
            new[content].append(_location(change))
    pairs = (zip(new[content], places, strict=False) for content, places in gone.items())
    return dict(chain.from_iterable(pairs))


def _location(change: Change) -> bytes:
    return os.path.join(change.root, change.path)


def _there(text: str | None) -> Glance | None:
    """Read what was noted of a file; None: it was not there, or is not."""
    noted: dict[str, Any] = json.loads(text) if text else {}
    if noted.get("absence", Absence.GONE) == Absence.GONE:
        return None
    return Glance(
        noted["size"],
        noted["time"],
        noted["mode"],
        Absence(noted["absence"]),
        Outcome(noted["outcome"]),
        Level(noted["level"]),
        noted["found"],
    )


def _run(row: Row) -> PastRun:
    number, started, finished, plan, scope, totals = row
    kept: dict[str, Any] = json.loads(totals or "{}")
    return PastRun(
        number,
        datetime.fromisoformat(started),
        datetime.fromisoformat(finished) if finished else None,
        plan,
        scope,
        kept.get("files", 0),
        kept.get("size", 0),
        {Outcome(name): count for name, count in kept.get("outcomes", {}).items()},
        {Level(int(level)): count for level, count in kept.get("levels", {}).items()},
    )
