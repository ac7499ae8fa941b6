"""What is looked at once: repeated texts, and cells that are so many digits."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers import grouping
from scanner.detect.automaton import whole
from scanner.detect.cells import Cells, of_array
from scanner.detect.digits import MOST_DIGITS
from scanner.detect.groups import guessed
from scanner.detect.repeats import distinct, few_texts

if TYPE_CHECKING:
    from collections.abc import Callable

NEARLY = st.text("0189x. 號", max_size=10)
DIGITS = st.builds(lambda size, sign: sign * size, st.integers(0, 50), st.sampled_from("0189"))
AMID = st.builds(lambda *pieces: "".join(pieces), DIGITS, NEARLY, DIGITS)


def cells_of(texts: list[str]) -> Cells:
    return of_array(pa.array(texts, pa.string()))


def test_cells_of_digits_are_told_from_others() -> None:
    texts = ["0189" * 11 + "9" * size for size in range(4)] + ["8" * size for size in range(45)]
    places = [(size, at) for size in range(42) for at in range(size + 1)]
    texts += [f"{'8' * at}{sign}{'9' * (size - at)}" for size, at in places for sign in "/:x號"]

    assert MOST_DIGITS == 40
    assert cells_of(texts).digits.tolist() == [
        len(text) if re.fullmatch("[0-9]{1,40}", text) else 0 for text in texts
    ]


@given(st.lists(DIGITS | AMID | st.text("0123456789", max_size=20), max_size=9))
def test_machines_answer_for_digits_as_for_each_of_them(texts: list[str]) -> None:
    patterns = (
        *("[0-9A-F]{11}", "[1-9][0-9]{3,}", "1[3-9][0-9]{9}|9", "(?:[0-4]5|[5-9]6)*", "0*"),
        *(".*[^0-9].*", "(?:(?:[02468][13579])*(?:1|23|456|7890)){3,9}", "[0-9]{40,41}"),
    )
    found = whole(*patterns).which(cells_of(texts)).tolist()

    assert found == [
        sum(bool(re.fullmatch(one, text)) << bit for bit, one in enumerate(patterns))
        for text in texts
    ]


@given(st.lists(st.sampled_from(["", " ", "a", " a", "a  ", "1" * 9, " " + "1" * 9]), max_size=9))
def test_texts_are_told_apart_without_blanks_around_them(texts: list[str]) -> None:
    cells = cells_of(texts)
    found = distinct(cells)
    pieces = found.laid_out(cells)

    assert [pieces.text(one) for one in found.of_cell.tolist()] == [one.strip() for one in texts]


@pytest.mark.parametrize(("common", "share"), [(100, 0), (2700, 0.1), (2700, 0), (40000, 0)])
def test_the_guess_of_repeats_is_near(common: int, share: float) -> None:
    chance, count = Random(4), 40_000
    numbers = [
        -row if chance.random() < share else chance.randrange(common) for row in range(count)
    ]
    _, seen = np.unique(numbers[:2048], return_counts=True)

    assert abs(guessed(seen, count) - len({*numbers}) / count) < 0.08
    assert guessed(np.array([], np.int64), 0) == 0
    assert guessed(np.array([1, *[2] * 900]), 10**6) < 0.01


def test_a_long_text_said_often_is_searched_once() -> None:
    chance = Random(2)
    long = [f"北京市朝阳区建国路{chance.randrange(500)}号502室" for _ in range(5000)]
    fresh = [f"北京市朝阳区建国路{number}号502室" for number in range(5000)]
    few = few_texts(cells_of(long))

    assert few is not None
    assert sorted(few.text(row) for row in range(len(few))) == sorted({*long})
    assert few_texts(cells_of(fresh)) is None


SIZES = st.sampled_from([0, 3, 8, 17, 24, 25, 64, 65, 150])


@given(st.lists(st.tuples(SIZES, st.binary(max_size=3)), min_size=1))
def test_pieces_are_grouped_by_what_they_say(parts: list[tuple[int, bytes]]) -> None:
    texts = [b"-" * size + end + b"-" * (size // 2) for size, end in parts]
    stops = np.cumsum([0, *map(len, texts)])[1:]
    starts = stops - [len(text) for text in texts]
    first, which = grouping.grouped(np.frombuffer(b"".join(texts), np.uint8), starts, stops)
    known = list(dict.fromkeys(texts))

    assert first.tolist() == [texts.index(text) for text in known]
    assert which.tolist() == [known.index(text) for text in texts]


@pytest.mark.parametrize(
    "hashed", [lambda text, at, *_: np.uint64(text[at]), lambda *_: np.uint64(7)]
)
def test_texts_that_are_mixed_alike_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, hashed: Callable[..., np.uint64]
) -> None:
    monkeypatch.setattr(grouping, "_group", grouping._group.py_func)  # type: ignore[attr-defined]
    monkeypatch.setattr(grouping, "_mixed", lambda *_: np.uint64(7))
    monkeypatch.setattr(grouping, "quick_siphash", hashed)
    content = np.frombuffer(b"".join(b"%02d" % (number % 30) for number in range(90)), np.uint8)
    starts = np.arange(90) * 2
    first, which = grouping.grouped(content, starts, starts + 2)

    assert first.tolist() == list(range(30))
    assert which.tolist() == [*range(30)] * 3
