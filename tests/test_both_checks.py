"""Numbers of permanent residents that pass the checks of a social credit code as well."""

from __future__ import annotations

import pyarrow as pa
import pytest

import scanner
from bench import measure
from scanner import classify, detect
from scanner.chunks import TableChunk
from scanner.classify import policy
from scanner.evidence import FileEvidence
from scanner.model import Verdict

POLICY = policy.load(policy.shipped("cn45574"), "cn45574")
RESIDENTS = ["932682198501010017", "911124198108030024"]
BOTH = "936276196904270863"
FIRMS = ["91350100M000100Y43", "91110000600037341L"]


def judged(name: str, cells: list[str]) -> dict[str, tuple[Verdict, int]]:
    evidence, detector = FileEvidence(), detect.Detector(measure.plan())
    detector.examine(TableChunk("", (name,), (pa.array(cells),), 1), evidence)
    tallies = classify.judge(POLICY, evidence).tallies
    return {one.entity: (one.verdict, one.count) for one in tallies if one.verdict.counts}


@pytest.mark.parametrize("name", ["永居证号", "pr_card_no"])
def test_it_is_a_resident_among_residents(name: str) -> None:
    assert judged(name, [*RESIDENTS, BOTH]) == {"CN_FOREIGN_PR_ID": (Verdict.CONFIRMED, 3)}


@pytest.mark.parametrize("name", ["信用代码", "号码"])
def test_it_is_a_firm_among_firms(name: str) -> None:
    assert [*judged(name, [*FIRMS, BOTH])] == ["CN_USCC"]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        (f"见 {BOTH}", "CN_USCC"),
        (f"税号 {BOTH}", "CN_USCC"),
        (f"永久居留证 {BOTH}", "CN_FOREIGN_PR_ID"),
    ],
)
def test_words_around_decide_in_a_text(text: str, entity: str) -> None:
    assert [one.entity_type for one in scanner.analyze(text)] == [entity]
