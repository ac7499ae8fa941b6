"""The fast path against Presidio's own engine, on texts made of the patterns themselves."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

import recognizers
from recognizers import places
from recognizers.by_header import HeaderRecognizer
from recognizers.fold import fold
from scanner.detect import automaton
from scanner.detect.cells import Cells, of_array
from scanner.detect.finder import finder
from scanner.detect.lines import of_lines
from scanner.detect.reference import reference
from tests.adversaries import PROVEN, cell, forms, of_pattern, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recognizers.base import ProvenRecognizer
    from scanner.detect.matches import Findings

seeds = st.integers(0, 2**64)
SIEVED = [one for one in PROVEN if one.SIEVE and not one.LENGTHS]
PLAIN = [one for one in PROVEN if one.LENGTHS]
_TRIES = 100
FILES = [
    "",
    "护照.csv",
    "订单号.txt",
    "台胞证",
    "身份证列表.csv",
    "phone.csv",
    "hkid.txt",
    "港澳通行证",
]


def gist(findings: Findings) -> tuple[list[tuple[object, ...]], dict[str, int]]:
    """Return everything that evidence is made of: all rows in order of place, and the sums."""
    rows: list[tuple[object, ...]] = []
    elsewhere: dict[str, int] = {}
    for match in findings.matches:
        at = (match.cells, match.starts, match.stops, match.valid, match.whole, match.scores)
        columns = zip(*(column.tolist() for column in at), strict=True)
        rows += [(*row, match.entity, match.value(n)) for n, row in enumerate(columns)]
        if match.elsewhere:
            elsewhere[match.entity] = elsewhere.get(match.entity, 0) + match.elsewhere
    assert not findings.troubles
    return sorted(rows, key=str), elsewhere


def cells_of(texts: list[str]) -> Cells:
    return of_array(pa.array(texts, pa.string()))


@settings(max_examples=150)
@given(seeds)
def test_a_column_gives_what_presidio_gives_failures_included(seed: int) -> None:
    chance = Random(seed)
    cells = cells_of([cell(chance) for _ in range(chance.choice([1, 2, 20]))])
    name = chance.choice(["", chance.choice(words())])
    near = places.of(chance.choice(FILES), chance.choice(FILES))

    assert gist(finder("zh").find(cells, name, near)) == gist(
        reference("zh").find(cells, name, near)
    )


@settings(max_examples=150)
@given(seeds)
def test_lines_give_what_presidio_gives_failures_included(seed: int) -> None:
    chance = Random(seed)
    text = "\n".join(cell(chance) for _ in range(chance.choice([1, 2, 20])))
    cells = of_lines(text.encode())
    near = places.of(chance.choice(FILES))
    ways = (finder, reference)
    mine, theirs = (way("zh").find(cells, near=near, one_text=True) for way in ways)

    assert gist(mine)[0] == gist(theirs)[0]


@pytest.mark.parametrize(
    "text",
    [
        "(010) 62345678",  # two signs between two groups
        "(00852)  79320891",  # three
        "00861062345678",
        "8117539799388666",  # a brand whose numbers begin with 8
        "13800138000.0．",
        "\xa013800138000\u3000",
        "＝13800138000\ufeff",
        "13800138000" + " " * 20,  # as a column of fixed width is padded
        "13800138000" + " " * 99,
        "密码：　Abc12345",
        "密码：！Abc12345",
        "zhangwei[at#example.com",
        "0764－@zhangwei.com",
        "加v号码zhang_san1",
        "11010519491231002＊",
        "",
        "\0",
        "13800138000\0",
    ],
)
def test_what_once_was_found_by_one_way_only_is_found_by_both(text: str) -> None:
    for cells in (cells_of([text]), cells_of(["1", text, "1"]), cells_of(["", text, ""])):
        assert gist(finder("zh").find(cells)) == gist(reference("zh").find(cells))


def test_a_cell_of_a_megabyte_is_searched_in_the_time_of_its_length() -> None:
    cells = cells_of(["138 0013 8000, 010 6234 5678; " * 35_000])
    (mobile,) = [m for m in finder("zh").find(cells).matches if m.entity == "CN_MOBILE"]

    assert np.count_nonzero(mobile.valid) == 35_000


# -- what recognizers say of themselves ----------------------------------------------------


def written(one: type[ProvenRecognizer], pattern: str) -> Iterator[str]:
    """Yield texts of a pattern, in plain signs, that the recognizer finds something in."""
    chance, asked = Random(pattern), one()
    for _ in range(_TRIES):
        text = of_pattern(pattern, chance)
        if fold(text) == text and asked.spans(text):
            yield text


@pytest.mark.parametrize("one", SIEVED, ids=lambda one: one.ENTITY)
def test_a_sieve_lets_every_written_form_pass(one: type[ProvenRecognizer]) -> None:
    lost = [
        text
        for pattern in forms(one)
        for text in written(one, pattern)
        if not any(mark in text and regex.search(sieve, text) for mark, sieve in one.SIEVE)
    ]

    assert lost == []


@pytest.mark.parametrize("one", PLAIN, ids=lambda one: one.ENTITY)
def test_heads_lengths_and_the_array_twin_know_every_plain_value(
    one: type[ProvenRecognizer],
) -> None:
    asked = one()
    texts = [text for text in written(one, one.PLAIN) if regex.fullmatch(one.PLAIN, text)]
    rows = [np.frombuffer(text.encode(), np.uint8).reshape(1, -1) for text in texts]

    assert [text for text in texts if text[0] not in one.HEADS] == []
    assert [text for text in texts if len(text) not in one.LENGTHS] == []
    assert [t for t, row in zip(texts, rows, strict=True) if not asked.tell(row)[0][0]] == []


ANCHORED = sorted(
    {
        form
        for one in recognizers.ALL
        for form in (
            (one.SHAPE, one.CHECK_SHAPE) if issubclass(one, HeaderRecognizer) else (one.WHOLE,)
        )
        if form
    }
)
LOOSE = sorted({sieve for one in PROVEN for _, sieve in one.SIEVE})


@pytest.mark.parametrize("searches", [False, True])
def test_the_machine_answers_as_the_expressions_do(searches: bool) -> None:  # noqa: FBT001
    chance = Random(searches)
    for pattern in LOOSE if searches else ANCHORED:
        texts = [of_pattern(pattern, chance) for _ in range(8)]
        texts += [cell(chance) for _ in range(8)] + ["", "\0", "\U0010ffff"]
        ask = regex.compile(pattern).search if searches else regex.compile(pattern).fullmatch
        way = automaton.somewhere if searches else automaton.whole

        assert way(pattern).matches(cells_of(texts)).tolist() == [bool(ask(t)) for t in texts]


@pytest.mark.parametrize(
    "one", [each for each in PROVEN if each.LENGTHS], ids=lambda one: one.ENTITY
)
def test_columns_of_written_forms_are_seen_as_presidio_sees_them(
    one: type[ProvenRecognizer],
) -> None:
    for value in one.GENUINE:
        cells = cells_of([value])
        for name in ("", one.CONTEXT[0], "手机号", "证件号码"):
            assert gist(finder("zh").find(cells, name)) == gist(reference("zh").find(cells, name))
