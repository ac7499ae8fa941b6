"""Columns of one width: what their width alone tells is what looking at each cell tells."""

from __future__ import annotations

import string
from random import Random
from typing import TYPE_CHECKING, cast

import pyarrow as pa
import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

import scanner
from recognizers.attributes import ATTRIBUTES
from scanner.detect import attributes
from scanner.detect.automaton import Matcher, whole
from scanner.detect.cells import of_array
from scanner.detect.hashing import Hasher

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from recognizers.by_header import HeaderRecognizer
    from scanner.detect.cells import Cells

KINDS = tuple(kind() for kind in ATTRIBUTES)
SHAPES = sorted(
    {one.CHECK_SHAPE or one.SHAPE for one in KINDS}
    | {one.SHAPE for one in KINDS}
    | {"[0-9a-z]+", "[0-9A-Z]+", "[0-9A-Za-z]{3,9}", "[0-9]+|[A-Za-z]+"}
)
# A name of each set of recognizers that names announce.
NAMES = sorted(
    {
        frozenset(type(one) for one in KINDS if one.header_score([name])): name
        for kind in KINDS
        for name in kind.HEADERS
    }.values()
)
WIDTHS = (*range(1, 36), 40, 64)
HASHER = Hasher(bytes(16))
ALPHABETS = (string.digits, string.digits + string.ascii_letters, string.hexdigits, "0", "01xX")
# What somebody might have written, among it the words that stop and the values that pass.
SAID = sorted(
    {
        text
        for one in KINDS
        for text in (*one.STOP, *one.GENUINE, *one.IMPOSTORS)
        if text.isascii() and text.isalnum()
    }
)


def unsaid(*_: object) -> None:
    """Stand in for ``of_all``: no width tells anything, and each cell is looked at."""


def kind_of(entity: str) -> HeaderRecognizer:
    return next(one for one in KINDS if entity == one.ENTITY)


@st.composite
def columns(draw: st.DrawFn) -> list[str]:
    """Return texts of letters and digits, all of one width."""
    some = draw(st.sampled_from(SAID))
    width = draw(st.sampled_from((len(some), len(some), *range(1, 24), 32, 40, 64)))
    alphabet = draw(st.sampled_from(ALPHABETS))
    made = st.text(alphabet, min_size=width, max_size=width)
    fitting = [text for text in SAID if len(text) == width]
    one = st.one_of(made, st.sampled_from(fitting)) if fitting else made
    return draw(st.lists(one, min_size=1, max_size=12))


def column(width: int, signs: str, chance: Random) -> list[str]:
    """Return texts of some signs, and what somebody might have written in those."""
    made = ["".join(chance.choices(signs, k=width)) for _ in range(3)]
    return [*made, *(text for text in SAID if len(text) == width and {*text} <= {*signs})]


def cells_of(texts: Sequence[str]) -> Cells:
    return of_array(pa.array(texts, pa.string()))


def found(texts: Sequence[str], name: str) -> list[tuple[object, ...]]:
    """Return all that evidence is made of."""
    return [
        (
            one.entity,
            *(each.tolist() for each in (one.cells, one.starts, one.stops, one.whole)),
            *(each.tolist() for each in (one.valid, one.scores)),
            sorted(one.values.keys(one.rows, HASHER).tolist()),
            [one.value(row) for row in range(len(one))],
            (one.elsewhere, one.blank),
        )
        for one in attributes.find_attributes(KINDS, cells_of(texts), name)
    ]


@settings(max_examples=400)
@given(columns(), st.lists(st.sampled_from(SHAPES), min_size=1, max_size=3, unique=True))
def test_what_a_machine_says_of_all_it_says_of_each(texts: list[str], shapes: list[str]) -> None:
    cells, machine = cells_of(texts), whole(*shapes)

    said = machine.of_all(cells)

    event(f"told: {said is not None}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Matcher, "of_all", unsaid)
        assert said is None or {said} == {*machine.which(cells).tolist()}


@settings(max_examples=400)
@given(columns(), st.lists(st.sampled_from(KINDS), min_size=1, max_size=4, unique=True))
@example(["1101051949"], [kind_of("MASKED_PERSON_NAME_ZH"), kind_of("HASHED_CN_MOBILE")])
@example(["1101051949"], [kind_of("MASKED_PERSON_NAME_ZH")])
def test_what_is_said_of_all_is_said_of_each(
    texts: list[str], kinds: list[HeaderRecognizer]
) -> None:
    some, cells = tuple(kinds), cells_of(texts)

    if said := attributes._alike(some, cells):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Matcher, "of_all", unsaid)
            passing = attributes._passing(some, cells)
            failing = attributes._failing(some, cells, passing)
        event(f"passes: {said[1]}")
        pairs = zip(passing, failing, strict=True)
        assert {said} == {(int(held or failed), bool(held)) for held, failed in pairs}


@pytest.mark.parametrize("name", NAMES)
def test_cells_that_are_alike_give_what_each_gives(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(name)
    columns = [column(width, signs, chance) for width in WIDTHS for signs in ALPHABETS[:2]]
    alike = [found(texts, name) for texts in columns]
    monkeypatch.setattr(Matcher, "of_all", unsaid)

    assert alike == [found(texts, name) for texts in columns]


@pytest.mark.parametrize(
    ("texts", "name", "entities"),
    [
        (["202401011234567890", "202401011234567891"], "订单号", {"ORDER_NO"}),
        (["100001", "100002"], "客户编号", {"USER_ID"}),
        (
            ["110105194912310028", "11010519491231002X"],
            "身份证号",
            {"HASHED_CN_RESIDENT_ID", "SCIENTIFIC_CN_RESIDENT_ID"},
        ),
    ],
)
def test_usual_columns_are_told_by_their_width(
    texts: list[str], name: str, entities: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(attributes, "_passing")  # which would look at each cell

    assert {one[0] for one in found(texts, name)} == entities


@pytest.mark.parametrize("width", [255, 256, 300, 70_000])
def test_cells_of_any_width_are_read(width: int, tmp_path: Path) -> None:
    chance, path = Random(width), tmp_path / "ciphers.csv"
    texts = ["".join(chance.choices(string.hexdigits, k=width)) for _ in range(3)]
    rows = [f"{number},{text}\n" for number, text in enumerate(texts, 101)]
    path.write_text("客户编号,身份证号\n" + "".join(rows), encoding="utf-8")

    assert [(one[0], len(cast("list[int]", one[1]))) for one in found(texts, "身份证号")] == [
        ("HASHED_CN_RESIDENT_ID", 3),
        ("SCIENTIFIC_CN_RESIDENT_ID", 3),
    ]
    with scanner.scan(path, workers=0) as inventory:
        assert inventory.summary["outcomes"] == {"scanned": 1}


def test_no_wide_text_is_followed_sign_by_sign() -> None:
    assert [cells_of(["a" * width] * 2).width for width in (255, 256, 10**6)] == [255, 0, 0]
