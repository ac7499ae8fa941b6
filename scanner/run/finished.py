"""A finished run as reports see it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scanner import classify
from scanner.model import Outcome
from scanner.report.view import SENSITIVE, FolderTotal
from scanner.run.facts import reached
from scanner.store import SavedInventory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.classify.policy import Policy
    from scanner.report.view import PolicyFacts, Reached, RunFacts
    from scanner.store import Store

_FOLDERS = 10
_READ = frozenset({Outcome.SCANNED, Outcome.EXCLUDED})  # in full, or not meant to be


class FinishedRun(SavedInventory):
    """What the store knows, with what the run and its policy add."""

    def __init__(self, store: Store, run: RunFacts, policy: Policy, facts: PolicyFacts) -> None:
        super().__init__(store)
        self.run = run
        self.policy = facts
        self._policy = policy

    @cached_property
    def thresholds(self) -> Sequence[Reached]:
        """Tell which legal thresholds the share reaches."""
        return [reached(hit) for hit in classify.thresholds(self._policy, self.entities)]

    @cached_property
    def folders(self) -> Sequence[FolderTotal]:
        """Return the folders with most sensitive files."""
        return [FolderTotal(*row) for row in self.worst_folders(SENSITIVE, _FOLDERS)]

    @property
    def is_fully_read(self) -> bool:
        """Tell whether every file in scope was read to its end."""
        return set(self.outcomes) <= _READ
