"""Decisions for a folder or a rule: which one covers a file, and the most specific wins."""

from __future__ import annotations

import fnmatch
import os
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from scanner.decision import Reviewed, Scope, Snapshot, State
from scanner.model import Level, Note, Outcome
from scanner.review.evidence import changes, grown

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

    from scanner.decision import Doubt, FileDecision, Standing
    from scanner.model import FileReport

EXPIRED = "review.change.expired"  # what a decision says whose time is over
_RANK = {scope: rank for rank, scope in enumerate(reversed(Scope))}


def covers(standing: Standing, report: FileReport) -> bool:
    """Tell whether a standing decision speaks of a file."""
    file = report.file
    match standing.scope:
        case Scope.FOLDER:
            return any(_lies_in(path, standing.text) for path in (file.path, file.location))
        case Scope.PATTERN:
            path, pattern = os.fsdecode(file.path), _pattern(standing.text)
            return bool(pattern.fullmatch(path) or pattern.fullmatch(os.path.basename(path)))
        case Scope.RULE:
            return any(hit.rule == standing.text for hit in report.hits)
        case Scope.LEVEL:
            graded = report.outcome in (Outcome.SCANNED, Outcome.PARTIAL)
            return graded and report.level.name == standing.text


def specificity(standing: Standing) -> tuple[int, int, int]:
    """Order standing decisions: folder before pattern, deeper before shallower, then later."""
    text = standing.text.strip("/")
    depth = text.count("/") + bool(text.strip("."))
    length = sum(sign not in "*?[]" for sign in text)
    is_folder = standing.scope is Scope.FOLDER
    return _RANK[standing.scope], depth if is_folder else length, standing.number


@dataclass(frozen=True, slots=True)
class OnFile:
    """The decision that lies at a file, with the doubt it lies there with."""

    made: FileDecision
    doubt: Doubt


def review(
    report: FileReport,
    now: Snapshot,
    own: OnFile | None,
    standings: Sequence[Standing],
    today: str,
) -> Reviewed:
    """Return what holds for a file today.

    Args:
        report: The file, as it was judged last.
        now: Its evidence.
        own: The decision made for the file itself; it goes before any other.
        standings: Sorted by ``specificity``, the most specific first.
        today: ISO date.
    """
    if own:
        differences = changes(own.made, now, own.doubt)
        state = State.REVIEW if differences else State.DECIDED
        return Reviewed(state, own.made.decision, Note.of("review.source.file"), differences)
    return _by_rule([one for one in standings if covers(one, report)], now, today)


def _by_rule(covering: Sequence[Standing], now: Snapshot, today: str) -> Reviewed:
    in_force = [one for one in covering if not one.until or today <= one.until]
    if not covering:
        return Reviewed()
    if not in_force:
        expired = Note.of("review.change.expired", until=covering[0].until)
        return Reviewed(State.REVIEW, covering[0].decision, source(covering[0]), (expired,))
    best = in_force[0]
    # To hold back what has become worse is still right; to let it go may not be.
    worse = best.seen is not None and not best.decision.choice.withholds
    differences = tuple(grown(best.seen, now)) if worse and best.seen else ()
    state = State.REVIEW if differences else State.DECIDED
    return Reviewed(state, best.decision, source(best), differences)


def source(standing: Standing) -> Note:
    """Say where a decision comes from."""
    if standing.until:
        key = f"review.source.until.{standing.scope}"
        return Note.of(key, text=standing.text, until=standing.until)
    return Note.of(f"review.source.{standing.scope}", text=standing.text)


def worst(seen: Iterable[Snapshot]) -> Snapshot:
    """Return the evidence that a decision on many files was made on, as if it were one."""
    all_ = list(seen)
    return Snapshot(
        Outcome.SCANNED,
        max((one.level for one in all_), default=Level.L1),
        max((one.people for one in all_), default=0),
        tuple(sorted({entity for one in all_ for entity in one.entities})),
    )


def _lies_in(path: bytes, folder: str) -> bool:
    name = os.fsencode(folder).rstrip(b"/")
    return name in (b"", b".") or path == name or path.startswith(name + b"/")


@lru_cache(maxsize=1024)
def _pattern(text: str) -> re.Pattern[str]:
    import re

    return re.compile(fnmatch.translate(text), re.DOTALL)
