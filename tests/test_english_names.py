"""Names in Latin letters under names of columns that firms and things have as well."""

from __future__ import annotations

import pyarrow as pa
import pytest

from bench import measure
from scanner import classify, detect
from scanner.chunks import TableChunk
from scanner.classify import policy
from scanner.evidence import FileEvidence
from scanner.model import Verdict

POLICY = policy.load(policy.shipped("cn45574"), "cn45574")
PEOPLE = ["James Wright", "Mary T. Brown", "Hill, Linda", "MATTHEW KING", "Karen Young"]
THINGS = ["Virginia Beach", "Salt Lake City", "Toyota Corolla", "Green Tea", "New York"]


def judged(name: str, cells: list[str]) -> Verdict:
    evidence, detector = FileEvidence(), detect.Detector(measure.plan())
    pieces = (pa.array(cells), pa.array([str(row) for row in range(len(cells))]))
    detector.examine(TableChunk("", (name, "amount"), pieces, 1), evidence)
    (found,) = (one for one in classify.judge(POLICY, evidence).tallies if one.field == name)
    assert (found.entity, found.count) == ("PERSON", len(cells))
    return found.verdict


@pytest.mark.parametrize("name", ["name", "customer_name", "Name"])
def test_common_given_names_before_others_are_peoples(name: str) -> None:
    assert judged(name, PEOPLE * 4) is Verdict.CONFIRMED
    assert judged(name, [*PEOPLE[:3], "Zoltan Kovacs"]) is Verdict.CONFIRMED


@pytest.mark.parametrize("cells", [THINGS, ["James", "Mary", "Linda"], PEOPLE[:2], THINGS + PEOPLE])
def test_what_things_may_be_called_too_needs_company(cells: list[str]) -> None:
    assert judged("name", cells) is Verdict.POSSIBLE
