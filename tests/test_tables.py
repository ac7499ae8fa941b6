"""Tables are whole, agree with their sources, and the README shows what there is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from stdnum import numdb

import recognizers
from recognizers import table, tables
from recognizers.arrays import to_matrix
from recognizers.cn import divisions
from recognizers.cn.bank_card import CnBankCardRecognizer
from recognizers.cn.landline import CnLandlineRecognizer
from recognizers.cn.mobile import CnMobileRecognizer
from recognizers.tables import (
    make_area_codes,
    make_bank_bins,
    make_country_names,
    make_dialling_codes,
)

REFERENCE = Path(__file__).parents[2] / "shared" / "reference" / "data"
needs_reference = pytest.mark.skipif(
    not REFERENCE.exists(), reason="needs ../shared/reference beside the checkout"
)


def reference(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def test_the_readme_shows_every_recognizer() -> None:
    text = table.README.read_text(encoding="utf-8")
    assert table.with_table(text) == text
    assert all(f"`{one.ENTITY}`" in text for one in recognizers.ALL)
    assert table.ENTITIES.read_text(encoding="utf-8") == table.entities()
    assert table.REGISTRY.read_text(encoding="utf-8") == table.registry()


def test_no_header_word_is_listed_twice() -> None:
    rows = [(row["entity"], row["word"]) for row in tables.rows("header_words")]
    assert len(rows) == len(set(rows))
    strengths = {row["strength"] for row in tables.rows("header_words")}
    assert strengths == {"strong", "weak", "personal", "shared", "none", "negative"}


def test_division_codes_are_those_of_stdnum() -> None:
    last_years = divisions.last_years()
    assert last_years[110105] == divisions.CURRENT
    assert last_years[441900] == divisions.CURRENT
    assert last_years[110103] == 2010
    assert last_years[320571] == divisions.UNKNOWN
    counties = sum(len(children) for *_, children in numdb.get("cn/loc").prefixes)
    assert (last_years != divisions.UNKNOWN).sum() == counties


def test_provinces_are_those_of_the_standard() -> None:
    known = {int(prefix) for _, prefix, *_ in numdb.get("cn/loc").prefixes}
    assert set(divisions.provinces().nonzero()[0].tolist()) == known | {83}


def test_the_bank_table_is_read_from_the_package_as_it_is_written() -> None:
    script = (
        "var banks = [\n    { code: 'ABC', name: '中国农业银行' },\n];\n"
        "var bin = [\n    { bin: '622848', bank: 'ABC', type: DC, len: 19 },\n];\n"
    )
    assert list(make_bank_bins.rows(script)) == [("622848", 19, "中国农业银行")]


@pytest.mark.parametrize("row", tables.rows("bank_bins")[::50], ids=lambda row: row["bin"])
def test_a_card_of_every_listed_issuer_passes_with_its_length_only(row: dict[str, str]) -> None:
    length = int(row["length"])
    cards = [row["bin"].ljust(length - 1, "7") + last for last in "0123456789"]
    assert CnBankCardRecognizer().passes(to_matrix(cards)).sum() == 1


def test_area_codes_are_those_of_the_package() -> None:
    rows = [tuple(row.values()) for row in tables.rows("area_codes")]
    assert ("010", "8", "北京市") in rows
    assert make_area_codes._place("10", "6", 8) == "北京市"
    assert make_area_codes._place("10", "6", 7) == ""


def test_dialling_codes_are_those_of_the_package() -> None:
    rows = [tuple(map(int, row.values())) for row in tables.rows("dialling_codes")]
    assert rows == sorted(make_dialling_codes.codes())
    assert {(1, 10, 10), (44, 9, 10), (65, 8, 8)} <= set(rows)


def test_countries_are_called_what_the_package_calls_them() -> None:
    shipped = Path(tables.__file__).with_name("country_names.csv")
    assert shipped.read_text(encoding="utf-8") == make_country_names.content()


@needs_reference
def test_mobile_prefixes_are_those_of_the_reference() -> None:
    rows = [row for row in reference("mobile_prefixes") if row["total_digits"] == "11"]
    numbers = [row["prefix"].ljust(11, "0") for row in rows]
    assert CnMobileRecognizer().passes(to_matrix(numbers)).all()
    free = ["140", "141", "142", "143", "144", "146", "148", "154", "160", "163", "164", "168"]
    others = [prefix.ljust(11, "0") for prefix in (*free, "169", "179", "194", "120", "110")]
    assert not CnMobileRecognizer().passes(to_matrix(others)).any()


@needs_reference
def test_landlines_of_every_reference_area_pass() -> None:
    missing = []
    for row in reference("landline_area_codes"):
        for digits in row["subscriber_digits"].replace("|", "/").split("/"):
            number = row["area_code"] + "8" * int(digits)
            if not CnLandlineRecognizer().passes(to_matrix([number]))[0]:
                missing.append(row["area_code"])
    assert not missing


@needs_reference
def test_the_header_dictionary_holds_every_reference_word() -> None:
    words = {row["word"] for row in tables.rows("header_words")}
    assert {row["token"] for row in reference("header_dictionary")} <= words
