"""Lines that came back against what is stored: what changes, what clashes, what is wrong.

Each row of a workbook carries, hidden, the evidence and the decision it showed.  So a row
that nobody edited says nothing, whatever was decided since, and two people who edited the
same row of two copies are noticed.  Nothing is guessed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scanner.decision import Choice, Decision, Snapshot
from scanner.model import Note
from scanner.review import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from scanner.review.lines import Line

_SIGNS = 16  # hexadecimal, of a digest: told apart, not defended
_READ = frozenset({"decision", "reason", "reviewer", "date"})


@dataclass(frozen=True, slots=True)
class Base:
    """What a row showed when it was written."""

    seen: Snapshot | None = None
    shown: str = ""  # digest of the cells
    stored: str = ""  # digest of the decision; where it needs another look, its date is not shown

    @property
    def content(self) -> str:
        """What lay in the file, "" where that is not known."""
        return self.seen.content if self.seen else ""

    def as_text(self) -> str:
        """Write it for the hidden cell."""
        return f"{self.seen.as_text() if self.seen else ''}#{self.shown}#{self.stored}"

    @classmethod
    def from_text(cls, text: str) -> Base:
        """Read it back; what is no base says nothing."""
        seen, shown, stored, *_ = *text.strip().split("#"), "", ""
        return cls(Snapshot.from_text(seen), shown, stored)


def digest(decision: Decision | None) -> str:
    """Tell decisions apart by what is in their cells."""
    if decision is None:
        return ""
    facts = (decision.choice, decision.reason, decision.reviewer, decision.date)
    return hashlib.sha256("\0".join(facts).encode("utf-8", "surrogatepass")).hexdigest()[:_SIGNS]


@dataclass(frozen=True, slots=True)
class Edit:
    """What one row decides."""

    key: str
    decision: Decision
    base: Base
    where: Note  # sheet and row, for people
    path: str = ""  # as the row shows it, for people


@dataclass(frozen=True, slots=True)
class Change:
    """A decision to be stored."""

    edit: Edit
    before: Decision | None


@dataclass(slots=True)
class Merge:
    """What an import comes to."""

    changes: list[Change] = field(default_factory=list)
    conflicts: list[Change] = field(default_factory=list)  # edited here, and elsewhere since
    mistakes: list[Note] = field(default_factory=list)
    undecided: list[Note] = field(default_factory=list)  # rows with words and no decision
    cleared: int = 0  # decisions emptied in the workbook: they stay
    known: int = 0  # decided just so already


def edits(lines: Iterable[Line]) -> tuple[list[Edit], list[Note], int]:
    """Return the rows that decide something, mistakes, and how many were emptied."""
    found: dict[str, Edit] = {}
    mistakes: list[Note] = []
    cleared = 0
    for line in lines:
        where = Note.of("review.row", sheet=line.name, row=line.row)
        base = Base.from_text(line.text("base"))
        decision, problem = _decision(line, where)
        if problem:
            mistakes.append(problem)
        elif decision is None:
            cleared += bool(base.shown)
        elif digest(decision) != base.shown:
            edit = Edit(line.text("key"), decision, base, where, line.text("path"))
            other = found.setdefault(edit.key, edit)
            if digest(other.decision) != digest(decision):
                mistakes.append(_at(where, "review.mistake.twice", row2=_row(other.where)))
    return list(found.values()), mistakes, cleared


def undecided(lines: Iterable[Line]) -> list[Note]:
    """Return the rows in which somebody wrote a reason, a name or a day and decided nothing."""
    return [
        Note.of("review.row", sheet=line.name, row=line.row)
        for line in lines
        if line.has_words_only and not Base.from_text(line.text("base")).shown
    ]


def merge(
    found: Iterable[Edit],
    stored: Mapping[str, Decision | None],
    taken: Mapping[str, Decision] | None = None,
    lost: AbstractSet[str] = frozenset(),
) -> Merge:
    """Hold edits against what is stored.

    Args:
        found: Edited rows.
        stored: The decision made for each file by itself or shown for it, None while
            there is none; a key that is missing is no file of the inventory.
        taken: What earlier imports took in for rows whose file is gone or cannot be told.
        lost: Those of them whose file cannot be told from its copies.
    """
    result = Merge()
    for edit in found:
        if taken and digest(taken.get(edit.key)) == digest(edit.decision):
            result.known += 1
            continue
        if edit.key not in stored:
            why = "ambiguous" if edit.key in lost else "unknown_file"
            result.mistakes.append(_at(edit.where, f"review.mistake.{why}", path=edit.path))
            continue
        before = stored[edit.key]
        is_untouched = digest(before) == edit.base.stored
        if before and before.choice is edit.decision.choice and not is_untouched:
            result.known += 1  # two people decided the same
        elif is_untouched:
            result.changes.append(Change(edit, before))
        else:
            result.conflicts.append(Change(edit, before))
    return result


def _decision(line: Line, where: Note) -> tuple[Decision | None, Note | None]:
    if flaw := line.flaw(_READ):
        return None, _at(where, flaw)
    text = line.text("decision")
    if not text:
        return None, None
    choice = labels.choice("report.decision.", text)
    if choice is None:
        return None, _at(where, "review.mistake.decision")
    day = labels.day(line.text("date"))
    if day is None:
        return None, _at(where, "review.mistake.date")
    return Decision(Choice(choice), line.text("reason"), line.text("reviewer"), day), None


def _at(where: Note, key: str, **more: str | float) -> Note:
    return Note.of(key, **dict(where.args), **more)


def _row(where: Note) -> int:
    return int(dict(where.args)["row"])
