"""Columns without a name, or with one that only counts: names and addresses tell themselves."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import measure
from recognizers import headers, tables
from recognizers.attributes.person_name_zh import PersonNameZhRecognizer
from scanner import classify, detect
from scanner.chunks import TableChunk
from scanner.classify import policy
from scanner.detect.cells import of_array
from scanner.detect.finder import finder
from scanner.detect.reference import reference
from scanner.evidence import FileEvidence
from scanner.model import Tally, Verdict

if TYPE_CHECKING:
    from scanner.detect.matches import Findings

POLICY = policy.load(policy.shipped("cn45574"), "cn45574")
SURNAMES = [row["surname"] for row in tables.rows("surnames")][:100]
GIVEN = "伟芳秀英娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂华玉兰红建国文辉志鹏飞宇浩"
WORDS = "保温杯 连衣裙 电饭煲 洗衣液 运动鞋 高血压 方便面 财务部 技术部 深圳市 螺丝刀".split()
COUNTED = ("", "col_3", "column 1", "Unnamed: 0", "_c0", "列1", "字段12", "F4", "V7")
seeds = st.integers(0, 2**32)


def person(dice: Random) -> str:
    return dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=dice.choice([1, 2, 2])))


def address(dice: Random) -> str:
    city = dice.choice(["广东省深圳市南山区", "河北省石家庄市赞皇县", "成都市武侯区"])
    house, block, room = (dice.randrange(1, 999) for _ in range(3))
    return f"{city}人民路{house}号{block}栋{room}室"


def tallies(name: str, cells: list[str]) -> dict[str, Tally]:
    evidence, detector = FileEvidence(), detect.Detector(measure.plan())
    piece = pa.array(cells, pa.string())
    chunk = TableChunk("", (name or "column 1",), (piece,), 1, has_header=bool(name))
    detector.examine(chunk, evidence)
    return {one.entity: one for one in classify.judge(POLICY, evidence).tallies}


@settings(max_examples=40)
@given(st.sampled_from(COUNTED), seeds, st.integers(8, 60), st.integers(0, 30))
def test_names_are_found_though_nothing_announces_them(
    name: str, seed: int, count: int, empty: int
) -> None:
    dice = Random(seed)
    drawn = {person(dice) for _ in range(3 * count)}
    people = sorted(filter(PersonNameZhRecognizer().fits, drawn))[:count]  # 高明 is a word as well
    found = tallies(name, people + ["无"] * empty)["PERSON_NAME_ZH"]

    assert found.verdict is Verdict.PROBABLE
    assert found.distinct == len(people)


@pytest.mark.parametrize("name", COUNTED)
def test_addresses_are_found_though_nothing_announces_them(name: str) -> None:
    dice = Random(name)
    found = tallies(name, [address(dice) for _ in range(20)])
    assert found["CN_ADDRESS_FULL"].verdict is Verdict.PROBABLE


@settings(max_examples=40)
@given(st.sampled_from(COUNTED), seeds, st.integers(0, 8), st.integers(1, 40))
def test_words_of_other_kinds_are_no_names(name: str, seed: int, people: int, words: int) -> None:
    dice = Random(seed)
    cells = [person(dice) for _ in range(people)] + dice.choices(WORDS, k=people + words)
    assert not tallies(name, cells)


LISTED = {
    "ETHNICITY": ("汉族", "回族", "维吾尔族"),
    "POLITICAL": ("群众", "中共党员", "共青团员"),
    "MARITAL": ("已婚", "未婚", "离异"),
}


@pytest.mark.parametrize("entity", LISTED)
@pytest.mark.parametrize("name", ["", "col_3"])
def test_words_of_a_list_that_name_nothing_else_are_found(entity: str, name: str) -> None:
    cells = [*LISTED[entity] * 4, "无"]
    found = tallies(name, cells)[entity]

    assert (found.verdict, found.count, found.distinct) == (Verdict.PROBABLE, 12, 3)


@pytest.mark.parametrize(
    "cells",
    [
        ["群众"] * 30,  # one word proves nothing
        ["群众", "中共党员"] * 4,  # nor do few cells
        ["汉", "回", "满"] * 10,
        ["01", "02", "05"] * 10,
        ["是", "否"] * 20,
        ["群众", "商户", "企业"] * 10,
    ],
)
def test_words_and_codes_that_name_other_things_too_prove_nothing(cells: list[str]) -> None:
    assert not tallies("", cells)


def test_passports_tell_themselves_in_a_column_without_a_name() -> None:
    dice = Random(1)
    passports = [f"{dice.choice('EG')}{dice.randrange(10**8):08}" for _ in range(40)]
    serial = [f"E{row:08}" for row in range(40)]

    assert tallies("", passports)["CN_PASSPORT"].verdict is Verdict.PROBABLE
    assert not counted(tallies("", passports[:19]))
    assert not counted(tallies("", serial))
    assert not counted(tallies("", [f"S{each[1:]}" for each in passports]))
    assert not counted(tallies("val", passports))


def counted(found: dict[str, Tally]) -> list[str]:
    return [entity for entity, one in found.items() if one.verdict.counts]


def test_addresses_within_a_network_are_nobodys_whatever_the_name() -> None:
    inside = [f"192.168.{row}.7" for row in range(30)]
    outside = [f"203.0.{row}.7" for row in range(30)]

    assert tallies("login_ip", outside)["IP_ADDRESS"].verdict is Verdict.CONFIRMED
    assert tallies("login_ip", [*inside, *outside])["IP_ADDRESS"].verdict is Verdict.CONFIRMED
    assert tallies("login_ip", inside)["IP_ADDRESS"].verdict is Verdict.POSSIBLE


@settings(max_examples=20)
@given(seeds, st.integers(1, 7))
def test_a_few_words_that_look_like_names_prove_nothing(seed: int, count: int) -> None:
    dice = Random(seed)
    assert not tallies("", [person(dice) for _ in range(count)])


@pytest.mark.parametrize("name", ["商品", "remark", "col", "x1", "电话2", "第1列说明"])
def test_a_name_that_says_something_else_speaks_against_them(name: str) -> None:
    dice = Random(name)
    assert "PERSON_NAME_ZH" not in tallies(name, [person(dice) for _ in range(40)])


@settings(max_examples=40)
@given(st.sampled_from([headers.UNNAMED, "col_3"]), seeds)
def test_presidio_finds_the_same(name: str, seed: int) -> None:
    dice = Random(seed)
    others = [
        *WORDS,
        *(word for words in LISTED.values() for word in words),
        "无",
        "汉",
        "01",
        "3-2-501",
        "12 Main Street",
    ]
    texts = [dice.choice([person(dice), address(dice), dice.choice(others)]) for _ in range(20)]
    cells = of_array(pa.array(texts, pa.string()))
    ours, theirs = (engine("zh").find(cells, name) for engine in (finder, reference))
    assert gist(ours) == gist(theirs)
    assert gist(ours)


def gist(found: Findings) -> list[tuple[object, ...]]:
    return sorted(
        (match.entity, *row)
        for match in found.matches
        for row in zip(
            match.cells.tolist(), match.valid.tolist(), match.scores.tolist(), strict=True
        )
    )
