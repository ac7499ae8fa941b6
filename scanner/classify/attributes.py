"""Columns of attributes: the share of cells that have the shape of what the name announces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.headers import OF_THINGS
from scanner.classify.chance import FEW, LIKELY, odds_in_words
from scanner.classify.columns import HALF, NEARLY_ALL, SERIES, repeated
from scanner.classify.named import header_note
from scanner.evidence import Bucket
from scanner.model import Note, Verdict

if TYPE_CHECKING:
    from scanner.classify.columns import Column

_STRONG_HEADER, _WEAK_HEADER = 0.6, 0.85  # share of cells that must have the shape
_PART = 0.3  # of the cells, where the rest is something else: firms among customers


def judge_attribute(column: Column) -> tuple[Verdict, tuple[Note, ...]]:
    """Judge a column that its name announces, by the share of cells with the right shape."""
    shaped = column.evidence.count(Bucket.WHOLE_VALID)
    share = min(1.0, shaped / max(1, column.telling))
    numbers = Note.of("classify.shaped", shaped=shaped, cells=column.telling, share=share)
    blank = (Note.of("classify.blank", blank=column.blank),) if column.blank else ()
    why = (numbers, *blank, header_note(column))
    needed = needed_share(column)
    if column.is_open and share >= NEARLY_ALL:
        return _by_themselves(column, why)
    if column.hit and share >= needed:
        if column.negative == column.hit.word and column.hit.entity not in OF_THINGS:
            return Verdict.PROBABLE, (*why, Note.of("classify.two_meanings"))
        return Verdict.CONFIRMED, (*why, *repeated(column.evidence))
    if column.hit and share >= _PART:
        return Verdict.PROBABLE, (*why, Note.of("classify.partly"))
    is_close = column.header == "strong" or share >= HALF
    short = Note.of("classify.too_few_shaped", needed=needed)
    notes = (*why, short, *repeated(column.evidence))
    return Verdict.POSSIBLE if is_close else Verdict.REJECTED, notes


def _by_themselves(column: Column, why: tuple[Note, ...]) -> tuple[Verdict, tuple[Note, ...]]:
    """Judge cells that nearly all look like names, or addresses, in a column without a name."""
    if column.check.is_listed:
        note = Note.of("classify.listed", distinct=column.passed)
        are_several = column.passed > 1 and column.evidence.count(Bucket.WHOLE_VALID) >= FEW
        return Verdict.PROBABLE if are_several else Verdict.POSSIBLE, (*why, note)
    passed, shaped = column.passed, column.evidence.count(Bucket.WHOLE_VALID)
    notes = [Note.of("classify.themselves", distinct=passed, odds=odds_in_words(column.odds))]
    if fact := column.check.fact:
        share = column.evidence.facts[fact] / max(1, shaped)
        notes.append(Note.of(f"classify.fact.{fact}", share=share))
    # A few words that come again and again are brands, plants, places as well.
    are_few = passed < SERIES and passed < HALF * column.telling
    tells = column.odds <= LIKELY and column.check.has_fact(column.evidence.facts, shaped)
    return Verdict.PROBABLE if tells and not are_few else Verdict.POSSIBLE, (*why, *notes)


def needed_share(column: Column) -> float:
    """Return which share of the cells must have the shape that the name announces."""
    return _STRONG_HEADER if column.header == "strong" else _WEAK_HEADER
