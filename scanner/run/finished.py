"""A finished run as reports see it."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from scanner import classify
from scanner.classify.people import Section
from scanner.report.view import GRADED, READ, SENSITIVE, FolderTotal
from scanner.run.facts import reached
from scanner.run.joined import joined, overlaid
from scanner.store import SavedInventory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.classify.policy import Policy
    from scanner.model import FileReport
    from scanner.report.view import Joined, PolicyFacts, Reached, RunFacts
    from scanner.store import Store
    from scanner.store.saved import Counted

_FOLDERS = 10
_FILES = 5


class FinishedRun(SavedInventory):
    """What the store knows, with what the run, its policy and the share as a whole add."""

    def __init__(self, store: Store, run: RunFacts, policy: Policy, facts: PolicyFacts) -> None:
        super().__init__(store)
        self.run = run
        self.policy = facts
        self._policy = policy
        self._share = joined(policy, self)
        store.raise_levels({number: one.level for number, one in self._share.raised.items()})

    @property
    def joins(self) -> Sequence[Joined]:
        """Tell what is raised because tables share a key."""
        return self._share.joins

    def files(self) -> Iterator[FileReport]:
        """Stream the files by root and path, each with what the rest makes of it."""
        return (self._overlaid(*one) for one in self.numbered())

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
        """Tell whether every file in scope was read to its end."""
        return set(self.outcomes) <= READ


def _section_of(one: Counted) -> tuple[int, str, bool]:
    return one.number, one.tally.part, bool(one.tally.field)
