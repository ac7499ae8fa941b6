"""The words of night after night: past runs, and what became of each file between two."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from scanner.model import Level, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from scanner.model import Note

GRADED = frozenset({Outcome.SCANNED, Outcome.PARTIAL})
_READ = frozenset({Outcome.SCANNED, Outcome.EXCLUDED})  # in full, or not meant to be


class Absence(IntEnum):
    """Whether a known file is there."""

    HERE = 0
    OUT_OF_REACH = 1  # its folder, or the share, cannot be looked at
    GONE = 2


class Event(StrEnum):
    """What became of a file; several may be true of one."""

    NEW = "new"
    MOVED = "moved"
    GONE = "gone"
    CHANGED = "changed"  # size or time
    UNREACHABLE = "unreachable"
    REACHABLE = "reachable"  # again
    ROSE = "rose"  # its level
    FELL = "fell"
    FOUND = "found"  # entities that were not there, or more of them
    UNREAD = "unread"  # was read in full, and could not be now
    OPENED = "opened"  # everyone may read it now
    UNSETTLED = "unsettled"  # what was decided on it needs another look


@dataclass(frozen=True, slots=True)
class Glance:
    """What is remembered of a file as it was."""

    size: int
    time: int | str
    mode: int
    absence: Absence
    outcome: Outcome
    level: Level
    found: Mapping[str, int] = field(default_factory=dict)  # count by entity

    @property
    def grade(self) -> Level | None:
        """Return the level, if the file was read."""
        return self.level if self.outcome in GRADED else None


@dataclass(frozen=True, slots=True)
class Change:
    """One file between two runs."""

    root: bytes
    path: bytes
    before: Glance | None  # None: it was not there
    after: Glance | None  # None: it is gone
    moved_from: bytes = b""  # the location that it had before
    unsettled: tuple[Note, ...] = ()  # why its decision no longer matches

    @property
    def events(self) -> tuple[Event, ...]:
        """Tell what became of the file, in the order of ``Event``."""
        review = (Event.UNSETTLED,) if self.unsettled else ()
        if self.before is None or self.after is None:
            return self._arrival() + review
        return (*_between(self.before, self.after, appeared=bool(self.appeared)), *review)

    @property
    def appeared(self) -> dict[str, int]:
        """Count what was found more of than before, by entity."""
        before = self.before.found if self.before else {}
        after = self.after.found if self.after else {}
        more = {entity: count - before.get(entity, 0) for entity, count in after.items()}
        return {entity: count for entity, count in sorted(more.items()) if count > 0}

    def _arrival(self) -> tuple[Event, ...]:
        if self.before is None and self.after is None:
            return ()
        if self.after is None:
            return (Event.GONE,)
        arrived = Event.MOVED if self.moved_from else Event.NEW
        return (arrived, Event.FOUND) if self.appeared and not self.moved_from else (arrived,)


@dataclass(frozen=True, slots=True)
class PastRun:
    """One run, as it is remembered."""

    number: int
    started: datetime
    finished: datetime | None  # None: it was interrupted, or runs
    plan: int  # runs of one number judged alike
    scope: str  # runs of equal scopes looked at the same
    files: int = 0
    size: int = 0  # bytes
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)
    levels: Mapping[Level, int] = field(default_factory=dict)  # files that were read


def _between(before: Glance, after: Glance, *, appeared: bool) -> Iterator[Event]:
    """Yield what became of a file that was known and is still known."""
    if after.absence is Absence.OUT_OF_REACH:
        yield from [Event.UNREACHABLE] * (before.absence is Absence.HERE)
        return
    if (before.size, before.time) != (after.size, after.time):
        yield Event.CHANGED
    if before.absence is Absence.OUT_OF_REACH:
        yield Event.REACHABLE
    if before.grade and after.grade and before.grade != after.grade:
        yield Event.ROSE if after.grade > before.grade else Event.FELL
    if appeared:
        yield Event.FOUND
    if before.outcome in _READ and after.outcome not in _READ:
        yield Event.UNREAD
    if after.mode & stat.S_IROTH and not before.mode & stat.S_IROTH:
        yield Event.OPENED
