"""Values with what spreadsheets and exports put around them count as without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import measure
from recognizers.bare import AFTER, BEFORE, bare
from scanner import classify, detect
from scanner.chunks import TableChunk
from scanner.classify import policy
from scanner.detect.bare import is_decorated, trimmed
from scanner.detect.cells import of_array
from scanner.detect.finder import finder
from scanner.detect.reference import reference
from scanner.evidence import FileEvidence

if TYPE_CHECKING:
    from scanner.detect.matches import Findings
    from scanner.model import Tally

POLICY = policy.load(policy.shipped("cn45574"), "cn45574")
KEPT = {
    "姓名": ["王小明", "李雷", "欧阳修文", "王小明"],
    "full_name": ["John Smith", "Mary Brown", "James Lee", "Mary Brown"],
    "性别": ["男", "女", "男", "女"],
    "民族": ["汉族", "回族", "汉族", "满族"],
    "出生日期": ["1980-01-02", "1975/12/31", "19620704", "1980-01-02"],
    "家庭住址": ["广东省深圳市南山区科技园路8号3栋2单元501室", "成都市武侯区人民路3号"] * 2,
    "工资": ["12000.00", "8500", "9000", "8500"],
    "身份证号": ["11010519491231002X", "110111197001010019"] * 2,
}
AROUND = (
    *("{}\t", "'{}", '="{}"', '"{}"', "\u3000{}\u3000", "\xa0{}", "\ufeff{}", "{}\u200b"),
    *("{}\n", "{}\r\n", "\n {}", " {} "),
)


def tally(name: str, cells: list[str]) -> list[Tally]:
    evidence, detector = FileEvidence(), detect.Detector(measure.plan())
    detector.examine(TableChunk("", (name,), (pa.array(cells, pa.string()),), 1), evidence)
    return list(classify.judge(POLICY, evidence).tallies)


def placed(findings: Findings) -> list[tuple[str, int, str, bool, float]]:
    return sorted(
        (one.entity, int(one.cells[row]), one.value(row), bool(one.whole[row]), float(score))
        for one in findings.matches
        for row, score in enumerate(one.scores)
        if one.valid[row]
    )


@pytest.mark.parametrize("around", AROUND, ids=ascii)
@pytest.mark.parametrize("name", KEPT)
def test_decoration_changes_nothing(name: str, around: str) -> None:
    cells = [around.format(cell) for cell in KEPT[name]]

    assert tally(name, cells) == tally(name, KEPT[name])


@pytest.mark.parametrize("around", AROUND, ids=ascii)
@pytest.mark.parametrize("name", KEPT)
def test_presidio_finds_the_same_in_decorated_cells(name: str, around: str) -> None:
    cells = of_array(pa.array([around.format(cell) for cell in KEPT[name]], pa.string()))

    assert placed(finder("zh").find(cells, name)) == placed(reference("zh").find(cells, name))


@given(st.lists(st.text(st.sampled_from(f"{BEFORE}{AFTER}aX.1 王é‎\u2020〇\x01"), max_size=8)))
def test_loops_leave_what_the_text_is_left_with(texts: list[str]) -> None:
    cells = of_array(pa.array(texts, pa.string()))
    where = (cells.buffer, cells.starts, cells.stops)
    starts, stops = trimmed(*where)
    left = [cells.slice(*span) for span in zip(starts.tolist(), stops.tolist(), strict=True)]

    assert left == [bare(text) for text in texts]
    assert is_decorated(*where) == any(bare(text) != text for text in texts)
