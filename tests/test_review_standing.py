"""Whether a decision still holds, and which of several does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.decision import (
    Choice,
    Decision,
    Doubt,
    FileDecision,
    Reviewed,
    Scope,
    Snapshot,
    Standing,
    State,
)
from scanner.model import EntityTotal, FileRef, FileReport, Level, Outcome, RuleHit
from scanner.review.evidence import changes, snapshot
from scanner.review.standing import OnFile, review, specificity, worst
from tests.report_estate import told

TODAY = "2026-11-25"
SEEN = Snapshot(Outcome.SCANNED, Level.L3, 100, ("CN_MOBILE",), "aa")
snapshots = st.builds(
    Snapshot,
    st.sampled_from(Outcome),
    st.sampled_from(Level),
    st.integers(0, 10**9),
    st.lists(st.sampled_from(["CN_MOBILE", "DOB", "PERSON"]), unique=True).map(
        lambda names: tuple(sorted(names))
    ),
    st.sampled_from(["", "00ff", "aa"]),
)


def made(choice: Choice = Choice.HAND_OVER, seen: Snapshot = SEEN) -> FileDecision:
    return FileDecision(1, Decision(choice, "checked", "Li", "2026-11-24"), seen)


def keys(decided: FileDecision, now: Snapshot, doubt: Doubt = Doubt.NONE) -> list[str]:
    return [note.key.rpartition(".")[2] for note in changes(decided, now, doubt)]


@given(snapshots)
def test_a_snapshot_survives_its_cell(seen: Snapshot) -> None:
    assert Snapshot.from_text(seen.as_text()) == seen


@pytest.mark.parametrize("text", ["", "||||", "scanned|L9|1||", "scanned|L1|x||", "a|b", "x" * 99])
def test_what_is_no_snapshot_is_none(text: str) -> None:
    assert Snapshot.from_text(text) is None


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (replace(SEEN, content="bb"), []),
        (replace(SEEN, level=Level.L4), ["level"]),
        (replace(SEEN, entities=("CN_MOBILE", "DOB")), ["entity"]),
        (replace(SEEN, people=109), []),
        (replace(SEEN, people=110), ["people"]),
        (replace(SEEN, level=Level.L1, people=0, entities=()), []),
        (replace(SEEN, outcome=Outcome.ENCRYPTED, content=""), ["unread"]),
        (replace(SEEN, outcome=Outcome.PARTIAL), ["unread"]),
    ],
)
def test_more_evidence_asks_for_another_look_and_other_bytes_do_not(
    now: Snapshot, expected: list[str]
) -> None:
    assert keys(made(), now) == expected


def test_a_file_that_was_never_read_is_decided_on_its_bytes() -> None:
    seen = Snapshot(Outcome.UNSUPPORTED, Level.L1, content="aa")

    assert keys(made(seen=seen), seen) == []
    assert keys(made(seen=seen), replace(seen, content="bb")) == ["unread_content"]


def test_what_was_to_be_encrypted_may_become_so() -> None:
    now = replace(SEEN, outcome=Outcome.ENCRYPTED, level=Level.L1, people=0, entities=())

    assert keys(made(Choice.ENCRYPT), now) == []


@given(snapshots)
def test_equal_evidence_never_asks_for_another_look(seen: Snapshot) -> None:
    assert changes(made(seen=seen), seen) == ()


@given(snapshots, snapshots, snapshots)
def test_who_was_content_with_more_is_content_with_less(
    one: Snapshot, two: Snapshot, now: Snapshot
) -> None:
    both = replace(worst([one, two]), outcome=now.outcome, content=now.content)
    alone = replace(one, outcome=now.outcome, content=now.content)

    assert set(keys(made(seen=both), now)) <= set(keys(made(seen=alone), now))


def report(path: bytes, level: Level = Level.L2, rule: str = "base") -> FileReport:
    hit = RuleHit(rule, level, "", told("because"))
    entities = (("CN_MOBILE", EntityTotal(3, 2)),)
    file = FileRef(b"/share", path, 10, mode=0o100644)
    return FileReport(file, Outcome.SCANNED, level=level, hits=(hit,), entities=entities)


def standing(scope: Scope, text: str, choice: Choice, number: int, until: str = "") -> Standing:
    return Standing(number, scope, text, Decision(choice), until)


def decided(path: bytes, *standings: Standing, level: Level = Level.L2) -> Reviewed:
    file = report(path, level, "K3")
    ordered = sorted(standings, key=specificity, reverse=True)
    return review(file, snapshot(file, 2, "aa"), None, ordered, TODAY)


HR = standing(Scope.FOLDER, "HR/", Choice.HOLD, 1)
PAY = standing(Scope.FOLDER, "HR/pay", Choice.REMOVE, 2)
TMP = standing(Scope.PATTERN, "*.tmp", Choice.REMOVE, 3)
ALL = standing(Scope.FOLDER, ".", Choice.HAND_OVER, 4)
K3 = standing(Scope.RULE, "K3", Choice.MASK, 5)
L4 = standing(Scope.LEVEL, "L4", Choice.ENCRYPT, 6)


@pytest.mark.parametrize(
    ("path", "standings", "expected"),
    [
        (b"HR/a.csv", (ALL, HR, PAY), Choice.HOLD),
        (b"HR/pay/a.csv", (ALL, HR, PAY), Choice.REMOVE),
        (b"HR2/a.csv", (HR, PAY), None),
        (b"HR", (HR,), Choice.HOLD),
        (b"HR/a.tmp", (HR, TMP), Choice.HOLD),
        (b"x/a.tmp", (HR, TMP, K3), Choice.REMOVE),
        (b"x/a.csv", (K3, L4), Choice.MASK),
        (b"x/a.csv", (HR, HR), None),
        (b"HR/a.csv", (HR, standing(Scope.FOLDER, "HR", Choice.MASK, 9)), Choice.MASK),
        (b"HR/\xff.csv", (standing(Scope.FOLDER, "/share/HR", Choice.HOLD, 7),), Choice.HOLD),
    ],
)
def test_the_most_specific_decision_wins_and_of_equals_the_latest(
    path: bytes, standings: tuple[Standing, ...], expected: Choice | None
) -> None:
    assert decided(path, *standings).holds == expected


def test_the_decision_on_the_file_itself_goes_before_any_other() -> None:
    file = report(b"HR/a.csv")
    own = OnFile(made(Choice.MASK, snapshot(file, 2, "aa")), Doubt.NONE)
    result = review(file, snapshot(file, 2, "aa"), own, [HR], TODAY)

    assert result.holds is Choice.MASK
    assert result.source is not None
    assert result.source.key == "review.source.file"


def test_an_expired_decision_needs_another_look_and_uncovers_the_wider_one() -> None:
    expired = replace(HR, until="2026-11-24")

    assert decided(b"HR/a.csv", replace(HR, until=TODAY)).holds is Choice.HOLD
    assert decided(b"HR/a.csv", expired).state is State.REVIEW
    assert decided(b"HR/a.csv", expired, ALL).holds is Choice.HAND_OVER


def test_a_folder_is_let_go_only_as_far_as_its_reviewer_knew_it() -> None:
    seen = Snapshot(Outcome.SCANNED, Level.L2, 5, ("CN_MOBILE",))

    assert decided(b"x/a.csv", replace(ALL, seen=seen)).holds is Choice.HAND_OVER
    assert decided(b"x/a.csv", replace(ALL, seen=seen), level=Level.L4).state is State.REVIEW
    assert decided(b"HR/a.csv", replace(HR, seen=seen), level=Level.L4).holds is Choice.HOLD


def test_what_nobody_decided_is_undecided() -> None:
    assert decided(b"x/a.csv") == Reviewed()
