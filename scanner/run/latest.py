"""The latest run as reports see it, long after it ended."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import recognizers
from scanner import config
from scanner.report.view import RunFacts
from scanner.run.finished import FinishedRun
from scanner.store.scopes import latest_run, roots

if TYPE_CHECKING:
    from scanner.run.desk import Desk


def latest(desk: Desk) -> FinishedRun:
    """Return the latest run with what has been decided since."""
    _, started, finished = latest_run(desk.store.connection)
    began = datetime.fromisoformat(started).astimezone()
    facts = RunFacts(
        roots=tuple(roots(desk.store.connection)),
        started=began,
        finished=datetime.fromisoformat(finished).astimezone() if finished else began,
        versions=config.versions(),
        recognizers=len(recognizers.checks()) + len(desk.asked.own),
        own=desk.asked.own,
        languages=recognizers.LANGUAGES,
        workers=0,
        complete=finished is not None,
        include=desk.asked.include,
        exclude=desk.asked.exclude,
        deal=desk.asked.deal,
    )
    return FinishedRun(desk, facts)
