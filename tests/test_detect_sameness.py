"""The law of sameness: the fast path finds what Presidio finds, cell by cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import recognizers
from scanner.detect.cells import of_array
from scanner.detect.finder import finder
from scanner.detect.lines import of_lines
from scanner.detect.single import found as claimed
from scanner.detect.sites import Sites
from tests.wordless import plain_engine

if TYPE_CHECKING:
    from scanner.detect.matches import Matches

Found = set[tuple[int, str, int, int, float]]  # cell, entity, start, end, score

# Pieces that values, lookalikes and their surroundings are made of.
GENUINE = [text for one in recognizers.ALL for text in one.GENUINE]
IMPOSTORS = [text for one in recognizers.ALL for text in one.IMPOSTORS]
AROUND = [
    *" -()+.@:,;/'\"=_x×0X<＜",
    *[
        "手机",
        "订单号",
        "身份证",
        "卡号：",
        "护照",
        "台胞证",
        "军官证",
        "警号",
        "字第",
        "统编",
        "ＨＫＩＤ",
        "，",
        "。",
        "（",
        "）",
        "　",
        "\u00a0",
        "－",
        "＠",
        "＋",
        "．",
    ],
    *[
        "86",
        "0086",
        "+86 ",
        "010-",
        ".0",
        ".00",
        ".5",
        "tel ",
        "order ",
        "2023-01-05 12:33:21",
        "é",
        "𠮷",
    ],
]
# What labels are written with, and pieces that end, part or close their values.
LABELS = (
    "姓名 性别 民族 出生日期 住址 诊断 联系人 学生姓名 备注 工资 名字 年龄 xm sfzh name gender age"
    " address birthday customer_name phone_md5 first_name 姓　名 婚姻状况 手机号 Contact author"
).split(" ")
SIGNS = [
    *("：", ": ", "=", '": "', '":', "' => '", "</b>：", "</td><td>", " | ", "**：", "（必填）："),
    *("：____", ": [", '": ["', "：“", "==", "::"),
]
CLOSERS = [
    *(
        "，",
        "、",
        "。",
        "; ",
        "  ",
        "　",
        " ",
        '", "',
        '", ',
        "&",
        "</td><td>",
        "</name><name>",
        "\n| ",
    ),
    *(" |", "）", "”", "**", "\t", ", ", ": ", "*", "', '", '"], "'),
]
HEADERS = [
    *["", "手机号", "身份证号", "订单号", "备注", "姓名", "card_no", "性别", "email", "地址"],
    *["护照号", "通行证", "台胞证号", "军官证号", "hkid", "澳门身份证", "統一編號"],
]

digits = st.text("0123456789", min_size=1, max_size=20)
full_width = st.text("０１２３４５６７８９Ｘ", min_size=1, max_size=18)
pieces = st.one_of(
    *[st.sampled_from(group) for group in (GENUINE, IMPOSTORS, AROUND, AROUND, AROUND)],
    *[digits, full_width, st.text("0123456789abcXYZ .-", max_size=12), st.text(max_size=4)],
    st.from_regex(r"[0-9]{1,12}\.[0-9]{1,8}", fullmatch=True),
)
cell_texts = st.lists(pieces, max_size=5).map("".join)
labelled = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(LABELS) | pieces,
    st.sampled_from(SIGNS),
    st.sampled_from(GENUINE) | st.sampled_from(["张伟", "李娜", "男", "汉", "35", "张*"]) | pieces,
    st.sampled_from(CLOSERS),
)
cell_texts = cell_texts | st.lists(labelled, max_size=6).map("".join)
columns = st.lists(cell_texts, min_size=1, max_size=6)


def by_presidio(texts: list[str], header: str) -> Found:
    """Return what Presidio finds in each text under a column name."""
    context = [header] if header else []
    return {
        (cell, found.entity_type, found.start, found.end, round(found.score, 6))
        for cell, text in enumerate(texts)
        for found in plain_engine("zh").analyze(text, language="zh", context=context)
    }


def by_columns(texts: list[str], header: str) -> Found:
    """Return what the fast path finds, in characters of each cell."""
    cells = of_array(pa.array(texts, pa.string()))
    return {
        (int(match.cells[n]), match.entity, *_characters(texts, cells, match, n), score)
        for match in finder("zh").claims(cells, header)
        for n, score in enumerate(match.scores.round(6).tolist())
        if match.valid[n]
    }


def _characters(texts: list[str], cells: object, match: Matches, index: int) -> tuple[int, int]:
    cell = int(match.cells[index])
    origin = int(cells.bounds[cell])  # type: ignore[attr-defined]
    data = texts[cell].encode()
    start, stop = int(match.starts[index]) - origin, int(match.stops[index]) - origin
    return len(data[:start].decode()), len(data[:stop].decode())


@settings(max_examples=400)
@given(columns, st.sampled_from(HEADERS))
def test_a_column_gives_what_presidio_gives(texts: list[str], header: str) -> None:
    texts = [text.replace("\n", " ") for text in texts]

    assert by_columns(texts, header) == by_presidio(texts, header)


@pytest.mark.parametrize("header", HEADERS)
def test_every_example_is_found_alike(header: str) -> None:
    texts = [*GENUINE, *IMPOSTORS, *(f"联系{text}，谢谢" for text in GENUINE)]

    assert by_columns(texts, header) == by_presidio(texts, header)


@settings(max_examples=200)
@given(cell_texts)
def test_one_text_gives_what_presidio_gives(text: str) -> None:
    found = {(r.entity_type, r.start, r.end, round(r.score, 6)) for r, *_ in claimed(text)}
    expected = {
        (r.entity_type, r.start, r.end, round(r.score, 6))
        for r in plain_engine("zh").analyze(text, language="zh")
    }

    assert found == expected


@settings(max_examples=200)
@given(st.lists(cell_texts, max_size=6))
def test_lines_give_what_presidio_gives_for_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    cells = of_lines(text.encode())
    found = {
        (match.entity, *_characters([text], _one_cell(cells), _in_one(match), n), score)
        for match in finder("zh").claims(cells, one_text=True)
        for n, score in enumerate(match.scores.round(6).tolist())
        if match.valid[n]
    }

    assert {(0, *one) for one in found} == by_presidio([text], "")


def _one_cell(cells: object) -> object:
    return type(cells)(cells.buffer, cells.bounds[[0, -1]])  # type: ignore[attr-defined,call-arg]


def _in_one(match: Matches) -> Matches:
    """Return the same matches as if all lines were one cell."""
    sites = Sites(match.cells * 0, match.starts, match.stops, match.whole)
    return replace(match, sites=sites)
