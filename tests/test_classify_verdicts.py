"""A verdict follows from shares, luck and names, and says so in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner import classify
from scanner.classify import policy
from scanner.evidence import Bucket, Evidence, FieldEvidence
from scanner.messages import LANGUAGES, say
from scanner.model import Level, Tally, Verdict
from tests.made_evidence import column, file, keys, repeated, seen, text

if TYPE_CHECKING:
    from collections.abc import Iterable


POLICY = policy.load(policy.shipped("cn45574"), "cn45574")
CONFIRMED, PROBABLE, POSSIBLE, _, REJECTED = Verdict


def tallies(name: str, field: FieldEvidence) -> list[Tally]:
    """Return what a file of one field comes to."""
    return list(classify.judge(POLICY, file((name, field))).tallies)


def only(name: str, field: FieldEvidence) -> Tally:
    """Return the only tally of a file of one field."""
    (tally,) = tallies(name, field)
    return tally


def ids(name: str, passed: int, failed: int, *, header: bool = True) -> Tally:
    """Judge a column of numbers with the shape of a resident ID."""
    evidence = seen(whole_valid=passed, whole_failed=failed)
    return only(name, column(passed + failed, has_header=header, CN_RESIDENT_ID=evidence))


def mobiles(
    name: str, passed: int, failed: int = 0, *, serial: bool = False, header: bool = True
) -> Tally:
    """Judge a column of numbers with the shape of a mobile number."""
    evidence = seen(0.6, whole_valid=passed, whole_failed=failed)
    evidence.spread = 1 << 37 if serial else spread_of(passed)
    return only(name, column(passed + failed, has_header=header, CN_MOBILE=evidence))


def spread_of(count: int) -> int:
    """Return the bitmap that random numbers leave."""
    return sum(1 << int(cell) for cell in set(np.random.default_rng(7).integers(0, 10_000, count)))


def why(tally: Tally, language: str = "en") -> str:
    """Return why a tally has its verdict."""
    return "; ".join(say(note, language) for note in tally.why)


def test_order_numbers_that_pass_by_luck_are_rejected_with_their_numbers() -> None:
    tally = ids("订单号", 54, 546)

    assert tally.verdict is REJECTED
    assert (tally.matched, tally.count, tally.level) == (600, 54, Level.L1)
    assert "54 of 600 distinct values (9.0%) pass MOD 11-2, 55 expected by chance" in why(tally)
    assert "600 个不同取值中有 54 个（9.0%）通过 MOD 11-2 校验" in why(tally, "zh")
    assert "订单号" in why(tally, "zh")
    assert "another kind of number" in why(tally)


def test_lookalikes_are_rejected_without_any_word_from_the_header() -> None:
    assert ids("x", 54, 546).verdict is REJECTED
    assert ids("column 1", 54, 546, header=False).verdict is REJECTED


def test_ids_with_three_percent_typing_errors_are_confirmed() -> None:
    tally = ids("身份证号", 388, 12)

    assert tally.verdict is CONFIRMED
    assert "388 of 400 distinct values (97.0%) pass MOD 11-2, 36 expected by chance" in why(tally)
    assert 'header "身份证号"' in why(tally)
    assert ids("column 3", 388, 12, header=False).verdict is CONFIRMED


@pytest.mark.parametrize(
    ("passed", "failed", "named", "silent", "negative"),
    [
        (650, 350, PROBABLE, PROBABLE, REJECTED),  # mixed
        (360, 640, PROBABLE, PROBABLE, REJECTED),  # far more than luck
        (1500, 8500, POSSIBLE, POSSIBLE, REJECTED),  # somewhat more than luck
        (96_000, 904_000, POSSIBLE, REJECTED, REJECTED),  # luck, though not quite random
        (95, 905, POSSIBLE, REJECTED, REJECTED),  # luck
        (990, 10, CONFIRMED, CONFIRMED, PROBABLE),
        (0, 1000, POSSIBLE, REJECTED, REJECTED),
    ],
)
def test_share_and_header_decide_a_column_of_ids(
    passed: int, failed: int, named: Verdict, silent: Verdict, negative: Verdict
) -> None:
    assert ids("身份证号", passed, failed).verdict is named
    assert ids("x", passed, failed).verdict is silent
    assert ids("流水号", passed, failed).verdict is negative


def test_a_mixed_column_says_that_it_is() -> None:
    assert "far more than chance" in why(ids("x", 360, 640))
    assert "another kind of number" not in why(ids("流水号", 650, 350))


def test_a_few_values_lean_on_the_header_and_say_so() -> None:
    assert ids("身份证号", 3, 0).verdict is CONFIRMED
    assert ids("x", 3, 0).verdict is PROBABLE
    assert ids("身份证号", 1, 3).verdict is POSSIBLE
    assert ids("订单号", 1, 3).verdict is REJECTED
    assert "only 3 distinct values" in why(ids("x", 3, 0))


def test_mobile_numbers_need_a_header_to_be_certain() -> None:
    assert mobiles("手机号", 300).verdict is CONFIRMED
    assert mobiles("x", 300).verdict is PROBABLE
    assert mobiles("column 2", 300, header=False).verdict is PROBABLE
    assert mobiles("x", 160, 140).verdict is POSSIBLE
    assert mobiles("x", 110, 190).verdict is REJECTED
    assert mobiles("手机号", 110, 190).verdict is POSSIBLE


def test_a_run_of_serial_numbers_is_no_list_of_telephones() -> None:
    assert mobiles("序列号", 300, serial=True).verdict is REJECTED
    assert mobiles("x", 300, serial=True).verdict is POSSIBLE
    assert mobiles("手机号", 300, serial=True).verdict is CONFIRMED
    assert "four digits that should vary take 1 value where 296 would be expected" in why(
        mobiles("x", 300, serial=True)
    )


def test_a_shape_that_hardly_any_cell_has_is_at_most_possible() -> None:
    evidence = seen(0.6, whole_valid=20)
    evidence.spread = spread_of(20)

    assert only("x", column(1_000, CN_MOBILE=evidence)).verdict is POSSIBLE
    assert "only 20 of 1,000 cells" in why(only("x", column(1_000, CN_MOBILE=evidence)))
    assert only("手机", column(1_000, CN_MOBILE=evidence)).verdict is CONFIRMED
    assert only("x", column(1_000, CN_RESIDENT_ID=seen(whole_valid=20))).verdict is CONFIRMED


def test_a_mixed_column_does_not_lose_its_ids() -> None:
    field = column(1_000, CN_RESIDENT_ID=seen(whole_valid=300, whole_failed=6))

    assert only("证件号码", field).verdict is CONFIRMED
    assert only("x", field).verdict is CONFIRMED


def test_one_value_in_every_row_is_told() -> None:
    tally = only("手机号", column(10_000, CN_MOBILE=repeated(10_000)))

    assert tally.verdict is CONFIRMED
    assert (tally.count, tally.distinct) == (10_000, 1)
    assert "all 10,000 are one and the same value" in why(tally)


def test_an_email_column_proves_itself() -> None:
    assert (
        only("x", column(300, EMAIL_ADDRESS=seen(0.6, whole_valid=290, whole_failed=4))).verdict
        is CONFIRMED
    )


@pytest.mark.parametrize(
    ("score", "verdict"), [(0.95, CONFIRMED), (0.8, CONFIRMED), (0.6, PROBABLE)]
)
def test_running_text_is_judged_by_its_best_finding(score: float, verdict: Verdict) -> None:
    evidence = seen(score, inline_strong=2, inline_weak=1)
    tally = only("", text(CN_MOBILE=evidence))

    assert tally.verdict is verdict
    assert (tally.count, tally.matched, tally.first) == (2, 3, "line 1")
    assert only("备注", column(50, CN_MOBILE=evidence)).verdict is verdict


def test_findings_that_nothing_supports_are_only_possible() -> None:
    tally = only("", text(CN_MOBILE=seen(0.3, inline_weak=4)))

    assert (tally.verdict, tally.count) == (POSSIBLE, 4)
    assert tally.level is POLICY.entity("CN_MOBILE").level


def test_a_log_of_order_numbers_is_not_a_list_of_ids() -> None:
    lucky = seen(0.85, inline_strong=90, inline_failed=910)
    backed = seen(1.0, inline_strong=90, inline_failed=910)

    assert only("", text(CN_RESIDENT_ID=lucky)).verdict is POSSIBLE
    assert "90 of 1,000 distinct values" in why(only("", text(CN_RESIDENT_ID=lucky)))
    assert only("", text(CN_RESIDENT_ID=backed)).verdict is PROBABLE
    alone = seen(0.85, inline_strong=1, inline_failed=3)
    assert only("", text(CN_RESIDENT_ID=alone)).verdict is CONFIRMED


@pytest.mark.parametrize(
    ("name", "shaped", "verdict"),
    [
        ("姓名", 70, CONFIRMED),
        ("姓名", 55, PROBABLE),
        ("姓名", 20, POSSIBLE),
        ("name", 90, CONFIRMED),
        ("name", 70, POSSIBLE),
        ("name", 20, REJECTED),
    ],
)
def test_a_name_makes_an_attribute_if_enough_cells_have_its_shape(
    name: str, shaped: int, verdict: Verdict
) -> None:
    evidence = seen(0.6, whole_valid=shaped, whole_failed=100 - shaped)
    (tally,) = (
        each
        for each in tallies(name, column(100, PERSON_NAME_ZH=evidence))
        if each.entity == "PERSON_NAME_ZH"
    )

    assert tally.verdict is verdict
    assert f"{shaped} of 100 cells" in why(tally)


def test_a_places_column_is_coarse_under_the_same_names_as_addresses() -> None:
    towns = column(100, CN_ADDRESS_COARSE=seen(0.4, whole_valid=95))

    assert only("籍贯", towns).verdict is CONFIRMED
    assert only("户籍地址", towns).verdict is CONFIRMED


def test_a_header_without_a_value_to_verify_is_possible() -> None:
    tally = only("身份证号", column(400))

    assert (tally.verdict, tally.matched, tally.count) == (POSSIBLE, 0, 0)
    assert "no value could be verified" in why(tally)
    assert tallies("身份证号", column(0)) == []


def test_half_a_column_of_a_shape_is_told_even_if_nothing_passes() -> None:
    assert only("x", column(100, CN_RESIDENT_ID=seen(whole_failed=50))).verdict is REJECTED
    assert tallies("x", column(100, CN_RESIDENT_ID=seen(whole_failed=49))) == []


def test_a_text_full_of_numbers_that_are_nothing_is_not_worth_a_row() -> None:
    assert tallies("", text(CN_BANK_CARD=seen(inline_failed=400))) == []


def test_of_several_shapes_that_all_fail_the_policys_first_is_told() -> None:
    field = column(
        90,
        CN_BANK_CARD=seen(whole_failed=90),
        CN_HKMT_RESIDENCE_PERMIT=seen(whole_failed=90),
        CN_RESIDENT_ID=seen(whole_failed=90),
    )

    assert only("x", field).entity == "CN_RESIDENT_ID"


def test_a_header_that_its_values_contradict_asks_for_a_look() -> None:
    tally = ids("身份证号", 0, 400)

    assert tally.verdict is POSSIBLE
    assert "header and values disagree" in why(tally)


def test_the_shapes_that_an_explained_column_also_has_are_not_told() -> None:
    field = column(
        400,
        CN_RESIDENT_ID=seen(whole_valid=390, whole_failed=10),
        CN_HKMT_RESIDENCE_PERMIT=seen(whole_failed=400),
        CN_BANK_CARD=seen(whole_failed=400),
    )

    assert only("身份证号", field).entity == "CN_RESIDENT_ID"


def test_a_promise_of_the_header_outlives_a_lucky_number() -> None:
    lucky = seen(whole_valid=1, whole_failed=399)
    field = column(400, CN_RESIDENT_ID=seen(whole_failed=400), CN_BANK_CARD=lucky)
    found = {tally.entity: tally.verdict for tally in tallies("身份证号", field)}

    assert found == {"CN_BANK_CARD": REJECTED, "CN_RESIDENT_ID": POSSIBLE}


def test_nothing_seen_is_nothing_said() -> None:
    assert tallies("x", column(100)) == []
    assert tallies("", text()) == []


def test_local_numbers_among_mobiles_are_told_with_their_count() -> None:
    field = column(
        1_000,
        CN_MOBILE=seen(whole_valid=900, whole_failed=9),
        PHONE_NUMBER=seen(0.6, first=5_000, whole_valid=80),
    )
    found = {one.entity: one for one in tallies("联系电话", field)}

    assert found["CN_MOBILE"].verdict is CONFIRMED
    assert (found["PHONE_NUMBER"].verdict, found["PHONE_NUMBER"].count) == (PROBABLE, 80)
    assert "900 cells are other documents" in why(found["PHONE_NUMBER"])
    assert "80.0%" in why(found["PHONE_NUMBER"])


def test_the_better_proved_reading_of_the_same_values_stands() -> None:
    field = column(
        600,
        CN_RESIDENT_ID_15=seen(0.5, whole_valid=600),
        CREDIT_CARD=seen(0.6, whole_valid=60, whole_failed=10),
    )
    found = {one.entity: one for one in tallies("x", field)}

    assert found["CN_RESIDENT_ID_15"].verdict is PROBABLE
    assert found["CREDIT_CARD"].verdict is REJECTED
    assert "60 of its values are CN_RESIDENT_ID_15" in why(found["CREDIT_CARD"])


def test_one_lucky_number_among_hundreds_of_cells_is_at_most_possible() -> None:
    lucky = column(400, CREDIT_CARD=seen(0.6, whole_valid=1))

    assert only("x", lucky).verdict is POSSIBLE
    assert only("信用卡号", lucky).verdict is CONFIRMED
    assert only("x", column(400, CN_RESIDENT_ID=seen(0.85, whole_valid=1))).verdict is PROBABLE


def test_pieces_of_longer_numbers_that_fail_are_no_telephones() -> None:
    field = column(
        1_000,
        CREDIT_CARD=seen(whole_failed=970),
        CN_LANDLINE=seen(0.6, first=5_000, inline_strong=12),
    )
    found = {one.entity: one for one in tallies("x", field)}

    assert found["CN_LANDLINE"].verdict is REJECTED
    assert "970 of 1,000 cells" in why(found["CN_LANDLINE"])


PIECES = st.lists(
    st.tuples(st.sampled_from([*Bucket]), st.integers(0, 40), st.integers(0, 30)), max_size=8
)


def gathered(pieces: Iterable[tuple[Bucket, int, int]]) -> FieldEvidence:
    """Return the evidence of some pieces of a column."""
    whole = FieldEvidence(is_column=True, has_header=True)
    for piece in pieces:
        whole.merge(one_piece(*piece), whole.rows)
    return whole


def one_piece(bucket: Bucket, first: int, count: int) -> FieldEvidence:
    """Return the evidence of one piece of a column."""
    evidence = Evidence()
    evidence.add(bucket, keys(first, count))
    if count and not bucket.endswith("failed"):
        evidence.notice(1, 0.6 + first / 100, "1***")
    return column(count, CN_RESIDENT_ID=evidence)


@given(PIECES, st.integers(0, 8), st.sampled_from(["身份证号", "订单号", "x"]))
def test_the_way_a_column_is_split_changes_nothing(
    pieces: list[tuple[Bucket, int, int]], cut: int, name: str
) -> None:
    halves = gathered(pieces[:cut])
    halves.merge(gathered(pieces[cut:]), halves.rows)
    whole = classify.judge(POLICY, file((name, gathered(pieces))))

    assert classify.judge(POLICY, file((name, halves))) == whole


@given(PIECES, st.integers(0, 40), st.integers(1, 30))
def test_one_more_finding_never_lowers_the_level_of_a_text(
    pieces: list[tuple[Bucket, int, int]], first: int, count: int
) -> None:
    def level(parts: list[tuple[Bucket, int, int]]) -> Level:
        field = gathered(parts)
        field.is_column = False
        return classify.judge(POLICY, file(("", field))).level

    assert level([*pieces, (Bucket.INLINE_STRONG, first, count)]) >= level(pieces)


def test_a_verdict_is_worded_in_both_languages_without_a_gap() -> None:
    tally = mobiles("x", 300, serial=True)
    told = {language: why(tally, language) for language in LANGUAGES}

    assert "号段" in told["zh"]
    assert "prefix" not in told["zh"]
    assert "the prefix table" in told["en"]
    assert "号段" not in told["en"]


def test_a_form_that_its_name_announces_has_to_fill_the_column() -> None:
    def verdict(cells: int) -> Verdict:
        field = column(1_000, CN_EEP_HKM=seen(0.65, whole_valid=cells))
        return tallies("港澳通行证号", field)[0].verdict

    assert [verdict(cells) for cells in (5, 400, 900)] == [POSSIBLE, PROBABLE, CONFIRMED]
