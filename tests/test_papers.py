"""Identity papers: check digits, series, and the words that make something of weak shapes."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.iso7064 import mod_11_10

import recognizers
from bench import public_data, scoring
from recognizers.arrays import to_matrix
from recognizers.base import ProvenRecognizer
from recognizers.cn import mrz
from scanner.detect import analyze
from scanner.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(__file__).parents[2] / "shared"
FIXTURES = SHARED / "eval" / "zh_pii" / "argus_redact_fixtures"
LOOKALIKES = SHARED / "reference" / "data" / "lookalikes.csv"
LIKELY = 0.5

DIGITS, LETTERS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
digits = st.text(DIGITS, min_size=1)


def likely(text: str, *names: str) -> dict[str, str]:
    """Return what counts in a text, under column names: entity by what it was found in."""
    return {
        text[one.start : one.end]: one.entity_type
        for one in analyze(text, context=names)
        if one.score >= LIKELY
    }


def proven(entity: str) -> ProvenRecognizer:
    """Return a fresh recognizer of an entity."""
    one = recognizers.by_entity[entity]()
    assert isinstance(one, ProvenRecognizer)
    return one


PROVEN = [one.ENTITY for one in recognizers.ALL if issubclass(one, ProvenRecognizer)]


def passes(entity: str, *values: str) -> list[bool]:
    """Tell which values pass the check of an entity."""
    judged: list[bool] = proven(entity).passes(to_matrix(values)).tolist()
    return judged


# -- check digits -------------------------------------------------------------------------


@given(st.text(LETTERS, min_size=1, max_size=2), st.text(DIGITS, min_size=6, max_size=6))
def test_one_check_sign_of_eleven_fits_a_hong_kong_number(letters: str, number: str) -> None:
    every = [f"{letters}{number}{sign}" for sign in "0123456789A"]

    assert sum(passes("HK_ID", *every)) == 1


@pytest.mark.parametrize(("entity", "seconds"), [("TW_NATIONAL_ID", "12"), ("TW_ARC", "89ABCD")])
@given(data=st.data())
def test_one_check_digit_of_ten_fits_a_taiwan_number(
    entity: str, seconds: str, data: st.DataObject
) -> None:
    head = data.draw(st.sampled_from(LETTERS)) + data.draw(st.sampled_from(seconds))
    head += data.draw(st.text(DIGITS, min_size=7, max_size=7))

    assert sum(passes(entity, *(f"{head}{digit}" for digit in DIGITS))) == 1


@given(st.text(DIGITS, min_size=8, max_size=8))
def test_business_numbers_of_before_2023_still_pass(number: str) -> None:
    from stdnum.tw import ubn

    assert passes("TW_UBN", number)[0] >= ubn.is_valid(number)


@pytest.mark.parametrize("place", range(mrz.WIDTH))
def test_a_misread_sign_of_the_zone_breaks_a_check_digit(place: int) -> None:
    line = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
    read = line[:place] + ("1" if line[place] == "0" else "0") + line[place + 1 :]
    # Nationality and sex are in no check digit; 0 and < count alike.
    unchecked = place in (10, 11, 12, 20) or line[place] == "<"

    assert mrz.is_line(to_matrix([line, read])).tolist() == [True, unchecked]


# -- words and names that announce ----------------------------------------------------------

ANNOUNCED = {
    "护照号G12345678": "CN_PASSPORT",
    "护照编号：E12345678": "CN_PASSPORT",
    "Passport No: MA1234567": "CN_PASSPORT",
    "持港澳通行证C12345678过关": "CN_EEP_HKM",
    "exit-entry permit CA0000001": "CN_EEP_HKM",
    "回乡证H12345678": "CN_HOME_RETURN_PERMIT",
    "home return permit M1234567801": "CN_HOME_RETURN_PERMIT",
    "台胞证号：01234567": "CN_TW_COMPATRIOT_PERMIT",
    "台胞证0012345601(B)": "CN_TW_COMPATRIOT_PERMIT",
    "往来台湾通行证L12345678": "CN_TAIWAN_PERMIT",
    "他的军官证是12345678": "CN_MILITARY_ID",
    "军官证：南字第1234567号": "CN_MILITARY_ID",
    "警号012345": "CN_POLICE_ID",
    "HKID A1234563": "HK_ID",
    "澳门身份证1234567(8)": "MO_ID",
    "身分證字號A123456789": "TW_NATIONAL_ID",
    "居留證號碼A800000014": "TW_ARC",
    "統一編號：00501503": "TW_UBN",
}
OF_THEMSELVES = {
    "编办发A123456(3)。": "HK_ID",
    "持军字第1234567号": "CN_MILITARY_ID",
    "P<CHNZHANG<<SAN<<<<<<<<<<<<<<<<<<<<<<<<<<<<<": "CN_PASSPORT",
}


@pytest.mark.parametrize("text", ANNOUNCED)
def test_a_word_makes_something_of_a_weak_shape(text: str) -> None:
    (entity,) = likely(text).values()

    assert entity == ANNOUNCED[text]


@pytest.mark.parametrize("text", OF_THEMSELVES)
def test_some_shapes_speak_for_themselves(text: str) -> None:
    (entity,) = likely(text).values()

    assert entity == OF_THEMSELVES[text]


@pytest.mark.parametrize(
    "value",
    [
        *("G12345678", "EA1234567", "C12345678", "H1234567801", "L12345678", "12345678"),
        *("0012345601(B)", "南字第1234567号", "012345", "A1234563", "1234567(8)", "00501503"),
        *("TK1234567", "5/123456/7", "A123456789"),
    ],
)
@pytest.mark.parametrize("frame", ["{}", "见{}。", "订单号{}", "型号 {} 已停产", "20301231 {} 1"])
def test_without_a_word_they_do_not_count(value: str, frame: str) -> None:
    needy = {one.ENTITY for one in map(proven, PROVEN) if one.is_always_announced}
    found = {one.entity_type for one in analyze(frame.format(value))}

    assert likely(frame.format(value)) == {}
    assert needy.isdisjoint(found)


NAMED = {
    "护照号": {"E12345678", "123456789", "TK1234567"},
    "往来港澳通行证号码": {"C12345678", "W12345678"},
    "回乡证号": {"H12345678", "M1234567801"},
    "台胞证": {"01234567", "20301231", "0012345601"},
    "往来台湾通行证": {"L12345678", "T12345678"},
    "军官证号": {"军字第1234567号", "南字12345678", "1234567"},
    "警官证": {"012345", "警字第012345号"},
    "hkid": {"A1234563", "AB987654(3)"},
    "澳门身份证": {"1234567(8)", "5/123456/7", "51234567"},
    "身分證字號": {"A123456789"},
    "居留證": {"A800000014", "FA12345689"},
    "統一編號": {"00501503"},
}


@pytest.mark.parametrize("name", NAMED)
def test_a_columns_name_makes_something_of_every_form(name: str) -> None:
    # Cells count by their column's share, however low the score of one is.
    found = {value: analyze(value, context=[name]) for value in NAMED[name]}

    assert [value for value, some in found.items() if not some] == []


def test_a_column_of_any_papers_tells_passports_from_permits() -> None:
    def entities(value: str) -> set[str]:
        return {one.entity_type for one in analyze(value, context=["证件号码"])}

    assert entities("E12345678") == {"CN_PASSPORT"}
    assert entities("C12345678") == {"CN_EEP_HKM"}
    assert entities("M12345678") == {"CN_HOME_RETURN_PERMIT"}
    assert entities("T12345678") == {"CN_TAIWAN_PERMIT"}
    assert "HK_ID" in entities("A123456(3)")
    assert entities("12345678") == set()


def test_a_date_after_the_word_is_no_number() -> None:
    assert likely("台胞证有效期至20301231") == {}
    assert likely("澳门身份证签发日期20101231") == {}


# -- what masks show --------------------------------------------------------------------------


@pytest.mark.parametrize("entity", ["CN_MILITARY_ID", "CN_POLICE_ID"])
@given(value=digits)
def test_service_is_not_told_by_a_sample(entity: str, value: str) -> None:
    assert proven(entity).mask(value) == "****"


def test_writings_of_one_number_are_one() -> None:
    def compact(entity: str, *texts: str) -> set[str]:
        return {proven(entity).compact(text) for text in texts}

    assert len(compact("HK_ID", "A123456(3)", "a1234563", "A 123456 (3)")) == 1
    assert len(compact("CN_HOME_RETURN_PERMIT", "H12345678", "H1234567801")) == 1
    assert len(compact("CN_MILITARY_ID", "军字第1234567号", "军字1234567")) == 1
    assert len(compact("CN_MILITARY_ID", "军字第1234567号", "海字第1234567号")) == 2


# -- public fixtures and the reference ---------------------------------------------------------

KINDS = {
    "zh_passport": {"CN_PASSPORT"},
    "zh_military_id": {"CN_MILITARY_ID"},
    "zh_id_number": {"CN_RESIDENT_ID", "CN_RESIDENT_ID_15"},
}
# Judged otherwise, on purpose.
DEVIATIONS = {
    "too_few_digits": "certificates of seven digits are printed: 军字第1234567号",
}


@pytest.mark.parametrize("name", KINDS)
def test_public_fixtures_are_judged_as_they_say(name: str) -> None:
    path = FIXTURES / f"{name}.json"
    if not path.exists():
        pytest.skip("needs ../shared/eval beside the checkout")
    wrong = {
        case["id"]
        for case in json.loads(path.read_text(encoding="utf-8"))
        if case["should_match"] != _is_found(case, KINDS[name])
    }

    assert wrong <= set(DEVIATIONS)


def _is_found(case: dict[str, str], entities: set[str]) -> bool:
    expected = case.get("expected_text", "")
    found = [text for text, entity in likely(case["input"]).items() if entity in entities]
    return any(expected in text or text in expected for text in found)


# An example of each confuser that the reference table names, and the column it may stand in.
CONFUSERS = {
    ("CN_RESIDENT_ID", "order no = yyyyMMddHHmmss+4"): "202611231530451234",
    ("CN_RESIDENT_ID", "snowflake id"): "175928847299117063",
    ("CN_RESIDENT_ID_15", "IMEI"): "354178036859789",
    ("CN_RESIDENT_ID_15", "business licence 15"): "110108000000016",
    ("CN_RESIDENT_ID_15", "IMSI 460…"): "460011234567890",
    ("CN_RESIDENT_ID_15", "CN_TAXPAYER_ID_15"): "110105M000100Y4",
    ("TW_NATIONAL_ID", "SKU letter+9 digits"): "A123456780",
    ("CN_PASSPORT", "SKU / contract no letter+8 digits"): "E12345678",
    ("CN_PASSPORT", "home-return permit H/M + 8"): "H12345678",
    ("CN_EEP_HKM", "C + 8 digits part numbers"): "C12345678",
    ("CN_TW_COMPATRIOT_PERMIT", "yyyyMMdd date"): "20261123",
    ("TW_UBN", "date/serial"): "20261123",
}
PAPERS = {entity for entity, _ in CONFUSERS}


@pytest.mark.parametrize("frame", ["{}", "编号{}", "SKU {}", "No. {} 已登记"])
@pytest.mark.parametrize(("entity", "confuser"), CONFUSERS)
def test_a_look_alike_is_not_taken_for_a_paper(entity: str, confuser: str, frame: str) -> None:
    found = likely(frame.format(CONFUSERS[entity, confuser]))

    assert PAPERS.isdisjoint(found.values())


@pytest.mark.skipif(not LOOKALIKES.exists(), reason="needs ../shared/reference beside the checkout")
def test_every_confuser_of_a_paper_has_an_example() -> None:
    with LOOKALIKES.open(encoding="utf-8") as table:
        rows = [(row["target_entity"], row["confuser"]) for row in csv.DictReader(table)]
    # One in eleven of these passes; only a whole column tells (classify).
    by_column = ("CN_RESIDENT_ID", "order no = store(6)+yyyyMMdd+seq(4)")

    assert {pair for pair in rows if pair[0] in PAPERS} - {by_column} <= set(CONFUSERS)


def test_random_order_numbers_pass_no_more_often_than_stated() -> None:
    order = np.random.default_rng(7).integers(10**3, 10**4, 4000)
    numbers = [f"11010520261101{number}" for number in order.tolist()]
    share = np.mean(passes("CN_RESIDENT_ID", *numbers))

    assert abs(share - proven("CN_RESIDENT_ID").CHANCE) < 0.03


# -- columns of what looks like an old resident ID -----------------------------------------------


def imeis(dice: random.Random) -> str:
    body = f"35{dice.randrange(10**12):012d}"
    return body + luhn.calc_check_digit(body)


def licences(dice: random.Random) -> str:
    body = f"{dice.choice(('110105', '440301', '310115'))}{dice.randrange(10**8):08d}"
    return body + mod_11_10.calc_check_digit(body)


def old_taxpayers(dice: random.Random) -> str:
    body = f"{dice.randrange(10**8):08d}"
    total = sum(int(sign) * weight for sign, weight in zip(body, _GB_11714, strict=True))
    return f"110105{body}{'0123456789X0'[-total % 11]}"


def imsis(dice: random.Random) -> str:
    return f"46000{dice.randrange(10**10):010d}"


def old_ids(dice: random.Random) -> str:
    born = f"{dice.randrange(30, 99)}{dice.randrange(1, 13):02d}{dice.randrange(1, 29):02d}"
    return f"{dice.choice(('110105', '440301', '310115'))}{born}{dice.randrange(1000):03d}"


_GB_11714 = (3, 7, 9, 10, 5, 8, 4, 2)


def verdict(cells: list[str], name: str) -> Verdict | None:
    """Return what a column comes to, as for resident IDs of 15 digits."""
    column = public_data.Column("t", name, "", cells)
    (tallies,) = scoring.verdicts_on([column])
    verdicts = {one.entity: one.verdict for one in tallies}
    return verdicts.get("CN_RESIDENT_ID_15")


@pytest.mark.parametrize("others", [imeis, licences, old_taxpayers, imsis])
@pytest.mark.parametrize("name", ["号码", "证件号码"])
def test_a_column_of_other_numbers_is_none_of_old_ids(
    others: Callable[[random.Random], str], name: str
) -> None:
    dice = random.Random(15)
    found = verdict([others(dice) for _ in range(300)], name)

    assert found is None or not found.counts


def test_a_column_of_old_ids_is_one_without_a_word() -> None:
    dice = random.Random(15)
    cells = [old_ids(dice) for _ in range(300)]

    assert verdict(cells, "号码") is Verdict.PROBABLE
    assert verdict(cells, "身份证号") is Verdict.CONFIRMED
