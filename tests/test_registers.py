"""Numbers of phones, accounts, companies, vehicles, and what only looks like them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scanner
from bench import scoring
from bench.public_data import Column
from recognizers.arrays import to_matrix, to_texts
from recognizers.cn.biz_license import CnBizLicenseRecognizer
from recognizers.cn.cnaps import CnCnapsRecognizer
from recognizers.cn.iot_msisdn import PREFIXES as OF_MACHINES
from recognizers.cn.personal_taxpayer_id import CnPersonalTaxpayerIdRecognizer
from recognizers.cn.plate import PROVINCES, CnPlateRecognizer
from recognizers.cn.resident_id import CnResidentIdRecognizer
from recognizers.cn.uscc import CnUsccRecognizer
from recognizers.cn.vin import CHECK_PLACE, VinRecognizer
from scanner.classify import policy
from tests.numbers_of_things import ALPHABET_OF_VIN, LOOK_ALIKES

SHARED = Path(__file__).parents[2] / "shared"
REFERENCE = SHARED / "reference" / "data"
FIXTURES = SHARED / "eval" / "zh_pii" / "argus_redact_fixtures"
needs_reference = pytest.mark.skipif(
    not REFERENCE.exists(), reason="needs ../shared/reference beside the checkout"
)

OURS = (
    *("CN_MOBILE", "CN_IOT_MSISDN", "CN_LANDLINE", "CN_HOTLINE", "CN_BANK_CARD", "CN_CNAPS"),
    *("CN_BANK_ACCOUNT_CORP", "CN_BANK_ACCOUNT_PERSONAL", "CN_USCC", "CN_ORG_CODE", "CN_PLATE"),
    *("CN_TAXPAYER_ID", "CN_TAXPAYER_ID_20", "CN_BIZ_LICENSE_15", "VIN", "CN_DRIVER_LICENSE"),
    *("CN_DRIVER_FILE_NO", "CN_SOCIAL_SECURITY_NO", "CN_SS_CARD_NO", "CN_MEDICAL_INSURANCE_NO"),
    "CN_HOUSING_FUND_ACCT",
)


def rows(name: str) -> list[dict[str, str]]:
    """Return a table of the reference."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8") as table:
        return list(csv.DictReader(table))


def likely(text: str) -> dict[str, str]:
    """Return what counts in a text: by entity, the value."""
    found = scanner.analyze(text)
    return {one.entity_type: text[one.start : one.end] for one in found if one.score >= 0.5}


# -- values in text -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("车牌京A12345", {"CN_PLATE": "京A12345"}),
        ("他开的粤B·D12345停在楼下", {"CN_PLATE": "粤B·D12345"}),
        ("川a123ab", {"CN_PLATE": "川a123ab"}),
        ("车牌京ABC12E", {"CN_PLATE": "京ABC12E"}),
        ("车架号LSVAM4186C2184841", {"VIN": "LSVAM4186C2184841"}),
        ("VIN: 1M8GDM9AXKP042788", {"VIN": "1M8GDM9AXKP042788"}),
        ("组织机构代码：M000100Y-4", {"CN_ORG_CODE": "M000100Y-4"}),
        ("组织机构代码M000100Y4", {"CN_ORG_CODE": "M000100Y4"}),
        ("税号110108M000100Y4", {"CN_TAXPAYER_ID": "110108M000100Y4"}),
        ("税号11010519491231002X01", {"CN_TAXPAYER_ID_20": "11010519491231002X01"}),
        ("注册号：110108000000016", {"CN_BIZ_LICENSE_15": "110108000000016"}),
        ("联行号102100099996", {"CN_CNAPS": "102100099996"}),
        ("物联网卡1460012345678", {"CN_IOT_MSISDN": "1460012345678"}),
        ("13800138000转801", {"CN_MOBILE": "13800138000"}),
        ("手机013800138000", {"CN_MOBILE": "013800138000"}),
        ("138.0013.8000", {"CN_MOBILE": "138.0013.8000"}),
        ("86-0755-88889999", {"CN_LANDLINE": "86-0755-88889999"}),
        ("统一社会信用代码91350100M000100Y56", {"CN_USCC": "91350100M000100Y56"}),
    ],
)
def test_a_value_is_recognized_in_running_text(text: str, expected: dict[str, str]) -> None:
    assert likely(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "最新A12345型",
            "阿里云A12345",
            "京ICP备12345678号",
            "京B2-20090191",
            "北京12345领导留言",
        ),
        *("1460012345678", "created_at 1460012345678", "95588", "拨打12345", "106575123456"),
        *("400-810-8888", "客服热线400-810-8888", "20231201-3", "编号12345678-8", "M000100Y4"),
        *("110108M000100Y4", "110108000000016", "102100099996", "运单号102100099996"),
        *("1234\n6222\n0212\n3456\n7894", "1234\n6222021001123456", "11010519491231002X01"),
        *("订单号LSVAM4186C2184841", "1.3800138000", "138.0013.80001", "8613.8001.3800"),
        *("京A12345678", "北京MARKET", "北京USB30A", "4759 0162 9172 2483", "0571 8812 3456 7894"),
        "https://example.com/8301-201_162-57585821/x",
    ],
)
def test_what_only_looks_like_one_does_not_count(text: str) -> None:
    assert likely(text) == {}


def test_every_number_in_a_cell_is_found() -> None:
    text = "13800138000/13900139000、15012345678 010-62345678转8；13800138000.0"
    values = [text[one.start : one.end] for one in scanner.analyze(text)]

    assert values == [
        *("13800138000", "13900139000", "15012345678", "010-62345678转8", "13800138000")
    ]


# -- checks -------------------------------------------------------------------------------


@given(
    st.from_regex(
        f"L[{ALPHABET_OF_VIN}]{{8}}[1-9A-HJ-NPR-T][{ALPHABET_OF_VIN}]{{3}}[0-9]{{4}}",
        fullmatch=True,
    )
)
def test_a_vehicle_has_one_check_sign(number: str) -> None:
    forms = [f"{number[:CHECK_PLACE]}{sign}{number[CHECK_PLACE + 1 :]}" for sign in "0123456789X"]

    assert VinRecognizer().passes(to_matrix(forms)).sum() == 1


@given(st.from_regex("[1-6][1-5][0-9]{12}", fullmatch=True))
def test_a_registration_has_one_check_digit(head: str) -> None:
    forms = to_matrix([f"{head}{digit}" for digit in range(10)])
    has_province = head[:2] in {"11", "12", "13", "14", "15"} or head[0] in "23456"

    assert CnBizLicenseRecognizer().passes(forms).sum() <= 1
    if has_province and head[:2] not in {"24", "25", "55"}:
        assert CnBizLicenseRecognizer().passes(forms).sum() == 1


# Head offices: ICBC, CMB, ABC, BOC, CCB, BoCom, CMBC, CEB, CIB, SPDB, CGB, PAB, HXB, CITIC, PSBC.
BRANCHES = (
    *("102100099996", "308584000013", "103100000026", "104100000004", "105100000017"),
    *("301290000007", "305100000013", "303100000006", "309391000011", "310290000013"),
    *("306581000003", "307584007998", "304100040000", "302100011000", "403100000004"),
)


def test_branch_codes_that_banks_publish_pass_and_their_neighbours_do_not() -> None:
    passes = CnCnapsRecognizer().passes
    assert passes(to_matrix(list(BRANCHES))).all()
    others = [f"{code[:-1]}{(int(code[-1]) + 1) % 10}" for code in BRANCHES]
    assert not passes(to_matrix(others)).any()


def test_a_trader_s_taxpayer_number_passes_as_the_resident_id_in_it() -> None:
    passes = CnPersonalTaxpayerIdRecognizer().passes
    ids = CnResidentIdRecognizer.GENUINE[0], "110105194912310021"
    assert passes(to_matrix([f"{one}{rest}" for one in ids for rest in ("00", "19")])).tolist() == [
        *(True, True, False, False)
    ]
    assert passes(to_matrix([f"L{one}" for one in ids])).tolist() == [True, False]


def test_individual_traders_are_told_by_the_seventh_digit() -> None:
    values = to_matrix(["310107600000013", "110108000000016"])
    facts = CnBizLicenseRecognizer().facts(values, "2026-11-23")

    assert facts["individual_trader"].tolist() == [True, False]


def test_a_code_without_a_certified_organisation_weighs_less() -> None:
    whole, doubtful = CnUsccRecognizer().bonus(
        to_matrix(["91350100M000100Y43", "91350100M000100Y56"])
    )
    assert whole == 0 > doubtful
    assert CnUsccRecognizer().bonus(to_matrix(["9135"])).tolist() == [doubtful]


# -- plates -------------------------------------------------------------------------------


@given(st.lists(st.from_regex(CnPlateRecognizer.WHOLE, fullmatch=True), min_size=1, max_size=20))
def test_whole_plates_are_judged_as_the_patterns_do(drawn: list[str]) -> None:
    recognizer = CnPlateRecognizer()
    packed = [np.frombuffer(one.encode(), np.uint8) for one in drawn]
    texts = np.zeros((len(packed), max(map(len, packed))), np.uint8)
    for row, data in zip(texts, packed, strict=True):
        row[: len(data)] = data

    assert to_texts(recognizer.whole(texts)) == [recognizer.compact(one).encode() for one in drawn]
    assert all(recognizer.spans(one)[0][:2] == (0, len(one)) for one in drawn)


@given(st.sampled_from(PROVINCES), st.sampled_from(PROVINCES), st.from_regex("[A-H][0-9]{5}"))
def test_plates_of_two_provinces_are_two(one: str, other: str, rest: str) -> None:
    compact = CnPlateRecognizer().compact

    assert (compact(f"{one}{rest}") == compact(f"{other}{rest}")) is (one == other)


def test_a_masked_plate_shows_province_and_registry() -> None:
    recognizer = CnPlateRecognizer()
    assert recognizer.mask(recognizer.compact("粤B·12345")) == "粤B*****"


# Kinds of the reference that are looked for otherwise, or not at all.
PLATE_KINDS = {
    "temporary": "five digits after 临 are anything",
    "military": "two letters and five digits are like any other code",
}


@needs_reference
@given(data=st.data())
@settings(max_examples=20)
def test_plates_of_every_listed_kind_are_found(data: st.DataObject) -> None:
    for row in rows("plate_patterns"):
        if row["kind"] in PLATE_KINDS:
            continue
        form = next(value for key, value in row.items() if key.startswith("regex"))
        form = (
            form.strip("^$")
            .replace("\\d", "[0-9]")
            .replace("[prov]?", "[prov]")
            .replace("[A-HJ-NP-Z]?", "[A-HJ-NP-Z]")
        )
        form = form.replace("[A-Z]?", "[A-HJ-NP-Z]").replace("A-Z0-9", "A-HJ-NP-Z0-9")
        form = form.replace("{4,5}", "{4}").replace("[prov]", f"[{PROVINCES}]")
        form = form.replace("民航[A-HJ-NP-Z0-9]{5}", "民航[A-HJ-NP-Z][0-9]{4}")
        plate = data.draw(st.from_regex(form, fullmatch=True))
        spans = CnPlateRecognizer().analyze(plate, ["CN_PLATE"])
        assert [(one.start, one.end) for one in spans] == [(0, len(plate))], (row["kind"], plate)


# -- columns that are none of ours --------------------------------------------------------


@pytest.mark.parametrize("header", ["数据", "id", "订单号", "运单编号", ""])
def test_columns_of_look_alikes_are_none_of_ours(header: str) -> None:
    dice = Random(header)
    columns = [
        Column("t", header, kind, [make(dice, number) for number in range(400)])
        for kind, make in LOOK_ALIKES.items()
    ]
    judged = scoring.verdicts_on(columns, has_header=bool(header))
    wrong = {
        column.kind: one.entity
        for column, tallies in zip(columns, judged, strict=True)
        for one in tallies
        if one.verdict.counts and one.entity in OURS
    }
    assert wrong == {}


# -- references and fixtures --------------------------------------------------------------


@needs_reference
def test_prefixes_of_machines_are_those_of_the_reference() -> None:
    listed = {row["prefix"] for row in rows("mobile_prefixes") if row["total_digits"] == "13"}

    assert listed == set(OF_MACHINES)


@needs_reference
def test_entities_have_the_level_and_category_of_the_reference() -> None:
    ours = policy.load(policy.shipped("cn45574"), "").entities
    for row in rows("entity_policy"):
        if row["entity"] in OURS:
            rule = ours[row["entity"]]
            assert rule.level.name == row["base_level"], row["entity"]
            assert rule.category.startswith(row["category"].split("/")[0]), row["entity"]


# Cases of the public fixtures that we mean to judge otherwise.
UNLIKE_FIXTURES = {
    "mobile_prefix_14": "140 was never given to an operator",
    "mobile_prefix_16": "160 was never given to an operator",
    "landline_beijing": "no subscriber's number begins with 1",
    "landline_three_digit_area": "no subscriber's number begins with 1",
    "landline_no_dash": "no subscriber's number begins with 1",
    "ccb_bin_no_luhn": "fails Luhn: a typing error or an invented number",
    "icbc_bin_no_luhn": "fails Luhn: a typing error or an invented number",
    "ccb_bin_with_spaces": "fails Luhn: a typing error or an invented number",
    "government_agency": "of digits alone, and holds no organisation code",
    "shebao_city_format": "a local number, told by its column's name only",
}
KINDS = {
    "zh_phone": {"CN_MOBILE", "CN_LANDLINE"},
    "zh_bank_card": {"CN_BANK_CARD", "CREDIT_CARD"},
    "zh_license_plate": {"CN_PLATE"},
    "zh_credit_code": {"CN_USCC"},
    "zh_social_security": {"CN_SOCIAL_SECURITY_NO", "CN_RESIDENT_ID"},
}


def cases() -> list[tuple[str, dict[str, object]]]:
    """Return the fixtures of our kinds; none where they are not there."""
    found = []
    for name in KINDS if FIXTURES.exists() else ():
        found += [
            (name, case) for case in json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))
        ]
    return found


@pytest.mark.skipif(not FIXTURES.exists(), reason="needs ../shared/eval beside the checkout")
def test_public_fixtures_are_judged_as_they_say_or_for_a_reason() -> None:
    wrong = set()
    for name, case in cases():
        found = likely(str(case["input"]))
        values = {value for entity, value in found.items() if entity in KINDS[name]}
        if case["id"] == "no_keyword_bare_id":
            values = {found[one] for one in found if one == "CN_SOCIAL_SECURITY_NO"}
        expected = case.get("expected_text")
        if bool(values) is not case["should_match"] or (values and expected not in {None, *values}):
            wrong.add(case["id"])

    assert wrong == set(UNLIKE_FIXTURES)


# -- accounts and places named in text ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("坐标：116.397428,39.90923", "GEO_PAIR_IN_TEXT", "坐标：116.397428,39.90923"),
        (
            '{"lat": 39.90923, "lng": 116.397428}',
            "GEO_PAIR_IN_TEXT",
            'lat": 39.90923, "lng": 116.397428',
        ),
        ("?lat=39.90923&lng=116.397428", "GEO_PAIR_IN_TEXT", "lat=39.90923&lng=116.397428"),
        (
            'INFO lng=116.397428 acc="3.51234" lat=39.90923 ok',
            "GEO_PAIR_IN_TEXT",
            'lng=116.397428 acc="3.51234" lat=39.90923',
        ),
        (
            '<trkpt lat="39.90923" lon="116.397428"/>',
            "GEO_PAIR_IN_TEXT",
            'lat="39.90923" lon="116.397428',
        ),
        ("转到支付宝账号：13800138000", "ALIPAY_IN_TEXT", "支付宝账号：13800138000"),
        ("支付宝：li.lei@example.com", "ALIPAY_IN_TEXT", "支付宝：li.lei@example.com"),
        ("支付宝 2088123456789012", "ALIPAY_IN_TEXT", "支付宝 2088123456789012"),
    ],
)
def test_what_a_word_makes_of_a_value_has_one_winner(text: str, entity: str, value: str) -> None:
    assert likely(text) == {entity: value}


@pytest.mark.parametrize(
    "text",
    [
        *("116.397428,39.90923", "尺寸：116.397428,39.90923", "坐标：2.294500,48.858400"),
        *("坐标：116.39,39.90", "支付宝交易号20240105220014000012345678", "支付宝到账138.00元"),
    ],
)
def test_pairs_of_numbers_and_receipts_are_none(text: str) -> None:
    assert likely(text) == {}


def test_a_place_in_a_text_counts_where_it_is_somebody_s(tmp_path: Path) -> None:
    def counted(text: str) -> set[str]:
        (tmp_path / "t.txt").write_text(text, encoding="utf-8")
        with scanner.scan(tmp_path, workers=0) as inventory:
            found = inventory.fields
        return set(found[found["verdict"].isin(["confirmed", "probable"])]["entity"])

    assert counted("门口坐标：116.397428,39.90923\n") == set()
    assert counted('"name": "某店", "address": "某路1号",\n"lat": 39.90923,\n') == set()
    assert counted('"mobile": "13800138000",\n"lng": 116.397428,\n') == {
        "CN_MOBILE",
        "GEO_POINT_PRECISE",
    }
    assert counted("电话13800138000，到家坐标：116.397428,39.90923\n") == {
        "CN_MOBILE",
        "GEO_PAIR_IN_TEXT",
    }
