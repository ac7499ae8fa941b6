"""Expressions looked for in four lots of cells in turn: what Python's own find in each."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from scanner.detect.automaton import Matcher
from scanner.detect.cells import of_array

EXPRESSIONS = ("ab+c", "[0-9]{3}-", "位置|坐标", "a?")
TEXTS = st.lists(st.text("abc01-位置坐标", max_size=12), max_size=40)


def expected(text: str, expressions: tuple[str, ...]) -> int:
    return sum(bool(re.search(one, text)) << bit for bit, one in enumerate(expressions))


@given(TEXTS, st.integers(1, 4), st.data())
def test_some_cells_are_searched_as_if_alone(
    texts: list[str], count: int, data: st.DataObject
) -> None:
    expressions = EXPRESSIONS[:count]
    matcher = Matcher(expressions, searches=True)
    cells = of_array(pa.array(texts, pa.string()))
    rows = data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    some = np.flatnonzero(rows)

    assert matcher.which(cells).tolist() == [expected(text, expressions) for text in texts]
    assert matcher.among(cells, some).tolist() == [
        expected(texts[row], expressions) for row in some
    ]


def test_some_cells_are_asked_of_whatever_takes_a_machines_place() -> None:
    cells = of_array(pa.array(["ab1", "b2", "ab3", "c"], pa.string()))
    matcher = Matcher(("^ab[0-9]$",), searches=True)

    assert matcher._machine is None  # anchors are not understood
    assert matcher.among(cells, np.array([1, 2])).tolist() == [0, 1]
