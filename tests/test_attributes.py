"""Attributes: recognized under the names that announce them, by both engines alike."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizers import attributes, tables
from recognizers.attributes import ATTRIBUTES
from recognizers.attributes.address import AddressRecognizer
from recognizers.attributes.address_coarse import AddressCoarseRecognizer
from recognizers.attributes.birth_date import BirthDateRecognizer
from recognizers.attributes.card_secret import CardSecretRecognizer
from recognizers.attributes.disability import DisabilityRecognizer
from recognizers.attributes.gender import GenderRecognizer
from recognizers.attributes.health_text import HealthTextRecognizer
from recognizers.attributes.hidden import HiddenRecognizer
from recognizers.attributes.minor import MinorRecognizer
from recognizers.attributes.person import PersonRecognizer
from recognizers.attributes.person_name_zh import PersonNameZhRecognizer
from recognizers.attributes.secret import SecretRecognizer
from recognizers.by_header import HeaderRecognizer
from recognizers.tables import make_attributes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presidio_analyzer import RecognizerResult

    Kind = type[HeaderRecognizer]

TABLES = ("surnames", "name_stopwords", "gb_codes")
each = pytest.mark.parametrize("kind", ATTRIBUTES, ids=lambda kind: kind.ENTITY)


def found(kind: Kind, cell: str, name: str | None) -> list[RecognizerResult]:
    """Return what a cell holds under a column name."""
    nothing = cast("Any", None)  # no words are looked at
    one = kind()
    raw = one.analyze(cell, one.supported_entities)
    names = [] if name is None else [name]
    return one.enhance_using_context(cell, raw, [], nothing, names)


def matches(shape: str, cells: list[str]) -> list[bool]:
    """Return which cells match from end to end, as the scanner asks RE2."""
    column = pa.array(cells, pa.large_string())
    return cast("list[bool]", pc.match_substring_regex(column, f"^(?:{shape})$").to_pylist())


def shapes_of(kind: Kind) -> tuple[str, str]:
    return kind.SHAPE, kind.CHECK_SHAPE or kind.SHAPE


# -- every attribute ----------------------------------------------------------------------


@each
def test_genuine_cells_are_recognized_whole_under_every_header(kind: Kind) -> None:
    for name in kind.HEADERS:
        for cell in kind.GENUINE:
            (result,) = found(kind, f" {cell} ", name)
            assert (result.start, result.end) == (0, len(cell) + 2)
            assert result.entity_type == kind.ENTITY
            assert result.score in {kind.STRONG_SCORE, kind.WEAK_SCORE}


@each
def test_impostors_are_not_recognized(kind: Kind) -> None:
    assert [cell for cell in kind.IMPOSTORS if found(kind, cell, kind.HEADERS[0])] == []


@each
def test_nothing_is_recognized_without_a_header(kind: Kind) -> None:
    for cell in kind.GENUINE:
        assert found(kind, cell, None) == []
        assert found(kind, cell, "没有意义的列") == []


@each
def test_blank_cells_are_not_recognized(kind: Kind) -> None:
    assert [cell for cell in ("", " ", "-", "NULL") if found(kind, cell, kind.HEADERS[0])] == []


@each
def test_what_passes_has_the_shape_too(kind: Kind) -> None:
    assert all(matches(kind.SHAPE, list(kind.GENUINE)))


@each
def test_samples_never_show_a_value(kind: Kind) -> None:
    one = kind()
    for cell in kind.GENUINE:
        shown = one.mask(cell).rstrip("*")
        assert one.mask(cell).endswith("*")
        assert len(shown) <= max(1, len(cell) // 2)
        assert cell.startswith(shown)


@each
def test_it_cites_a_source_and_has_titles_in_two_languages(kind: Kind) -> None:
    assert kind.SOURCE
    assert kind.TITLE.isascii()
    assert regex.search(r"\p{Han}", kind.TITLE_ZH)


def near(kind: Kind) -> st.SearchStrategy[str]:
    """Return texts close to genuine cells: pieces of them, put together and damaged."""
    specimens = [*kind.GENUINE, *kind.IMPOSTORS]
    signs = sorted({sign for cell in specimens for sign in cell} | set("0aA一 .\n\x00·"))
    piece = st.one_of(st.sampled_from(specimens), st.sampled_from(signs), st.text(max_size=2))
    damaged = st.builds(
        lambda cell, at, sign: cell[:at] + sign + cell[at + 1 :],
        st.sampled_from(specimens),
        st.integers(0, 20),
        st.sampled_from(["", *signs]),
    )
    return st.one_of(damaged, st.lists(piece, max_size=4).map("".join), st.text(max_size=12))


@each
@settings(max_examples=8)
@given(data=st.data())
def test_both_engines_judge_alike(kind: Kind, data: st.DataObject) -> None:
    cells = data.draw(st.lists(near(kind), min_size=10, max_size=40))
    for shape in shapes_of(kind):
        compiled = regex.compile(shape)
        assert matches(shape, cells) == [bool(compiled.fullmatch(cell)) for cell in cells]


# -- the folder as a whole ----------------------------------------------------------------


def test_no_attribute_is_missing_and_each_entity_has_one() -> None:
    modules = [
        importlib.import_module(f"{attributes.__name__}.{module.name}")
        for module in pkgutil.iter_modules(attributes.__path__)
    ]
    kinds = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, HeaderRecognizer)
        and "ENTITY" in vars(value)
    }
    assert set(ATTRIBUTES) == kinds
    assert all(first.ENTITY < second.ENTITY for first, second in pairwise(ATTRIBUTES))


def test_the_tables_are_what_the_script_writes(reference: Path, tmp_path: Path) -> None:
    make_attributes.main(reference, tmp_path)
    for name in TABLES:
        shipped = Path(tables.__file__).with_name(f"{name}.csv")
        assert shipped.read_bytes() == (tmp_path / shipped.name).read_bytes()


def test_no_surname_comes_from_the_corpus_alone(reference: Path) -> None:
    corpus_only = {
        row["surname"]
        for row in make_attributes._rows(reference / "surnames.csv")
        if row["sources"] == "Chinese-Names-Corpus"
    }
    ours = {row["surname"] for row in tables.rows("surnames")}
    assert not (ours & corpus_only) - set(make_attributes.ADDED + make_attributes.TRADITIONAL)


# -- names --------------------------------------------------------------------------------


def test_every_surname_begins_a_name() -> None:
    one = PersonNameZhRecognizer()
    surnames = [row["surname"] for row in tables.rows("surnames")]
    assert [surname for surname in surnames if not one.fits(f"{surname}德馨")] == []


@pytest.mark.parametrize(
    "cell", ["上海市", "广东省", "张家口市", "金店", "马经理的朋友", "张**", "王", "牛奶"]
)
def test_places_shops_and_goods_are_no_names(cell: str) -> None:
    assert not PersonNameZhRecognizer().fits(cell)


def test_surnames_simplified_once_more_are_surnames() -> None:
    assert all(PersonNameZhRecognizer().fits(f"{surname}建国") for surname in "肖闫付代")


def test_a_name_in_the_private_area_is_a_name() -> None:
    assert PersonNameZhRecognizer().fits("王\ue863")
    assert PersonNameZhRecognizer().fits("李\U00020bb7")


def test_a_chinese_name_under_a_header_is_no_latin_name() -> None:
    assert found(PersonNameZhRecognizer, "王小明", "姓名")
    assert not found(PersonRecognizer, "王小明", "姓名")
    assert found(PersonRecognizer, "Zhang San", "姓名")


def test_two_characters_leave_one_and_gender_none() -> None:
    assert PersonNameZhRecognizer().mask("张三") == "张*"
    assert GenderRecognizer().mask("男") == "*"
    assert BirthDateRecognizer().mask("1990-03-07") == "****"
    assert SecretRecognizer().mask("p") == SecretRecognizer().mask("Passw0rd!") == "****"


@given(st.text(max_size=40), st.text(max_size=40))
def test_hidden_samples_are_all_the_same(one: str, other: str) -> None:
    for kind in ATTRIBUTES:
        if issubclass(kind, HiddenRecognizer):
            assert kind().mask(one) == kind().mask(other)


# -- dates --------------------------------------------------------------------------------


@given(st.dates(min_value=date(1900, 1, 2)))
def test_a_date_is_recognized_however_it_is_written_up_to_2049(day: date) -> None:
    forms = (
        *(day.isoformat(), f"{day:%Y%m%d}", f"{day.year}/{day.month}/{day.day}"),
        *(f"{day.year}年{day.month}月{day.day}日", f"{day:%d %b %Y}", f"{day:%Y-%m-%d %H:%M:%S}"),
    )
    expected = day.year < 2050
    assert {form: BirthDateRecognizer().fits(form) for form in forms} == dict.fromkeys(
        forms, expected
    )


@pytest.mark.parametrize(
    "cell", ["1990-02-30", "19900431", "1990-13-01", "1990年6月31日", "1879-01-01"]
)
def test_impossible_dates_are_no_birth_dates(cell: str) -> None:
    assert not BirthDateRecognizer().fits(cell)


TODAY = "2026-11-23"
DATES = (
    *("{:%Y-%m-%d}", "{:%Y%m%d}", "{0.year}/{0.month}/{0.day}", "{:%Y.%m.%d}", "{:%d/%m/%Y}"),
    *("{0.year}年{0.month}月{0.day}日", "{:%Y-%m-%d %H:%M:%S}", "{:%Y-%m-%d}T16:00:00.000Z"),
    *("{:%d %b %Y}", "{0:%B} {0.day}, {0.year}", "{:%d-%b-%Y}", "{:%y-%m-%d}", "{:%Y%m%d}.0"),
)


def are_children(cells: Sequence[str]) -> list[bool]:
    """Tell which cells are dates of birth of people under 14 on ``TODAY``."""
    valid = [cell.upper().encode() for cell in cells if BirthDateRecognizer().fits(cell)]
    assert len(valid) == len(cells)
    width = max(map(len, valid))
    rows = np.array([list(cell.ljust(width, b"\0")) for cell in valid], np.uint8)
    children = BirthDateRecognizer().facts(rows, TODAY)["under_14"]
    return [bool(is_child) for is_child in children]


def test_years_of_the_republic_begin_in_1912() -> None:
    assert are_children(["民国101年11月23日", "中華民國101年11月24日", "民國79年3月7日"]) == [
        *(False, True, False),
    ]


def test_a_child_is_one_until_the_day_of_its_fourteenth_birthday() -> None:
    for form in DATES:
        days = (date(2012, 11, 23), date(2012, 11, 24), date(2012, 12, 1), date(2026, 2, 3))
        cells = [form.format(day) for day in days]
        assert are_children(cells) == [False, True, True, True], form


def test_seconds_since_1970_are_dates_of_birth() -> None:
    cells = ["1353628800", "1353715200", "1353715200000", "1353715200.0", "636768000", "-157766400"]
    assert are_children(cells) == [False, True, True, True, False, False]
    assert not BirthDateRecognizer().fits("13800138000")


@given(st.lists(st.dates(date(1930, 1, 1), date(2026, 11, 23)), min_size=1, max_size=12), st.data())
def test_children_are_told_in_a_column_of_any_writing(
    days: list[date], data: st.DataObject
) -> None:
    exact = [form for form in DATES if "%d/%m" not in form and "%y" not in form]
    cells = [data.draw(st.sampled_from(exact)).format(day) for day in days]
    assert are_children(cells) == [day > date(2012, 11, 23) for day in days]


def test_what_may_be_a_childs_date_of_birth_is_one() -> None:
    assert are_children(["2012", "2012.0", "2012-11", "201211", "2012年", "2011", "2012-10"]) == [
        *[True] * 5,
        *[False] * 2,
    ]
    assert are_children(["10/12/2012", "12/10/2012", "30/10/2012"]) == [True, True, False]
    assert are_children(["41236", "41237", "41237.0", "20123"]) == [False, True, True, False]
    assert are_children(["12-11-24", "26-01-01", "27-01-01"]) == [True, True, False]


def test_a_birth_to_come_is_no_childs() -> None:
    assert are_children(["2049-01-01", "2026-01-01"]) == [False, True]


@pytest.mark.parametrize("who", "孩子 儿童 幼儿 小孩 宝宝 婴儿 小朋友".split())
def test_a_childs_name_and_birth_date_are_also_about_a_minor(who: str) -> None:
    for name, cell, kind in (
        (f"{who}姓名", "王小明", PersonNameZhRecognizer),
        (f"{who}出生日期", "2019-02-17", BirthDateRecognizer),
        (f"{who}生日", "2019-02-17", BirthDateRecognizer),
    ):
        assert found(MinorRecognizer, cell, name), name
        assert found(kind, cell, name), name


# -- addresses ----------------------------------------------------------------------------


@pytest.mark.parametrize("cell", [*AddressRecognizer.GENUINE])
def test_a_full_address_is_not_coarse(cell: str) -> None:
    assert found(AddressRecognizer, cell, "地址")
    assert not found(AddressCoarseRecognizer, cell, "地址")


@pytest.mark.parametrize("cell", [*AddressCoarseRecognizer.GENUINE])
def test_a_coarse_address_is_not_full(cell: str) -> None:
    assert found(AddressCoarseRecognizer, cell, "地址")
    assert not found(AddressRecognizer, cell, "地址")


@pytest.mark.parametrize("name", ["IP地址", "邮箱地址", "MAC地址", "公司地址", "url"])
def test_addresses_of_machines_and_firms_are_no_homes(name: str) -> None:
    for kind in (AddressRecognizer, AddressCoarseRecognizer):
        assert not found(kind, kind.GENUINE[0], name)


# -- what relatives announce --------------------------------------------------------------


def test_a_card_secret_needs_a_card_secrets_name() -> None:
    assert found(CardSecretRecognizer, "123", "cvv2")
    assert not found(CardSecretRecognizer, "123", "password")
    assert found(DisabilityRecognizer, "肢体残疾", "残疾类别")
    assert not found(DisabilityRecognizer, "肢体残疾", "诊断")


def test_having_nothing_says_something_where_that_is_sensitive() -> None:
    assert found(HealthTextRecognizer, "无", "过敏史")
    assert not found(HealthTextRecognizer, "NULL", "过敏史")
    assert not found(HealthTextRecognizer, "……", "过敏史")


def test_cells_of_several_lines_are_read_to_their_end() -> None:
    assert found(HealthTextRecognizer, "头痛三天\n\n建议复查", "诊断")
    assert not found(AddressRecognizer, "北京市朝阳区建国路88号\nhttp", "地址")


def test_no_long_cell_is_judged_for_ever() -> None:
    # An expression that tries in vain, again and again, would run into the time limit of tests.
    for cell in ("区" * 20_000, "市区路" * 7_000, "1 road " * 3_000, "王·" * 10_000, "*" * 20_000):
        for kind in ATTRIBUTES:
            kind().fits(cell)


@pytest.mark.parametrize("header", ["first_name", "Last Name", "lname", "maiden_name", "surname"])
def test_a_part_of_a_name_is_one_word_where_the_column_asks_for_it(header: str) -> None:
    assert found(PersonRecognizer, "Munsch", header)
    assert found(PersonRecognizer, "van der berg", header)
    assert not found(PersonRecognizer, "Munsch", "contact_name")
    assert not found(PersonRecognizer, "unknown", header)
    assert not found(PersonRecognizer, "Unit 5", header)


def test_a_name_in_pinyin_is_one_word_where_the_column_asks_for_it() -> None:
    assert found(PersonRecognizer, "zhangsan", "姓名拼音")
    assert found(PersonRecognizer, "OuYang Xiuwen", "name_pinyin")
    assert not found(PersonRecognizer, "zhangsan", "姓名")
    assert not found(PersonRecognizer, "hello", "姓名拼音")
