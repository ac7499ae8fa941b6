"""Whether a decision still rests on what its reviewer saw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.decision import Choice, Doubt, Snapshot
from scanner.model import Level, Note, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.decision import FileDecision
    from scanner.model import FileReport

_MORE_PERCENT = 110  # of the people that the reviewer knew of; whole numbers, for exactness
_GRADED = (Outcome.SCANNED, Outcome.PARTIAL)


def snapshot(report: FileReport, people: int, content: str) -> Snapshot:
    """Take down what matters of a report; ``people`` is the least number of distinct ones."""
    entities = tuple(entity for entity, _ in report.entities)
    level = report.level if report.outcome in _GRADED else Level.L1
    return Snapshot(report.outcome, level, people, entities, content)


def changes(made: FileDecision, now: Snapshot, doubt: Doubt = Doubt.NONE) -> tuple[Note, ...]:
    """Return what has changed so that a person has to look again; less is no change."""
    notes = [Note.of(f"review.doubt.{doubt}")] if doubt else []
    notes += _unread(made, now)
    notes += grown(made.seen, now)
    return tuple(notes)


def grown(seen: Snapshot, now: Snapshot) -> Iterator[Note]:
    """Yield what there is more of: a higher level, new entities, more people."""
    if now.level > seen.level:
        yield Note.of("review.change.level", before=seen.level.name, now=now.level.name)
    for entity in sorted(set(now.entities) - set(seen.entities)):
        yield Note.of("review.change.entity", entity=entity)
    if now.people > seen.people and 100 * now.people >= _MORE_PERCENT * seen.people:
        yield Note.of("review.change.people", before=seen.people, now=now.people)


def _unread(made: FileDecision, now: Snapshot) -> Iterator[Note]:
    """Yield what evidence cannot tell any more, since the file was not read."""
    seen = made.seen
    if now.outcome is Outcome.SCANNED:
        return
    if made.decision.choice is Choice.ENCRYPT and now.outcome is Outcome.ENCRYPTED:
        return
    if seen.outcome is Outcome.SCANNED:
        yield Note.of("review.change.unread")
    elif seen.content and now.content != seen.content:
        yield Note.of("review.change.unread_content")
