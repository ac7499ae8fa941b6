"""The words of the review: what people decide, on what evidence, and how that stands today.

They travel between the state, the logic of the review, and the reports.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from scanner.model import Level, Outcome

if TYPE_CHECKING:
    from scanner.model import FileRef, Note


class Choice(StrEnum):
    """What is to become of a file; the order of the drop-down list."""

    HAND_OVER = "hand_over"
    MASK = "mask"
    ENCRYPT = "encrypt"
    REMOVE = "remove"
    HOLD = "hold"

    @property
    def withholds(self) -> bool:
        """Whether the file is not to reach the buyer."""
        return self in (Choice.REMOVE, Choice.HOLD)


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided; the texts are theirs."""

    choice: Choice
    reason: str = ""
    reviewer: str = ""
    date: str = ""  # ISO, "" where none was given


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The evidence that a decision was made on, as far as a change of it matters."""

    outcome: Outcome
    level: Level
    people: int = 0  # distinct, at least
    entities: tuple[str, ...] = ()  # sorted
    content: str = ""  # as ``content_name`` has it, "" where it is not known

    def as_text(self) -> str:
        """Write it down for a hidden cell or a column of the state."""
        facts = (self.outcome, self.level.name, str(self.people), self.content)
        return "|".join((*facts, ",".join(self.entities)))

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        """Read what ``as_text`` wrote; None if it is anything else."""
        try:
            outcome, level, people, content, entities = text.split("|")
            names = tuple(filter(None, entities.split(",")))
            return cls(Outcome(outcome), Level[level], int(people), names, content)
        except (ValueError, KeyError):
            return None


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a content lies."""

    root: bytes
    path: bytes
    content: str = ""


def content_name(content: bytes, file: FileRef) -> str:
    """Name what lies in a file, so that it is known again elsewhere.

    What was not read in full is known by name, size and time: moving keeps them, and two
    files that share all three would have to be told apart by reading them.
    """
    if content:
        return content.hex()
    facts = (os.path.basename(file.path), str(file.size).encode(), str(file.modified_ns).encode())
    return "~" + hashlib.blake2b(b"\0".join(facts), digest_size=16).hexdigest()


class Doubt(StrEnum):
    """Why a decision that lies at a place does not hold there without another look."""

    NONE = ""
    COPIES = "copies"  # equal files with different decisions moved: which is which?
    LEFT = "left"  # the content it was made on lies elsewhere now; this is another one
    GONE = "gone"  # no file is there now
    RETURNED = "returned"  # a file is there again, with another content
    REPLACED = "replaced"  # a copy of another decided file lies in its place


@dataclass(frozen=True, slots=True)
class Placement:
    """A decision at a place; one content's decision may leave an echo at its old place."""

    decision: int  # number of the decision
    place: Place
    doubt: Doubt = Doubt.NONE


@dataclass(frozen=True, slots=True)
class FileDecision:
    """A decision for one file and what its reviewer had seen of it."""

    number: int
    decision: Decision
    seen: Snapshot


class Scope(StrEnum):
    """What a standing decision covers, the most specific first."""

    FOLDER = "folder"
    PATTERN = "pattern"
    RULE = "rule"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision for whatever lies in a folder or falls under a rule."""

    number: int
    scope: Scope
    text: str  # "HR/", "*.tmp", "K3", "L5"
    decision: Decision
    until: str = ""  # last ISO date on which it holds, "" for ever
    seen: Snapshot | None = None  # the worst of what it covered then


class State(StrEnum):
    """How the decision on a file stands."""

    NONE = "none"
    DECIDED = "decided"
    REVIEW = "re-review"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of an inventory is, in files."""

    decided: int = 0
    undecided: int = 0
    sensitive: int = 0  # of the undecided: of a level that legal looks at first
    again: int = 0  # decided, and in need of another look
    expired: int = 0  # of those: only because its time is over


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What holds for a file today, where that comes from, and what changed since."""

    state: State = State.NONE
    decision: Decision | None = None
    source: Note | None = None
    changes: tuple[Note, ...] = ()
    base: str = ""  # for a hidden cell: what the row showed, see ``review.merging.Base``

    @property
    def shown(self) -> Decision | None:
        """The decision as a row shows it: what needs another look needs another date."""
        if self.decision and self.state is State.REVIEW:
            return replace(self.decision, date="")
        return self.decision

    @property
    def holds(self) -> Choice | None:
        """The choice that is in force, None while there is none or it needs another look."""
        if self.state is State.DECIDED and self.decision:
            return self.decision.choice
        return None
