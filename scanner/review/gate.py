"""What stands in the way of a handover, the heaviest first."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from scanner.decision import Choice, State
from scanner.model import Level, Note, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scanner.decision import Reviewed
    from scanner.model import FileReport

_GRADED = (Outcome.SCANNED, Outcome.PARTIAL)


@dataclass(frozen=True, slots=True)
class Terms:
    """What has to be so before anything is handed over."""

    max_level: Level = Level.L3  # nothing above it goes, whatever was decided
    require_decision: Level = Level.L3  # from here on every file needs one that holds
    allow_unread: int = 0  # files that were not read in full and that nobody decided on


class Why(StrEnum):
    """Why something stands in the way; the order in which equals are listed."""

    INCOMPLETE = "incomplete"  # the last scan did not see every file
    LOG = "log"  # the audit log has a flaw
    TOO_HIGH = "too_high"
    WITHHELD = "withheld"  # to be removed or held back, and still on the drive
    REVIEW = "review"  # a decision that needs another look
    UNDECIDED = "undecided"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way."""

    why: Why
    root: bytes = b""
    path: bytes = b""
    level: Level | None = None
    size: int = 0
    details: tuple[Note, ...] = ()

    @property
    def weight(self) -> tuple[int, int, int, bytes, bytes]:
        """Order obstacles: what concerns everything, then by level, kind and size."""
        rank = list(Why).index(self.why)
        level = 0 if not self.path else -(self.level or Level.L3)  # unread may be anything
        return level if self.path else -len(Level) - 1, rank, -self.size, self.root, self.path


def obstacles(terms: Terms, files: Iterable[tuple[FileReport, Reviewed]]) -> list[Obstacle]:
    """Return what stands in the way, sorted by weight.

    Unread files that nobody decided on are in the way only when there are more of them
    than allowed, whatever else is wrong with them; then all are listed.
    """
    found: list[Obstacle] = []
    unread: list[Obstacle] = []
    count = 0
    for report, reviewed in files:
        count += _hides_something(report, reviewed)
        for obstacle in _of(terms, report, reviewed):
            (unread if obstacle.why is Why.UNREAD else found).append(obstacle)
    if count > terms.allow_unread:
        found += unread
    return sorted(found, key=lambda one: one.weight)


def _of(terms: Terms, report: FileReport, reviewed: Reviewed) -> Iterator[Obstacle]:
    """Yield what is wrong with one file: the gravest only, beside its not having been read."""
    if report.file.mode and not stat.S_ISREG(report.file.mode) and not _is_unread(report):
        return
    why = _why(terms, report, reviewed)
    if why:
        yield _obstacle(why, report, reviewed.changes if why is Why.REVIEW else ())
    elif _hides_something(report, reviewed):
        yield _obstacle(Why.UNREAD, report, (report.reason,) if report.reason else ())


def _why(terms: Terms, report: FileReport, reviewed: Reviewed) -> Why | None:
    level = report.level if report.outcome in _GRADED else Level.L1
    if reviewed.holds is not None and reviewed.holds.withholds:
        return Why.WITHHELD
    if level > terms.max_level:
        return Why.TOO_HIGH
    needs = level >= terms.require_decision or (
        reviewed.state is State.REVIEW and _is_unread(report)
    )
    if not needs or reviewed.state is State.DECIDED:
        return None
    return Why.REVIEW if reviewed.state is State.REVIEW else Why.UNDECIDED


def _hides_something(report: FileReport, reviewed: Reviewed) -> bool:
    """Tell whether content that nobody has seen or decided on would be handed over."""
    if reviewed.holds is not None and reviewed.holds.withholds:
        return False
    return _is_unread(report) and reviewed.holds not in (Choice.HAND_OVER, Choice.ENCRYPT)


def _is_unread(report: FileReport) -> bool:
    """Tell whether content may hide there: links, pipes and devices are handed over empty."""
    if report.outcome is Outcome.SCANNED:
        return False
    mode = report.file.mode
    return not mode or stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def _obstacle(why: Why, report: FileReport, details: tuple[Note, ...]) -> Obstacle:
    file = report.file
    level = report.level if report.outcome in _GRADED else None
    return Obstacle(why, file.root, file.path, level, file.size, details)
