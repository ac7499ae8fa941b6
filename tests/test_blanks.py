"""Cells that say there is no value: they neither prove nor disprove what a column holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import measure
from recognizers.attributes import shapes
from scanner import classify, detect
from scanner.chunks import TableChunk
from scanner.classify import policy
from scanner.detect.cells import of_array
from scanner.detect.finder import finder
from scanner.detect.reference import reference
from scanner.evidence import BLANK, FileEvidence
from scanner.model import Tally, Verdict

if TYPE_CHECKING:
    from random import Random

    from scanner.detect.matches import Findings

POLICY = policy.load(policy.shipped("cn45574"), "cn45574")
NOTHING = sorted(shapes.NOTHING | shapes.NO | {"\\N", "保密"})
ANNOUNCED = {
    "姓名": ["王小明", "李雷", "欧阳修文"],
    "性别": ["男", "女"],
    "出生日期": ["1980-01-02", "1975-12-31"],
    "家庭住址": ["广东省深圳市南山区科技园路8号3栋2单元501室"],
    "学历": ["本科", "大专"],
    "工资": ["12000.00", "8500"],
    "QQ号": ["1234567890", "987654321"],
}
OTHERS = ["X-1", "见附件", "二号线", "77"]
names = st.sampled_from(sorted(ANNOUNCED))


def tallies(name: str, cells: list[str]) -> dict[str, Tally]:
    evidence, detector = FileEvidence(), detect.Detector(measure.plan())
    piece = pa.array(cells, pa.string())
    detector.examine(TableChunk("", (name,), (piece,), 1), evidence)
    return {one.entity: one for one in classify.judge(POLICY, evidence).tallies}


def blanks(findings: Findings) -> dict[str, int]:
    return {match.entity: match.blank for match in findings.matches if match.blank}


@settings(max_examples=60)
@given(names, st.lists(st.sampled_from(NOTHING), max_size=40), st.randoms(use_true_random=False))
def test_what_says_nothing_changes_no_verdict(name: str, empty: list[str], dice: Random) -> None:
    cells = ANNOUNCED[name] + dice.choices(OTHERS, k=dice.randrange(3))
    before = tallies(name, cells)
    cells += empty
    dice.shuffle(cells)
    after = tallies(name, cells)

    for entity, one in before.items():
        if one.verdict is Verdict.CONFIRMED:
            assert after[entity].verdict is Verdict.CONFIRMED
            assert after[entity].count >= one.count


@pytest.mark.parametrize("name", ANNOUNCED)
def test_a_few_values_among_many_blanks_are_found_and_counted(name: str) -> None:
    values = ANNOUNCED[name]
    found = tallies(name, [*values, *["N/A", "无数据", "-", "\\N"] * 25])

    best = max(found.values(), key=lambda one: one.count)
    assert best.verdict is Verdict.CONFIRMED
    assert (best.count, best.non_null) == (len(values), len(values) + 100)
    assert "classify.blank" in [note.key for note in best.why]


@pytest.mark.parametrize(("name", "word"), [("宗教信仰", "无"), ("工资", "0"), ("党员", "否")])
def test_a_word_that_means_something_under_a_name_is_a_value(name: str, word: str) -> None:
    evidence, detector = FileEvidence(), detect.Detector(measure.plan())
    detector.examine(TableChunk("", (name,), (pa.array([word, "-"]),), 1), evidence)

    said = [one for one in evidence.fields["", name].entities.values() if one.counts]
    assert said
    assert all(one.facts[BLANK] <= 1 for one in said)


def test_other_words_still_speak_against_a_name() -> None:
    found = tallies("姓名", ["王小明", *["主轴轴承", "X-1", "8号"] * 10, *["N/A"] * 30])
    assert all(not one.verdict.counts for one in found.values())


@settings(max_examples=60)
@given(
    names, st.lists(st.sampled_from([*NOTHING, *OTHERS, "王小明", " 无 ", "", "男"]), max_size=30)
)
def test_presidio_counts_the_same_blanks(name: str, texts: list[str]) -> None:
    cells = of_array(pa.array(texts, pa.string()))
    assert blanks(finder("zh").find(cells, name)) == blanks(reference("zh").find(cells, name))
