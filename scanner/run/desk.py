"""The desk of the review: an opened state, the decisions in it, and what they mean today."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from scanner import config
from scanner.classify import policy as policies
from scanner.decision import Place, content_name
from scanner.errors import Misused
from scanner.report.cells import shown
from scanner.review import merging, standing
from scanner.review.evidence import snapshot
from scanner.run import journal, settling
from scanner.run.latest import latest
from scanner.store import Store
from scanner.store.asked import Asked, remember, remembered
from scanner.store.database import transaction
from scanner.store.decisions import Decisions
from scanner.store.scopes import latest_run, tops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.classify.policy import Policy
    from scanner.decision import Reviewed, Snapshot
    from scanner.model import FileReport, OwnFiles
    from scanner.report.view import RunFacts
    from scanner.run.finished import FinishedRun


class Desk:
    """What people decided, over the inventory of the latest run."""

    def __init__(self, store: Store, policy: Policy, asked: Asked) -> None:
        self.store, self.policy, self.asked = store, policy, asked
        self.decisions = Decisions(store.connection)
        self.own: OwnFiles = ()  # recognizers of the user, needed where a value is looked for
        self.today = datetime.now(UTC).astimezone().date().isoformat()
        self.read_standings()

    @cached_property
    def inventory(self) -> FinishedRun:
        """The latest run with what has been decided since."""
        return latest(self)

    def read_standings(self) -> None:
        """Look up the decisions for folders and rules anew."""
        found = self.decisions.standings()
        self.standings = sorted(found, key=standing.specificity, reverse=True)

    def check_target(self, target: Path) -> None:
        """Refuse to write where nothing can, or must, be written: on the share above all."""
        check_target(self.store, target)

    @property
    def has_decisions(self) -> bool:
        """Whether anything was decided at all."""
        return bool(self.standings) or self.decisions.exist

    def files(self) -> Iterator[tuple[FileReport, Reviewed]]:
        """Yield every file with what holds for it."""
        return ((report, self.reviewed(report)) for report in self.inventory.files())

    def reviewed(self, report: FileReport) -> Reviewed:
        """Return what holds for a file today, ready to be shown in a row."""
        own = self.decisions.on(report.file.root, report.file.path)
        seen = self.seen(report)
        found = standing.review(
            report, seen, standing.OnFile(*own) if own else None, self.standings, self.today
        )
        base = merging.Base(seen, merging.digest(found.shown), merging.digest(found.decision))
        return replace(found, base=base.as_text())

    def seen(self, report: FileReport) -> Snapshot:
        """Take down the evidence of a file as it is now."""
        totals = (total for entity, total in report.entities if self.policy.identifies(entity))
        people = max((total.distinct for total in totals), default=0)
        return snapshot(report, people, self.place(report).content)

    @staticmethod
    def place(report: FileReport) -> Place:
        """Return where a file is and what lies there."""
        file = report.file
        return Place(file.root, file.path, content_name(report.content, file))

    @property
    def latest_run(self) -> int:
        """Return the number of the latest run."""
        return latest_run(self.store.connection)[0]

    def conclude(self, run: RunFacts) -> None:
        """Let decisions follow their files after a run, and write the run into the log."""
        text = self.asked.policy_text.encode()
        with transaction(self.store.connection):
            settling.settle(self.store)
            remember(self.store.connection, self.asked)
            journal.record(
                self.store,
                "run",
                run=self.latest_run,
                complete=run.complete,
                roots=[shown(root) for root in run.roots],
                policy=self.policy.name,
                policy_sha256=hashlib.sha256(text).hexdigest(),
                versions=dict(run.versions),
            )


@contextmanager
def stored(state: Path) -> Iterator[Store]:
    """Open the state of an earlier scan, also of one that never ended.

    Raises:
        Misused: There is none, or it cannot be used now.
    """
    if not state.exists():
        raise Misused("review.no_scan", path=str(state))
    with Store(state) as store:
        yield store


@contextmanager
def opened(state: Path) -> Iterator[Desk]:
    """Open the state of an earlier scan.

    Raises:
        Misused: There is none, or it cannot be used now.
    """
    with stored(state) as store:
        found = over(store)
        if found is None:
            raise Misused("review.no_scan", path=str(state))
        yield found


def check_target(store: Store, target: Path) -> None:
    """Refuse to write where nothing can, or must, be written: on the share above all."""
    asked = [Path(os.fsdecode(top)) for top in tops(store.connection)]
    config.check_target(target, asked)


def over(store: Store) -> Desk | None:
    """Return the desk over an opened state, None before its first scan ended."""
    asked = remembered(store.connection)
    if asked is None:
        return None
    return Desk(store, policies.load(asked.policy_text, asked.policy), asked)
