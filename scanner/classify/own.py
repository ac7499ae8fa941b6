"""What recognizers of the user's found: nobody here knows better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.classify.columns import repeated
from scanner.evidence import HOLDING, Bucket
from scanner.model import Note, Verdict

if TYPE_CHECKING:
    from scanner.classify.columns import Column

_SURE = 0.8  # score from which there is no doubt


def judge_own(column: Column) -> tuple[Verdict, tuple[Note, ...]]:
    """Judge what a recognizer of the user's found by its score."""
    evidence = column.evidence
    strong = evidence.count(*HOLDING)
    if not strong:
        weak = evidence.count(Bucket.INLINE_WEAK)
        note = Note.of("classify.own_weak", count=weak, score=evidence.score)
        return Verdict.POSSIBLE, (note,)
    verdict = Verdict.CONFIRMED if evidence.score >= _SURE else Verdict.PROBABLE
    note = Note.of("classify.own", count=strong, cells=column.cells, score=evidence.score)
    return verdict, (note, *repeated(evidence))
