"""A finished run as reports see it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from scanner import classify
from scanner.classify.people import Section
from scanner.decision import Progress, State
from scanner.model import Outcome
from scanner.report.view import GRADED, READ, SENSITIVE, FolderTotal
from scanner.review.standing import EXPIRED
from scanner.run.facts import policy_facts, reached
from scanner.run.joined import joined, overlaid
from scanner.store import SavedInventory
from scanner.store.alarms import Alarms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scanner.decision import Reviewed
    from scanner.history import Change
    from scanner.model import FileReport, Note, Tally
    from scanner.report.view import Joined, Reached, RunFacts
    from scanner.run.desk import Desk
    from scanner.store.alarms import Judgements
    from scanner.store.saved import Counted

_FOLDERS = 10
_FILES = 5


class FinishedRun(SavedInventory):
    """What the store knows, with what the run, its policy and the share as a whole add."""

    def __init__(self, desk: Desk, run: RunFacts) -> None:
        super().__init__(desk.store)
        self.run = run
        self.policy = policy_facts(desk.policy, run.deal)
        self._policy = desk.policy
        self._desk = desk
        self._latest: tuple[FileReport, Reviewed] | None = None
        self._share = joined(desk.policy, self)
        levels = {number: one.level for number, one in self._share.raised.items()}
        desk.store.raise_levels(levels)

    def reviewed(self, report: FileReport) -> Reviewed:
        """Return what people decided for a file; each column of a row asks for it again."""
        if self._latest is None or self._latest[0] is not report:
            self._latest = report, self._desk.reviewed(report)
        return self._latest[1]

    def judged(self, report: FileReport, tally: Tally) -> str:
        """Name the latest that people said of a finding."""
        judged = self._judgements.of(report, tally)
        return judged.base if judged else ""

    @cached_property
    def _judgements(self) -> Judgements:
        return Alarms(self._desk.store.connection).judgements()

    def changes_since(self, run: int) -> Iterator[Change]:
        """Stream what became of each file, and of what was decided on it."""
        for change in super().changes_since(run):
            notes = self._unsettled.get((change.root, change.path), ())
            yield replace(change, unsettled=notes) if notes and change.after else change

    @property
    def progress(self) -> Progress | None:
        """Tell how far the review is."""
        return self._reviews[0]

    @property
    def _unsettled(self) -> Mapping[tuple[bytes, bytes], tuple[Note, ...]]:
        """Return why decisions need another look, by file."""
        return self._reviews[1]

    @cached_property
    def _reviews(self) -> tuple[Progress | None, dict[tuple[bytes, bytes], tuple[Note, ...]]]:
        """Look once at what holds for each file."""
        if not self._desk.has_decisions:
            return None, {}
        counts: Counter[str] = Counter()
        unsettled: dict[tuple[bytes, bytes], tuple[Note, ...]] = {}
        for report in self.files():
            one = self._desk.reviewed(report)
            counts[one.state] += 1
            is_open = one.state is State.NONE and report.outcome in GRADED
            counts["sensitive"] += is_open and report.level >= SENSITIVE
            if one.state is State.REVIEW:
                unsettled[report.file.root, report.file.path] = one.changes
                counts["expired"] += {note.key for note in one.changes} == {EXPIRED}
        found = (counts[State.DECIDED], counts[State.NONE], counts["sensitive"])
        return Progress(*found, counts[State.REVIEW], counts["expired"]), unsettled

    @property
    def joins(self) -> Sequence[Joined]:
        """Tell what is raised because tables share a key."""
        return self._share.joins

    def files(self) -> Iterator[FileReport]:
        """Stream the files by root and path, each with what the rest makes of it."""
        return (self._overlaid(*one) for one in self.numbered())

    def unread(self) -> Iterator[FileReport]:
        """Stream the files that were not read in full, alike."""
        return (self._overlaid(*one) for one in self.numbered(but=Outcome.SCANNED))

    def _overlaid(self, number: int, report: FileReport) -> FileReport:
        is_read = report.outcome in GRADED
        raised = self._share.raised.get(number) if is_read else None
        return overlaid(self._policy, report, raised) if raised else report

    @cached_property
    def worst(self) -> Sequence[FileReport]:
        """Return the files to look at first."""
        return [self._overlaid(*one) for one in self.worst_files(_FILES)]

    @cached_property
    def thresholds(self) -> Sequence[Reached]:
        """Tell which legal thresholds the share reaches."""
        hits = classify.thresholds(self._policy, self, self.run.deal)
        return [reached(hit) for hit in hits]

    def sections(self) -> Iterator[Section]:
        """Stream what counts, table by table and text by text."""
        for (number, part, _), found in groupby(self.counted(), _section_of):
            tallies = tuple(one.tally for one in found)
            rows = max(tally.rows for tally in tallies) if tallies[0].field else 0
            yield Section(number, part, rows, tallies)

    @cached_property
    def folders(self) -> Sequence[FolderTotal]:
        """Return the folders with most sensitive files."""
        return [FolderTotal(*row) for row in self.worst_folders(SENSITIVE, _FOLDERS)]

    @property
    def is_fully_read(self) -> bool:
        """Tell whether every file in scope was read to its end, and none was left for later."""
        return self.run.complete and set(self.outcomes) <= READ


def _section_of(one: Counted) -> tuple[int, str, bool]:
    return one.number, one.tally.part, bool(one.tally.field)
