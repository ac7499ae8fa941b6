"""Whether running text holds an entity: shape, check and the words around each finding."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from scanner.classify.chance import crowding, log_tail
from scanner.evidence import HOLDING, Bucket
from scanner.model import Note, Verdict

if TYPE_CHECKING:
    from scanner.classify.chance import Check
    from scanner.evidence import Evidence

_SURE, _LIKELY = 0.8, 0.5
_IN_CONTEXT = 0.9  # no finding scores so high without words around it that support it
_MANY = 10  # distinct numbers; fewer say nothing about luck ...
_SOME = 5  # ... unless no more of them pass than luck gives, of those that half of all pass
_NEAR_LUCK = 2  # times the share that luck gives
_LUCKY = log(0.01)  # odds below which luck explains nothing


def judge_text(evidence: Evidence, check: Check) -> tuple[Verdict, tuple[Note, ...]]:
    """Judge what was found amid other text by its best score.

    Where a text is full of numbers of the same shape, of which no more pass than luck
    explains (a log of order numbers), or which stand as close as serial numbers do, passing
    says nothing and only words around count.
    """
    strong = evidence.count(*HOLDING)
    if not strong:
        weak = evidence.count(Bucket.INLINE_WEAK)
        if weak:
            return Verdict.POSSIBLE, (Note.of("classify.unsupported", count=weak),)
        failed = evidence.count(Bucket.INLINE_FAILED, Bucket.WHOLE_FAILED)
        return Verdict.REJECTED, (Note.of("classify.none_holds", count=failed),)
    why = Note.of("classify.in_text", count=strong, score=evidence.score)
    verdict = _by_score(evidence.score)
    luck = _luck_note(evidence, check) or _serial_note(evidence)
    if luck is None:
        return verdict, (why,)
    backed = evidence.score >= _IN_CONTEXT
    return Verdict.PROBABLE if backed else Verdict.POSSIBLE, (why, luck)


def _serial_note(evidence: Evidence) -> Note | None:
    """Say so where numbers were given out one after another."""
    found = evidence.union(*HOLDING, Bucket.INLINE_WEAK)
    serial = crowding(evidence.spread, len(found))
    return Note.of("classify.serial", seen=serial[0], expected=serial[1]) if serial else None


def _by_score(score: float) -> Verdict:
    if score >= _SURE:
        return Verdict.CONFIRMED
    return Verdict.PROBABLE if score >= _LIKELY else Verdict.POSSIBLE


def _explains(check: Check, chance: float, passed: int, tried: int) -> bool:
    """Tell whether luck explains that so many of the numbers in a text pass."""
    if check.is_strong:
        return tried >= _MANY and passed < _NEAR_LUCK * check.luck(tried)
    if tried < _MANY:
        return tried >= _SOME and passed <= check.luck(tried)
    return log_tail(passed, tried, chance) > _LUCKY


def _luck_note(evidence: Evidence, check: Check) -> Note | None:
    """Say so where luck explains what passes."""
    if check.is_plain_to_see or check.chance is None or check.chance >= 1:
        return None
    passed = len(evidence.union(*HOLDING, Bucket.INLINE_WEAK))
    tried = evidence.distinct(*Bucket)
    if not _explains(check, check.chance, passed, tried):
        return None
    return Note.of(
        "classify.text_luck",
        passed=passed,
        tried=tried,
        check_zh=check.name_zh,
        check_en=check.name_en,
        expected=round(check.luck(tried)),
    )
