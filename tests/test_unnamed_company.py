"""Columns without a name that tell only beside others that tell of somebody."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pyarrow as pa
import pytest

from bench import measure
from scanner import classify, detect
from scanner.chunks import TableChunk
from scanner.classify import policy
from scanner.evidence import FileEvidence
from scanner.model import Verdict

POLICY = policy.load(policy.shipped("cn45574"), "cn45574")
ENGLISH = ["James Wright", "Mary T. Brown", "Zoltan Kovacs", "Karen Young", "Paul Scott"]
CHINESE = ["王小明", "李雷", "欧阳修文", "张建国", "陈静"]
PLACES = ["Virginia Beach", "Salt Lake", "New York", "Los Angeles", "Long Beach"]
ADDRESSES = [f"广东省深圳市南山区人民路{number}号3栋402室" for number in range(1, 6)]


def days(first: int, last: int, form: str, count: int = 5) -> list[str]:
    dice, start = Random(form), date(first, 1, 1)
    span = (date(last, 1, 1) - start).days
    return [f"{start + timedelta(dice.randrange(span)):{form}}" for _ in range(count)]


def judged(*columns: list[str]) -> dict[str, tuple[Verdict, int]]:
    evidence, detector = FileEvidence(), detect.Detector(measure.plan())
    names = tuple(f"column {number}" for number in range(1, len(columns) + 1))
    pieces = tuple(map(pa.array, columns))
    detector.examine(TableChunk("", names, pieces, 1, has_header=False), evidence)
    return {
        f"{one.field} {one.entity}": (one.verdict, one.count)
        for one in classify.judge(POLICY, evidence).tallies
        if one.verdict.counts
    }


MOBILES = [f"13{row}{row * 7919 + 1234567:08}"[:11] for row in range(1, 6)]


@pytest.mark.parametrize(
    ("cells", "entity"),
    [
        (CHINESE, "PERSON_NAME_ZH"),
        (ENGLISH, "PERSON"),
        (ADDRESSES, "CN_ADDRESS_FULL"),
        *((days(1950, 2005, form), "DOB") for form in ("%Y-%m-%d", "%Y%m%d", "%Y年%m月%d日")),
        *((days(1950, 2005, form), "DOB") for form in ("%m/%d/%Y", "%Y-%m-%d 00:00:00")),
    ],
)
def test_few_rows_tell_beside_telephones_and_say_nothing_alone(
    cells: list[str], entity: str
) -> None:
    found = judged(MOBILES, cells)

    assert found[f"column 2 {entity}"] == (Verdict.PROBABLE, 5)
    assert judged(cells) == judged(cells, [f"{row}" for row in range(5)]) == {}


@pytest.mark.parametrize("cells", [PLACES, days(2012, 2026, "%Y-%m-%d", 60), ["2019-01-02"] * 5])
def test_places_and_dates_of_business_are_nobodys(cells: list[str]) -> None:
    mobiles = [f"13{row % 10}{row * 7919 + 1234567:08}"[:11] for row in range(len(cells))]
    assert [key for key in judged(mobiles, cells) if key.startswith("column 2")] == []


def test_many_english_names_tell_by_themselves() -> None:
    last = [f"{name}{end}" for name in ENGLISH for end in ("son", "ley", "ford", "ham")]
    assert judged(last) == {"column 1 PERSON": (Verdict.PROBABLE, 20)}
    assert judged([f"{place} {row}" for row in "ABCD" for place in PLACES]) == {}
    assert judged(days(1950, 2005, "%Y-%m-%d", 300)) == {}


def test_a_label_beside_the_value_tells_without_company() -> None:
    labelled = [f"姓名：{name}" for name in CHINESE[:3]]
    assert judged(labelled) == {"column 1 PERSON_NAME_ZH": (Verdict.CONFIRMED, 3)}
