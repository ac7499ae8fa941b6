"""Whether a column is what its values look like: shares, luck and the column's name.

One random number in eleven passes the check digit of a resident ID, so no cell proves
anything; that nearly all of many different values pass does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from recognizers.facts import LOCAL, SMALL_FIRST, USUAL_SERIES
from recognizers.headers import OF_THINGS
from scanner.classify.chance import FEW, SURE, Check, crowding, log_tail, odds_in_words
from scanner.classify.named import header_note
from scanner.evidence import BLANK, ELSEWHERE, OWN, Bucket
from scanner.model import Note, Verdict

if TYPE_CHECKING:
    from recognizers.headers import HeaderHit
    from scanner.evidence import Evidence

MOST = 0.8  # of the distinct values pass: typing errors are the rest
HALF = 0.5
_ABOVE_LUCK, _BEYOND_LUCK = 1.5, 3  # times what luck gives: part may be, part is genuine
_ONE_DIGIT = 0.1  # of random numbers pass a check digit
_RARE, _RARE_WEAK = 0.05, 0.1  # of the cells with content; of what half of all numbers pass
_SURE = 0.75  # of a check digit and tables together
_SURE_OF_OWN = 0.8
_TELLING = 0.5  # score from which a single cell speaks for itself
_STRONG_HEADER, _WEAK_HEADER = 0.6, 0.85  # share of cells that must have the shape
_NEARLY_ALL = 0.9
_LOOKS_ALIKE = 0.3  # of words and lines of other kinds begin as a name, or read as an address
_SERIES = 20  # distinct numbers without a check digit that speak for themselves
_PART = 0.3  # of the cells, where the rest is something else: firms among customers


@dataclass(frozen=True)
class Column:
    """One entity in one column: what was seen, and what the column's name says."""

    evidence: Evidence
    check: Check
    cells: int  # with content
    has_name: bool
    hit: HeaderHit | None  # the name announces the entity
    negative: str | None  # the name says: a number of a thing
    near: str = ""  # the word in the file's or the table's name that announces the entity
    against: str = ""  # the word there that says: numbers of things

    @property
    def header(self) -> str:
        """Return "strong", "weak" or ""."""
        return self.hit.strength if self.hit else ""

    @property
    def is_open(self) -> bool:
        """Whether no name tells, so that the cells must tell by themselves."""
        return self.check.chance is None and not (self.hit or self.evidence.facts[OWN])

    @property
    def is_by_name(self) -> bool:
        """Whether the name is all that tells: a mere form under it proves nothing."""
        if self.check.chance is None:
            return True
        is_mere_form = self.check.chance >= 1 and not self.check.is_plain_to_see
        return is_mere_form and self.header == "strong" and self.evidence.score < _SURE

    @cached_property
    def passed(self) -> int:
        """Return how many distinct whole cells pass."""
        return len(self.evidence.union(Bucket.WHOLE_VALID))

    @cached_property
    def tried(self) -> int:
        """Return how many distinct whole cells have the shape."""
        return self.evidence.distinct(Bucket.WHOLE_VALID, Bucket.WHOLE_FAILED)

    @property
    def elsewhere(self) -> int:
        """Return how many more cells have the shape, but are proved to be another entity."""
        return self.evidence.facts[ELSEWHERE]

    @property
    def blank(self) -> int:
        """Return how many cells say that there is no value."""
        return self.evidence.facts[BLANK]

    @property
    def telling(self) -> int:
        """Return how many cells say something."""
        return self.cells - self.blank

    @property
    def is_of_another(self) -> bool:
        """Whether luck explains what passes, once another entity's cells are counted too."""
        tried = self.tried + self.elsewhere
        is_doubtful = self.elsewhere > 0 and self.header != "strong"
        return is_doubtful and not self.check.beats_luck(self.passed, tried)

    @property
    def is_rare(self) -> bool:
        """Whether hardly any cell of a column without a word on it has the shape.

        A single long number that begins as cards do and passes, among hundreds of others
        that do not begin so, is luck; a resident ID has more to it, and a better score.
        """
        rare = _RARE if self.check.is_strong or self.tried >= FEW else _RARE_WEAK
        if self.hit or self.shaped >= rare * self.cells:
            return False
        speaks = self.check.is_plain_to_see or self.evidence.score >= _SURE
        return not self.check.is_strong or (self.tried < FEW and not speaks)

    @property
    def speaks(self) -> bool:
        """Whether a single cell tells by itself."""
        return self.evidence.score >= _TELLING and not self.against

    @property
    def doubt(self) -> str:
        """Return the message of why addresses are none, or nobody's; "" if they may be.

        A column without a word on it counts from small numbers as versions do; of addresses
        that are given out, one in twelve begins below 20.  Others mean something within one
        network only.
        """
        nearly_all = _NEARLY_ALL * self.evidence.count(Bucket.WHOLE_VALID)
        if not (self.hit or self.near) and self.evidence.facts[SMALL_FIRST] >= nearly_all > 0:
            return "classify.version"
        return "classify.local" if self.evidence.facts[LOCAL] >= nearly_all > 0 else ""

    @property
    def is_usual_series(self) -> bool:
        """Whether nearly all cells of a column without a name are as people's numbers are."""
        usual = self.evidence.facts[USUAL_SERIES] >= _NEARLY_ALL * self.cells
        return usual and not self.has_name and self.passed >= _SERIES

    @property
    def shaped(self) -> int:
        """Return how many whole cells have the shape."""
        return self.evidence.count(Bucket.WHOLE_VALID, Bucket.WHOLE_FAILED)


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
    if passed < MOST * tried:
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


def judge_attribute(column: Column) -> tuple[Verdict, tuple[Note, ...]]:
    """Judge a column that its name announces, by the share of cells with the right shape."""
    shaped = column.evidence.count(Bucket.WHOLE_VALID)
    share = min(1.0, shaped / max(1, column.telling))
    numbers = Note.of("classify.shaped", shaped=shaped, cells=column.telling, share=share)
    blank = (Note.of("classify.blank", blank=column.blank),) if column.blank else ()
    why = (numbers, *blank, header_note(column))
    needed = needed_share(column)
    if column.is_open and share >= _NEARLY_ALL:
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


def judge_own(column: Column) -> tuple[Verdict, tuple[Note, ...]]:
    """Judge what a recognizer of the user's found by its score: nobody here knows better."""
    evidence = column.evidence
    strong = evidence.count(Bucket.WHOLE_VALID, Bucket.INLINE_STRONG)
    if not strong:
        weak = evidence.count(Bucket.INLINE_WEAK)
        note = Note.of("classify.own_weak", count=weak, score=evidence.score)
        return Verdict.POSSIBLE, (note,)
    verdict = Verdict.CONFIRMED if evidence.score >= _SURE_OF_OWN else Verdict.PROBABLE
    note = Note.of("classify.own", count=strong, cells=column.cells, score=evidence.score)
    return verdict, (note, *repeated(evidence))


def _by_themselves(column: Column, why: tuple[Note, ...]) -> tuple[Verdict, tuple[Note, ...]]:
    """Judge cells that nearly all look like names, or addresses, in a column without a name."""
    if column.check.is_listed:
        note = Note.of("classify.listed", distinct=column.passed)
        is_list = column.passed > 1 and column.evidence.count(Bucket.WHOLE_VALID) >= FEW
        return Verdict.PROBABLE if is_list else Verdict.POSSIBLE, (*why, note)
    passed, odds = column.passed, log_tail(column.passed, column.tried, _LOOKS_ALIKE)
    note = Note.of("classify.themselves", distinct=passed, odds=odds_in_words(odds))
    # A few words that come again and again are brands, plants, places as well.
    is_list = passed < _SERIES and passed < HALF * column.telling
    return Verdict.PROBABLE if odds <= SURE and not is_list else Verdict.POSSIBLE, (*why, note)


def needed_share(column: Column) -> float:
    """Return which share of the cells must have the shape that the name announces."""
    return _STRONG_HEADER if column.header == "strong" else _WEAK_HEADER


def repeated(evidence: Evidence) -> tuple[Note, ...]:
    """Say so where one and the same value fills a column."""
    buckets = (Bucket.WHOLE_VALID, Bucket.INLINE_STRONG)
    count = evidence.count(*buckets)
    sets = [evidence.keys[bucket] for bucket in buckets if bucket in evidence.keys]
    if count < FEW or any(len(keys) > 1 for keys in sets) or evidence.distinct(*buckets) > 1:
        return ()
    return (Note.of("classify.repeated", count=count),)


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
    mixed = verdict is Verdict.PROBABLE and passed < MOST * tried
    return (*((Note.of("classify.mixed"),) if mixed else ()), *repeated(column.evidence))
