"""What a thing may have too is somebody's only in company: a key, a name, another trait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanner import classify
from scanner.classify import policy
from scanner.evidence import Bucket
from scanner.messages import say
from scanner.model import Tally, Verdict
from tests.made_evidence import column, file, keys, seen

if TYPE_CHECKING:
    from scanner.evidence import FieldEvidence

POLICY = policy.load(policy.shipped("cn45574"), "cn45574")
CONFIRMED, PROBABLE, POSSIBLE, _, REJECTED = Verdict


def why(tally: Tally, language: str = "en") -> str:
    """Return why a tally has its verdict."""
    return "; ".join(say(note, language) for note in tally.why)


def beside(name: str, field: FieldEvidence, **others: FieldEvidence) -> Tally:
    """Judge a field in a table with others; return its only tally."""
    named = [(other.replace("_", " "), evidence) for other, evidence in others.items()]
    found = classify.judge(POLICY, file((name, field), *named)).tallies
    (tally,) = (each for each in found if each.field == name)
    return tally


PLACES = column(100, GEO_POINT_PRECISE=seen(0.4, whole_valid=100))
NAMES = column(100, PERSON_NAME_ZH=seen(0.6, whole_valid=100))


def test_what_a_thing_may_have_too_is_somebodys_only_beside_somebody() -> None:
    alone = beside("latitude", PLACES, stop_id=column(100))

    assert alone.verdict is POSSIBLE
    assert "may describe things" in why(alone)
    assert beside("latitude", PLACES, 姓名=NAMES).verdict is CONFIRMED
    assert beside("latitude", PLACES, user_id=column(100)).verdict is CONFIRMED
    assert beside("latitude", PLACES, 会员编号=column(100)).verdict is CONFIRMED
    assert beside("driver_latitude", PLACES, trip=column(100)).verdict is CONFIRMED


def test_two_columns_that_a_thing_may_have_make_nobody() -> None:
    countries = column(100, NATIONALITY=seen(0.4, whole_valid=100))

    assert beside("latitude", PLACES, country=countries).verdict is POSSIBLE
    assert beside("country", countries, latitude=PLACES).verdict is POSSIBLE


def test_somebody_in_another_table_of_the_file_is_no_company() -> None:
    evidence = file(("latitude", PLACES))
    evidence.merge(file(("姓名", NAMES), part="客户"))
    found = classify.judge(POLICY, evidence).tallies

    assert {each.field: each.verdict for each in found} == {
        "latitude": POSSIBLE,
        "姓名": CONFIRMED,
    }


def test_people_among_firms_are_counted_beside_somebody() -> None:
    mixed = column(100, PERSON_NAME_ZH=seen(0.4, whole_valid=40, whole_failed=60))
    phones = column(100, CN_MOBILE=seen(0.95, whole_valid=100))
    tally = beside("客户名称", mixed, 手机号=phones)

    assert (tally.verdict, tally.count) == (PROBABLE, 40)
    assert "mixed with something else" in why(tally)
    assert beside("客户名称", mixed, 金额=column(100)).verdict is POSSIBLE
    assert beside("联系人", mixed, 金额=column(100)).verdict is PROBABLE


def test_a_key_makes_a_trait_somebodys() -> None:
    assert beside("age", AGES, tip=column(100), id=column(100)).verdict is CONFIRMED


AGES = column(100, AGE=seen(0.6, whole_valid=100))


def test_a_trait_alone_in_a_wide_table_is_nobodys() -> None:
    alone = beside("age", AGES, total_bill=column(100), tip=column(100))

    assert alone.verdict is POSSIBLE
    assert "only trait" in why(alone)
    assert beside("age", AGES, tip=column(100)).verdict is CONFIRMED
    assert beside("age", AGES, tip=column(100), 姓名=NAMES).verdict is CONFIRMED
    assert beside("age", AGES, tip=column(100), user_id=column(100)).verdict is CONFIRMED
    genders = column(100, GENDER=seen(0.6, whole_valid=100))
    assert beside("age", AGES, tip=column(100), sex=genders).verdict is CONFIRMED


def test_a_list_of_codes_is_nobodys() -> None:
    beliefs = column(6, RELIGION=seen(0.6, whole_valid=6))
    often = column(7, RELIGION=seen(0.6, whole_valid=6))
    often.entities["RELIGION"].add(Bucket.WHOLE_VALID, keys(1, 1))
    ills = column(6, HEALTH_TEXT=seen(0.6, whole_valid=6))
    two = column(2, HEALTH_TEXT=seen(0.6, whole_valid=2))
    alone = beside("宗教信仰", beliefs, 代码=column(6))

    assert alone.verdict is POSSIBLE
    assert "a list to choose from" in why(alone)
    assert beside("诊断", ills, 编码=column(6), 备注=column(6)).verdict is POSSIBLE
    assert beside("宗教信仰", beliefs, 宗教信仰代码=beliefs).verdict is POSSIBLE
    assert beside("宗教信仰", often, 代码=column(6)).verdict is CONFIRMED
    assert beside("诊断", two, 编码=column(2)).verdict is CONFIRMED
    assert beside("诊断", ills).verdict is CONFIRMED
    for name in ("编号", "id", "患者编号", "病历编码", "金额", "就诊日期"):
        assert beside("诊断", ills, 编码=column(6), **{name: column(6)}).verdict is CONFIRMED
    assert beside("诊断", ills, 编码=column(6), 姓名=NAMES).verdict is CONFIRMED


@pytest.mark.parametrize("device", ["IMEI", "IMSI", "IDFA_OAID_ANDROIDID"])
def test_what_people_carry_tells_whose_places_they_are(device: str) -> None:
    phones = column(100)
    phones.entities[device] = seen(0.75, whole_valid=100)
    cars = column(100, VIN=seen(0.75, first=500, whole_valid=100))
    name = {"IMEI": "imei", "IMSI": "imsi"}.get(device, "oaid")

    assert beside("lng", PLACES, **{name: phones}).verdict is CONFIRMED
    assert beside("lng", PLACES, **{name: phones, "vin": cars}).verdict is POSSIBLE
    found = classify.judge(POLICY, file((name, phones), ("lng", PLACES)))
    assert [hit.rule for hit in found.hits if hit.flags] == ["K5"]
