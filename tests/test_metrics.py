"""How much room a text takes in a sheet."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.report.columns import Marked
from scanner.report.metrics import LINE_POINTS, MOST_POINTS, columns_of, lines_needed, row_points

texts = st.text(st.sampled_from("ab 1张三\n〇😀"), max_size=40)
widths = st.floats(1, 50)


@given(texts, widths)
def test_each_line_takes_what_its_signs_take(text: str, width: float) -> None:
    columns = {"😀": 4, "张": 2, "三": 2, "〇": 2}
    wide = [sum(columns.get(sign, 1) for sign in line) for line in text.split("\n")]

    assert lines_needed(text, width) == sum(max(1, math.ceil(each / width)) for each in wide)
    assert [columns_of(line) for line in text.split("\n")] == wide


@given(st.lists(st.tuples(texts, widths), max_size=4), st.integers())
def test_a_row_is_as_high_as_its_highest_cell(cells: list[tuple[str, float]], number: int) -> None:
    lines = max((lines_needed(*cell) for cell in cells), default=1)
    marked = [(Marked(text, "wrap"), width) for text, width in cells]

    assert row_points([*cells, (number, 1), (None, 1)]) == min(MOST_POINTS, LINE_POINTS * lines)
    assert row_points(marked) == row_points(cells)


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("a\nb", 2), ("张三李四", 1), ("张三李四王", 2)]
)
def test_short_texts_may_take_several_lines(text: str, lines: int) -> None:
    assert lines_needed(text, 8) == lines
