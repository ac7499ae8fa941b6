"""Columns of identifiers: the share that passes a check, against what luck gives.

One random number in eleven passes the check digit of a resident ID, so no cell proves
anything; that nearly all of many different values pass does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.classify.chance import FEW, crowding, log_tail, odds_in_words
from scanner.classify.columns import HALF, repeated
from scanner.classify.named import header_note
from scanner.model import Note, Verdict

if TYPE_CHECKING:
    from scanner.classify.chance import Check
    from scanner.classify.columns import Column

_MOST = 0.8  # of the distinct values pass: typing errors are the rest
_ABOVE_LUCK, _BEYOND_LUCK = 1.5, 3  # times what luck gives: part may be, part is genuine
_ONE_DIGIT = 0.1  # of random numbers pass a check digit


def judge_identifier(column: Column) -> tuple[Verdict, tuple[Note, ...]]:
    """Judge a column whose cells look like an identifier with a check."""
    passed, tried = column.passed, column.tried
    few_and_named = passed < FEW and (column.hit or column.near)  # as an office's telephones
    serial = None if few_and_named else crowding(column.evidence.spread, passed)
    verdict = _identifier_verdict(column, passed, tried, is_serial=serial is not None)
    if column.is_rare and verdict.counts:
        verdict = Verdict.POSSIBLE
    why = [_share_note(column.check, passed, tried), header_note(column)]
    if column.is_of_another:
        verdict = Verdict.REJECTED
        why.append(Note.of("classify.elsewhere", cells=column.elsewhere))
    if tried < FEW:
        why.append(Note.of("classify.few", tried=tried))
    if serial and verdict is not Verdict.CONFIRMED:
        why.append(Note.of("classify.serial", seen=serial[0], expected=serial[1]))
    if column.doubt and verdict.counts:
        verdict = Verdict.POSSIBLE
        why.append(Note.of(column.doubt))
    if column.is_rare:
        why.append(Note.of("classify.rare", shaped=column.shaped, cells=column.cells))
    return verdict, (*why, *_closing(column, passed, tried, verdict))


def _identifier_verdict(column: Column, passed: int, tried: int, *, is_serial: bool) -> Verdict:
    if not passed:
        return Verdict.POSSIBLE if column.header == "strong" else Verdict.REJECTED
    beats_luck = column.check.beats_luck(passed, tried)
    if passed < _MOST * tried:
        return _part_passes(column, passed, tried, beats_luck=beats_luck)
    if column.negative:
        return _most_pass_under_another_name(column, beats_luck=beats_luck, is_serial=is_serial)
    proves = beats_luck and tried >= FEW and (column.hit or column.check.is_strong)
    if column.header == "strong" or (proves and not is_serial and not column.against):
        return Verdict.CONFIRMED
    is_likely = column.hit or column.near or beats_luck or column.speaks or column.is_usual_series
    return Verdict.PROBABLE if is_likely and not is_serial else Verdict.POSSIBLE


def _most_pass_under_another_name(column: Column, *, beats_luck: bool, is_serial: bool) -> Verdict:
    """Judge a column called 订单号 whose values nearly all pass."""
    if is_serial:
        return Verdict.REJECTED
    return Verdict.PROBABLE if column.check.is_strong and beats_luck else Verdict.POSSIBLE


def _part_passes(column: Column, passed: int, tried: int, *, beats_luck: bool) -> Verdict:
    """Judge a column of which a part fails: mixed, damaged, or another kind of number."""
    if column.negative:
        return Verdict.REJECTED
    # Serial numbers keep their first digits, so that only a check digit is left to luck.
    luck = max(column.check.luck(tried), _ONE_DIGIT * tried)
    surely, maybe = _BEYOND_LUCK * luck, _ABOVE_LUCK * luck
    proves = column.check.is_strong and beats_luck
    if proves and passed >= min(HALF * tried, surely):
        return Verdict.PROBABLE
    if column.header == "strong":
        return Verdict.PROBABLE if passed >= HALF * tried else Verdict.POSSIBLE
    hints = (
        (tried < FEW and column.speaks) or passed >= HALF * tried or (proves and passed >= maybe)
    )
    return Verdict.POSSIBLE if hints else Verdict.REJECTED


def _share_note(check: Check, passed: int, tried: int) -> Note:
    share = passed / max(1, tried)
    if check.is_plain_to_see or check.chance in (None, 1):
        return Note.of("classify.form", passed=passed, tried=tried, share=share)
    return Note.of(
        "classify.share",
        passed=passed,
        tried=tried,
        share=share,
        check_zh=check.name_zh,
        check_en=check.name_en,
        expected=round(check.luck(tried)),
        odds=odds_in_words(log_tail(passed, tried, check.chance)),
    )


def _closing(column: Column, passed: int, tried: int, verdict: Verdict) -> tuple[Note, ...]:
    """Say what the numbers come to where that is not plain."""
    if not passed:
        return (Note.of("classify.all_fail"),) if verdict is Verdict.POSSIBLE else ()
    if verdict is Verdict.REJECTED and passed < _ABOVE_LUCK * column.check.luck(tried):
        return (Note.of("classify.by_luck"),)
    mixed = verdict is Verdict.PROBABLE and passed < _MOST * tried
    return (*((Note.of("classify.mixed"),) if mixed else ()), *repeated(column.evidence))
