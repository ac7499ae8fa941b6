"""Past runs and what became of files, as lines for people and as data for programs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from scanner.history import GRADED, Event
from scanner.messages import word
from scanner.model import Level
from scanner.report.cells import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.history import Change, Glance, PastRun


def run_line(run: PastRun, language: str) -> str:
    """Word one run."""
    levels = ", ".join(
        f"{level.name} {run.levels[level]:,}" for level in reversed(Level) if level in run.levels
    )
    return word(
        "report.diary.run" if run.finished else "report.diary.unfinished",
        language,
        number=run.number,
        started=f"{run.started.astimezone():%Y-%m-%d %H:%M}",
        files=f"{run.files:,}",
        levels=levels or "-",
    )


def since_line(run: PastRun, language: str) -> str:
    """Say with which run the share is compared."""
    started = f"{run.started.astimezone():%Y-%m-%d %H:%M}"
    return word("report.diary.since", language, number=run.number, started=started)


def run_data(run: PastRun) -> dict[str, Any]:
    """Return one run as plain data."""
    return {
        "run": run.number,
        "started": run.started.isoformat(),
        "finished": run.finished.isoformat() if run.finished else None,
        "files": run.files,
        "size": run.size,
        "outcomes": {str(outcome): count for outcome, count in sorted(run.outcomes.items())},
        "levels": {level.name: count for level, count in sorted(run.levels.items())},
    }


def change_line(change: Change, language: str, name: Callable[[str], str]) -> str:
    """Word what became of one file, with the policy's ``name`` of each entity."""
    join = word("report.and", language, left="{left}", right="{right}").format
    events = [word(f"report.event.{event}", language) for event in change.events]
    text = events[0]
    for event in events[1:]:
        text = join(left=text, right=event)
    path = shown(os.path.join(change.root, change.path))
    return f"{path}  {text}{_levels(change, language)}{_details(change, language, name)}"


def change_data(change: Change) -> dict[str, Any]:
    """Return what became of one file as plain data."""
    return {
        "path": shown(os.path.join(change.root, change.path)),
        "events": [str(event) for event in change.events],
        "level_before": _grade(change.before),
        "level": _grade(change.after),
        "appeared": change.appeared if Event.FOUND in change.events else {},
        "moved_from": shown(change.moved_from) or None,
        "unsettled": [note.key for note in change.unsettled],
    }


def _levels(change: Change, language: str) -> str:
    before, after = _grade(change.before), _grade(change.after)
    if before == after or change.moved_from:
        return ""
    return word("report.diary.levels", language, before=before or "-", after=after or "-")


def _details(change: Change, language: str, name: Callable[[str], str]) -> str:
    if change.moved_from:
        return word("report.diary.moved", language, origin=shown(change.moved_from))
    if Event.FOUND not in change.events:
        return ""
    named = (f"{name(entity)} +{count:,}" for entity, count in change.appeared.items())
    return word("report.diary.found", language, found=", ".join(named))


def _grade(glance: Glance | None) -> str | None:
    return glance.level.name if glance and glance.outcome in GRADED else None
