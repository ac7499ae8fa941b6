"""What stands in the way of a handover."""

from __future__ import annotations

import stat
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.decision import Choice, Decision, Reviewed, State
from scanner.model import FileRef, FileReport, Level, Note, Outcome
from scanner.review.gate import Terms, Why, obstacles

NONE = Reviewed()
AGAIN = Reviewed(State.REVIEW, Decision(Choice.HAND_OVER), None, (Note.of("x"),))


def decided(choice: Choice) -> Reviewed:
    return Reviewed(State.DECIDED, Decision(choice))


def file(
    level: Level = Level.L1, outcome: Outcome = Outcome.SCANNED, mode: int = stat.S_IFREG
) -> FileReport:
    return FileReport(FileRef(b"/share", b"a.csv", 10, mode=mode), outcome, level=level)


def whys(report: FileReport, reviewed: Reviewed, **terms: Any) -> list[Why]:
    return [one.why for one in obstacles(Terms(**terms), [(report, reviewed)])]


@pytest.mark.parametrize(
    ("report", "reviewed", "expected"),
    [
        (file(), NONE, []),
        (file(Level.L2), NONE, []),
        (file(Level.L3), NONE, [Why.UNDECIDED]),
        (file(Level.L3), AGAIN, [Why.REVIEW]),
        (file(Level.L2), AGAIN, []),
        (file(Level.L3), decided(Choice.HAND_OVER), []),
        (file(Level.L3), decided(Choice.MASK), []),
        (file(Level.L4), decided(Choice.HAND_OVER), [Why.TOO_HIGH]),
        (file(Level.L4), decided(Choice.MASK), [Why.TOO_HIGH]),
        (file(Level.L1), decided(Choice.REMOVE), [Why.WITHHELD]),
        (file(Level.L5), decided(Choice.HOLD), [Why.WITHHELD]),
        (file(outcome=Outcome.UNSUPPORTED), NONE, [Why.UNREAD]),
        (file(outcome=Outcome.EXCLUDED), NONE, [Why.UNREAD]),
        (file(Level.L1, Outcome.PARTIAL), NONE, [Why.UNREAD]),
        (file(Level.L4, Outcome.PARTIAL), NONE, [Why.TOO_HIGH]),
        (file(outcome=Outcome.UNSUPPORTED), decided(Choice.HAND_OVER), []),
        (file(outcome=Outcome.ENCRYPTED), decided(Choice.ENCRYPT), []),
        (file(outcome=Outcome.ENCRYPTED), decided(Choice.MASK), [Why.UNREAD]),
        (file(outcome=Outcome.UNSUPPORTED), AGAIN, [Why.REVIEW]),
        (file(outcome=Outcome.EXCLUDED, mode=stat.S_IFLNK), NONE, []),
        (file(outcome=Outcome.EXCLUDED, mode=stat.S_IFIFO), NONE, []),
        (file(outcome=Outcome.UNREADABLE, mode=stat.S_IFDIR), NONE, [Why.UNREAD]),
    ],
)
def test_a_file_stands_in_the_way(
    report: FileReport, reviewed: Reviewed, expected: list[Why]
) -> None:
    assert whys(report, reviewed) == expected


def test_terms_can_be_wider_and_narrower() -> None:
    assert whys(file(Level.L4), decided(Choice.HAND_OVER), max_level=Level.L4) == []
    assert whys(file(Level.L2), NONE, require_decision=Level.L2) == [Why.UNDECIDED]
    assert whys(file(outcome=Outcome.FAILED), NONE, allow_unread=1) == []


def test_when_too_many_are_unread_all_of_them_are_listed() -> None:
    unread = [(file(outcome=Outcome.FAILED), NONE)] * 3

    assert len(obstacles(Terms(allow_unread=2), unread)) == 3
    assert obstacles(Terms(allow_unread=3), unread) == []


levels = st.sampled_from(Level)
choices = st.sampled_from([NONE, AGAIN, *map(decided, Choice)])
files = st.lists(st.tuples(st.builds(file, levels, st.sampled_from(Outcome)), choices), max_size=12)


@given(files, levels, levels, st.integers(0, 12))
def test_narrower_terms_never_let_more_pass(
    found: list[tuple[FileReport, Reviewed]], one: Level, two: Level, unread: int
) -> None:
    low, high = sorted((one, two))
    wide = obstacles(Terms(high, high, unread + 1), found)
    narrow = obstacles(Terms(low, low, unread), found)

    assert len(wide) <= len(narrow)


@given(files)
def test_the_heaviest_come_first(found: list[tuple[FileReport, Reviewed]]) -> None:
    graded = [one.level for one in obstacles(Terms(), found) if one.level]

    assert graded == sorted(graded, reverse=True)


@given(files)
def test_nothing_above_the_level_ever_passes(found: list[tuple[FileReport, Reviewed]]) -> None:
    read = (Outcome.SCANNED, Outcome.PARTIAL)
    high = [report for report, _ in found if report.outcome in read and report.level > Level.L3]

    assert len(obstacles(Terms(), found)) >= len(high)


def test_an_unread_file_counts_whatever_else_is_wrong_with_it() -> None:
    undecided = [(file(Level.L4, Outcome.PARTIAL), NONE)] * 2
    masked = [(file(Level.L1, Outcome.PARTIAL), decided(Choice.MASK))]

    whys = [one.why for one in obstacles(Terms(Level.L5, Level.L3, 2), undecided + masked)]

    assert whys == [Why.UNDECIDED, Why.UNDECIDED, Why.UNREAD]
