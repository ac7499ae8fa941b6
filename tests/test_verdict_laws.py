"""What holds for every verdict, whatever the numbers."""

from __future__ import annotations

import re
from math import comb, exp
from random import Random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import measure
from sample_data import numbers
from scanner import classify, detect
from scanner.chunks import TableChunk
from scanner.classify import policy
from scanner.classify.chance import log_tail, odds_in_words
from scanner.evidence import FileEvidence
from scanner.messages import LANGUAGES, say
from scanner.model import Tally, Verdict
from tests.made_evidence import column, file, seen

POLICY = policy.load(policy.shipped("cn45574"), "cn45574")
NAMES = ("身份证号", "订单号", "x", "证件号码", "")
ENTITIES = ("CN_RESIDENT_ID", "CN_BANK_CARD", "CN_USCC", "CN_MOBILE", "CREDIT_CARD")
counts = st.integers(0, 400)


def judged(name: str, entity: str, passed: int, failed: int) -> Tally | None:
    """Judge a column in which so many distinct values of a shape pass and fail."""
    evidence = seen(0.6, whole_valid=passed, whole_failed=failed)
    field = column(passed + failed, has_header=bool(name), **{entity: evidence})
    found = classify.judge(POLICY, file((name, field))).tallies
    return next((one for one in found if one.entity == entity), None)


@given(st.sampled_from(NAMES), st.sampled_from(ENTITIES), counts, counts, st.integers(2, 20))
def test_more_of_the_same_never_turns_confirmed_into_rejected(
    name: str, entity: str, passed: int, failed: int, times: int
) -> None:
    before = judged(name, entity, passed, failed)
    after = judged(name, entity, passed * times, failed * times)

    if before and before.verdict is Verdict.CONFIRMED:
        assert after
        assert after.verdict is not Verdict.REJECTED


@given(st.sampled_from(NAMES), st.sampled_from(ENTITIES), counts, counts)
def test_a_verdict_states_its_numbers(name: str, entity: str, passed: int, failed: int) -> None:
    tally = judged(name, entity, passed, failed)
    if tally is None or not passed:
        return
    for language in LANGUAGES:
        told = "; ".join(say(note, language) for note in tally.why)
        figures = re.findall(r"\d[\d,]*", told)
        assert f"{passed:,}" in figures
        assert f"{passed + failed:,}" in figures


def cells_of(dice: Random, kinds: list[str]) -> list[str]:
    """Return made-up numbers, some with a check digit and some without."""
    areas = ("110105", "310101", "440305")

    def made(kind: str) -> str:
        match kind:
            case "id":
                born = f"19{dice.randrange(50, 99)}0612"
                return numbers.resident_id(dice.choice(areas), born, dice.randrange(1000))
            case "order":
                return f"{dice.choice(areas)}20240612{dice.randrange(10_000):04}"
            case "card":
                return numbers.card(f"622202{dice.randrange(10**12):012}")
            case "phone":
                return f"138{dice.randrange(10**8):08}"
            case _:
                return kind and f"联系电话138{dice.randrange(10**8):08}，勿扰"

    return [made(kind) for kind in kinds]


def tallies(name: str, cells: list[str], size: int) -> list[tuple[object, ...]]:
    """Judge a column read in pieces; what depends on the order of rows is left out."""
    plan = measure.plan()
    evidence, detector = FileEvidence(), detect.Detector(plan)
    for start in range(0, len(cells), size):
        piece = pa.array(cells[start : start + size], pa.string())
        detector.examine(TableChunk("", (name,), (piece,), start + 1), evidence)
    found = classify.judge(POLICY, evidence).tallies
    return [(one.entity, one.count, one.distinct, one.verdict, one.why) for one in found]


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(["id", "order", "card", "phone", "text", ""]), min_size=1, max_size=40
    ),
    st.sampled_from(NAMES[:4]),
    st.integers(1, 50),
    st.randoms(use_true_random=False),
)
def test_neither_the_order_of_rows_nor_the_size_of_pieces_changes_a_verdict(
    kinds: list[str], name: str, size: int, dice: Random
) -> None:
    cells = cells_of(Random(7), kinds)
    mixed = list(cells)
    dice.shuffle(mixed)

    assert tallies(name, mixed, size) == tallies(name, cells, len(cells))


@given(st.integers(1, 60), st.data(), st.sampled_from([1 / 11, 0.1, 1 / 31, 0.53]))
def test_luck_is_the_exact_binomial_tail(tried: int, data: st.DataObject, chance: float) -> None:
    passed = data.draw(st.integers(0, tried))
    tail = sum(
        comb(tried, k) * chance**k * (1 - chance) ** (tried - k) for k in range(passed, tried + 1)
    )

    if passed > tried * chance:
        assert exp(log_tail(passed, tried, chance)) == pytest.approx(tail)
    else:
        assert log_tail(passed, tried, chance) == 0.0


def test_luck_is_weighed_as_fast_for_millions() -> None:
    assert log_tail(1_000_000, 10_000_000, 1 / 11) < -4_000
    assert log_tail(909_100, 10_000_000, 1 / 11) == pytest.approx(-0.69, abs=0.02)


@pytest.mark.parametrize(
    ("log_odds", "told"), [(0.0, "≥ 0.5"), (-4_000.0, "< 1e-99"), (-6.9078, "= 0.001")]
)
def test_odds_are_told_in_few_signs(log_odds: float, told: str) -> None:
    assert odds_in_words(log_odds) == told
