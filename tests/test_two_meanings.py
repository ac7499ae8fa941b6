"""A column's name with two meanings, and values with two: what settles them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers import headers
from recognizers.arrays import to_matrix
from recognizers.facts import SMALL_FIRST
from recognizers.world.ip import IpAddressRecognizer
from scanner import classify
from scanner.classify import policy
from scanner.evidence import Bucket
from scanner.model import Verdict
from tests.made_evidence import column, file, keys, seen, text

if TYPE_CHECKING:
    from scanner.evidence import Evidence

POLICY = policy.load(policy.shipped("cn45574"), "cn45574")
CONFIRMED, PROBABLE, POSSIBLE, _, REJECTED = Verdict
few = st.integers(3, 9)


def verdicts(name: str, cells: int, **entities: Evidence) -> dict[str, Verdict]:
    field = column(cells, has_header=bool(name), **entities)
    found = classify.judge(POLICY, file((name, field))).tallies
    return {one.entity: one.verdict for one in found}


def test_a_check_tells_which_meaning_of_a_name_is_meant() -> None:
    devices, numbers = seen(whole_valid=40), seen(whole_valid=40)
    found = verdicts("sbh", 40, IMEI=devices, CN_SOCIAL_SECURITY_NO=numbers)
    assert found == {"IMEI": CONFIRMED, "CN_SOCIAL_SECURITY_NO": REJECTED}


def test_relatives_under_one_name_do_not_contradict_each_other() -> None:
    ids, numbers = seen(whole_valid=40), seen(whole_valid=40)
    found = verdicts("社保号", 40, CN_RESIDENT_ID=ids, CN_SOCIAL_SECURITY_NO=numbers)
    assert found["CN_SOCIAL_SECURITY_NO"] is CONFIRMED


def test_an_account_is_called_by_its_kind_in_a_column_of_its_own() -> None:
    accounts, ids = seen(whole_valid=30), seen(0.6, first=500, whole_valid=60)
    assert verdicts("微信", 60, CHAT_ACCOUNT=accounts, WECHAT_ID=ids) == {
        "CHAT_ACCOUNT": REJECTED,
        "WECHAT_ID": CONFIRMED,
    }
    assert verdicts("备注", 60, CHAT_ACCOUNT=accounts) == {"CHAT_ACCOUNT": CONFIRMED}


@given(st.integers(2, 500))
def test_a_typing_error_among_whole_numbers_is_no_damage(count: int) -> None:
    whole, damaged = seen(whole_valid=count), seen(0.5, first=9_000_000, whole_valid=1)
    found = verdicts("身份证号", count + 1, CN_RESIDENT_ID=whole, CN_RESIDENT_ID_DAMAGED=damaged)
    assert found == {"CN_RESIDENT_ID": CONFIRMED, "CN_RESIDENT_ID_DAMAGED": POSSIBLE}


def test_a_name_of_things_and_people_alike_confirms_nothing() -> None:
    pupils = seen(0.6, whole_valid=40)
    names = seen(0.6, whole_valid=40)
    fields = ("xm", column(40, PERSON_NAME_ZH=names)), ("xh", column(40, MINOR_ANY=pupils))
    found = {one.entity: one.verdict for one in classify.judge(POLICY, file(*fields)).tallies}
    assert found["MINOR_ANY"] is PROBABLE


# -- addresses and versions -----------------------------------------------------------------


@given(st.integers(1, 300), st.integers(0, 300))
def test_numbers_that_count_from_small_ones_are_versions(small: int, rest: int) -> None:
    addresses = seen(0.6, whole_valid=small + rest)
    addresses.facts[SMALL_FIRST] = small
    found = verdicts("build", small + rest, IP_ADDRESS=addresses)
    named = verdicts("登录IP", small + rest, IP_ADDRESS=addresses)

    assert found["IP_ADDRESS"].counts == (small < 0.9 * (small + rest))
    assert named["IP_ADDRESS"] is CONFIRMED


@given(*[st.integers(0, 255)] * 4)
def test_a_small_first_number_is_one_below_twenty(a: int, b: int, c: int, d: int) -> None:
    facts = IpAddressRecognizer().facts(to_matrix([f"{a}.{b}.{c}.{d}"]), "20260101")
    assert facts[SMALL_FIRST].tolist() == [a < 20]


@pytest.mark.parametrize("name", ["版本", "bb", "app_version", "固件版本", "firmware"])
def test_names_of_versions_speak_against_addresses(name: str) -> None:
    assert headers.negative(name)
    addresses = seen(0.6, whole_valid=200)
    assert not verdicts(name, 200, IP_ADDRESS=addresses)["IP_ADDRESS"].counts


# -- serial numbers -------------------------------------------------------------------------


@given(few)
def test_few_numbers_in_a_row_are_serial_numbers(count: int) -> None:
    numbers = seen(0.6, whole_valid=count)
    numbers.spread = 1 << 1234
    assert not verdicts("asset_no", count, CN_MOBILE=numbers)["CN_MOBILE"].counts
    assert verdicts("手机号", count, CN_MOBILE=numbers)["CN_MOBILE"] is CONFIRMED
    assert verdicts("电话", count, CN_MOBILE=numbers)["CN_MOBILE"].counts


@given(few)
def test_few_numbers_of_several_places_are_not(count: int) -> None:
    numbers = seen(0.6, whole_valid=count)
    numbers.spread = 1 << 1234 | 1 << 88
    assert verdicts("x", count, CN_MOBILE=numbers)["CN_MOBILE"].counts


# -- names ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["asset_no", "salary_no", "name_number", "address_num", "age_no"])
def test_what_has_no_number_of_its_own_is_not_announced_by_one(name: str) -> None:
    assert not headers.match(name)


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("性别码", "GENDER"),
        ("民族编码", "ETHNICITY"),
        ("政治面貌代码", "POLITICAL"),
        ("学历代码2", "EDUCATION"),
        ("诊断编码", "HEALTH_TEXT"),
        ("gender_code", "GENDER"),
        ("姓名拼音", "PERSON"),
        ("pinyin_name", "PERSON"),
    ],
)
def test_codes_and_spellings_of_a_trait_are_announced(name: str, entity: str) -> None:
    assert {"strong"} == {hit.strength for hit in headers.match(name) if hit.entity == entity}


@pytest.mark.parametrize("name", ["手机号编码", "商品码", "二维码", "姓名代码", "邮箱编码"])
def test_only_traits_have_codes(name: str) -> None:
    assert not headers.match(name)


def test_accounts_that_are_all_cards_are_told_once() -> None:
    cards, accounts = seen(whole_valid=40), seen(0.6, whole_valid=40)
    found = verdicts("收款账号", 40, CN_BANK_CARD=cards, CN_BANK_ACCOUNT_PERSONAL=accounts)
    assert found == {"CN_BANK_CARD": CONFIRMED, "CN_BANK_ACCOUNT_PERSONAL": REJECTED}


def test_accounts_of_which_some_are_cards_stay() -> None:
    cards, accounts = seen(whole_valid=40), seen(0.6, whole_valid=60)
    found = verdicts("收款账号", 60, CN_BANK_CARD=cards, CN_BANK_ACCOUNT_PERSONAL=accounts)
    assert found == {"CN_BANK_CARD": CONFIRMED, "CN_BANK_ACCOUNT_PERSONAL": CONFIRMED}


@pytest.mark.parametrize(
    ("name", "entity", "narrower"),
    [
        ("mac", "IMEI_MEID_MAC_SERIAL", "MAC_ADDRESS"),
        ("cvv", "PASSWORD_OR_SECRET", "CVV_TRACK_PIN"),
    ],
)
def test_what_a_name_says_twice_is_told_once(name: str, entity: str, narrower: str) -> None:
    # Their values are normalised differently, so the keys differ.
    both = {entity: seen(0.6, whole_valid=40), narrower: seen(0.9, first=900, whole_valid=39)}
    assert verdicts(name, 40, **both) == {entity: REJECTED, narrower: CONFIRMED}
    few = {entity: seen(0.6, whole_valid=40), narrower: seen(0.9, first=900, whole_valid=20)}
    assert verdicts(name, 40, **few)[entity] is CONFIRMED
    narrow = seen(0.9, first=900, whole_valid=39, inline_strong=20)  # two in one cell
    several = {entity: seen(0.6, whole_valid=40), narrower: narrow}
    assert verdicts(name, 50, **several) == {entity: REJECTED, narrower: CONFIRMED}


@pytest.mark.parametrize(("name", "verdict"), [("交易编号", REJECTED), ("", POSSIBLE)])
def test_numbers_that_pass_luhn_but_mostly_begin_as_no_card_are_none(
    name: str, verdict: Verdict
) -> None:
    begun, others = seen(whole_valid=95), seen(first=9_000, whole_valid=3, whole_failed=202)
    found = verdicts(name, 300, CREDIT_CARD=begun, CN_BANK_CARD=others)
    assert found["CREDIT_CARD"] is verdict


def test_cards_under_their_own_name_may_be_fewer_than_typing_errors() -> None:
    begun, others = seen(whole_valid=95), seen(first=9_000, whole_failed=202)
    found = verdicts("银行卡号", 297, CREDIT_CARD=begun, CN_BANK_CARD=others)
    assert found["CREDIT_CARD"] is CONFIRMED


def test_cards_among_accounts_of_firms_stay_cards() -> None:
    begun, others = seen(whole_valid=20), seen(first=9_000, whole_valid=100, whole_failed=202)
    found = verdicts("", 322, CREDIT_CARD=begun, CN_BANK_CARD=others)
    assert found == {"CREDIT_CARD": CONFIRMED, "CN_BANK_CARD": PROBABLE}


def text_verdicts(**entities: Evidence) -> dict[str, Verdict]:
    found = classify.judge(POLICY, file(("", text(**entities)))).tallies
    return {one.entity: one.verdict for one in found}


@given(st.integers(10, 300))
def test_credit_cards_by_luck_among_many_long_numbers_in_a_text_are_doubtful(failed: int) -> None:
    others = seen(first=9_000, inline_failed=failed)
    by_luck, more = seen(0.6, inline_strong=failed // 10), seen(0.6, inline_strong=failed // 5 + 1)
    called = seen(0.95, inline_strong=failed // 10)
    doubted = text_verdicts(CREDIT_CARD=by_luck, CN_BANK_CARD=others)
    assert doubted["CREDIT_CARD"] is POSSIBLE
    assert text_verdicts(CREDIT_CARD=more, CN_BANK_CARD=others)["CREDIT_CARD"] is PROBABLE
    assert text_verdicts(CREDIT_CARD=called, CN_BANK_CARD=others)["CREDIT_CARD"] is CONFIRMED


def test_one_credit_card_among_few_long_numbers_stays() -> None:
    found = text_verdicts(
        CREDIT_CARD=seen(0.6, inline_strong=1), CN_BANK_CARD=seen(first=9, inline_failed=9)
    )
    assert found["CREDIT_CARD"] is PROBABLE


@pytest.mark.parametrize(
    ("passed", "failed", "verdict"),
    [
        (135, 135, POSSIBLE),
        (18, 17, POSSIBLE),
        (2, 3, POSSIBLE),
        (2, 2, PROBABLE),
        (100, 5, PROBABLE),
        (3, 1, PROBABLE),
        (30, 5, PROBABLE),
    ],
)
def test_mobiles_in_a_text_of_which_no_more_than_luck_pass_are_doubtful(
    passed: int, failed: int, verdict: Verdict
) -> None:
    numbers = seen(0.6, inline_strong=passed, inline_failed=failed)
    called = seen(0.95, inline_strong=passed, inline_failed=failed)
    assert text_verdicts(CN_MOBILE=numbers) == {"CN_MOBILE": verdict}
    assert text_verdicts(CN_MOBILE=called)["CN_MOBILE"].counts


@pytest.mark.parametrize(
    ("distinct", "cells", "is_told"),
    [(8, 60, False), (12, 20, True), (25, 300, True), (40, 40, True)],
)
def test_a_few_words_that_come_again_and_again_may_be_brands(
    distinct: int, cells: int, *, is_told: bool
) -> None:
    names = seen(0.4, whole_valid=distinct)
    names.add(Bucket.WHOLE_VALID, np.full(cells - distinct, keys(1, 1)[0]))
    found = verdicts("", cells, PERSON_NAME_ZH=names)
    assert found == ({"PERSON_NAME_ZH": PROBABLE} if is_told else {})


@pytest.mark.parametrize(("count", "verdict"), [(1, POSSIBLE), (2, POSSIBLE), (5, PROBABLE)])
def test_a_few_of_ten_numbers_begin_as_mobiles_do_by_luck(count: int, verdict: Verdict) -> None:
    numbers = seen(0.6, whole_valid=count)
    assert verdicts("产品ID", 10, CN_MOBILE=numbers) == {"CN_MOBILE": verdict}
    assert verdicts("联系方式", 10, CN_MOBILE=numbers)["CN_MOBILE"].counts


@pytest.mark.parametrize(("cells", "verdict"), [(12, POSSIBLE), (60, POSSIBLE), (4, PROBABLE)])
def test_a_mobile_in_hardly_any_cell_of_a_column_without_a_word_is_luck(
    cells: int, verdict: Verdict
) -> None:
    numbers = seen(0.6, whole_valid=1)
    assert verdicts("读数", cells, CN_MOBILE=numbers) == {"CN_MOBILE": verdict}
