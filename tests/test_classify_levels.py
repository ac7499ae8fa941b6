"""What comes together raises a file's level, tells its rule and article, and never less."""

from __future__ import annotations

from random import Random  # noqa: TC003 - Hypothesis reads the annotation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner import classify
from scanner.classify import policy
from scanner.evidence import Evidence, FileEvidence
from scanner.messages import say
from scanner.model import EntityTotal, Level, Verdict
from tests.made_evidence import column, file, seen, text, told

POLICY = policy.load(policy.shipped("cn45574"), "cn45574")
L1, L2, L3, L4, L5 = Level


def rules(evidence: FileEvidence) -> dict[str, Level]:
    """Return the rules that a file's level is explained by."""
    return {hit.rule: hit.level for hit in classify.judge(POLICY, evidence).hits}


def level(*entities: str, **facts: int) -> Level:
    """Return the level of a text with some entities."""
    return classify.judge(POLICY, told(*entities, **facts)).level


@pytest.mark.parametrize(
    ("rule", "raised", "entities"),
    [
        ("K1", L4, ["PERSON_NAME_ZH", "CN_RESIDENT_ID"]),
        ("K1", L4, ["PERSON", "CN_PASSPORT"]),
        ("K2", L4, ["CN_RESIDENT_ID", "CN_MOBILE"]),
        ("K2", L4, ["CN_PASSPORT", "CREDIT_CARD"]),
        ("K3", L5, ["PERSON_NAME_ZH", "CN_RESIDENT_ID", "CN_BANK_CARD", "CN_MOBILE"]),
        ("K4", L3, ["PERSON_NAME_ZH", "CN_ADDRESS_FULL"]),
        ("K4", L4, ["CN_MOBILE", "CN_ADDRESS_FULL", "WAYBILL_NO"]),
        ("K5", L4, ["CN_MOBILE", "GEO_POINT_PRECISE"]),
        ("K5", L4, ["USER_ID", "GEO_TRACK"]),
        ("K6", L4, ["PERSON_NAME_ZH", "HEALTH_TEXT"]),
        ("K6", L4, ["CN_MOBILE", "CREDIT_RECORD"]),
        ("K7", L4, ["MINOR_ANY"]),
        ("K8", L3, ["DOB", "GENDER", "POSTCODE"]),
        ("K9", L3, ["MASKED_CN_MOBILE", "CN_MOBILE"]),
        ("K9", L3, ["HASHED_CN_RESIDENT_ID"]),
        ("K11", L5, ["OTP_LOG", "EMAIL_ADDRESS"]),
        ("K12", L4, ["PERSON_NAME_ZH", "SALARY_INCOME"]),
        ("K13", L3, ["LEGAL_REP_NAME", "CN_LANDLINE"]),
        ("K14", L2, ["LEGAL_REP_NAME"]),
    ],
)
def test_a_rule_raises_what_comes_together(rule: str, raised: Level, entities: list[str]) -> None:
    judgement = classify.judge(POLICY, told(*entities))
    (hit,) = (hit for hit in judgement.hits if hit.rule == rule)

    assert hit.level == raised
    assert judgement.level >= raised
    assert hit.basis == POLICY.rules[rule].basis.zh
    assert POLICY.rules[rule].reason.zh in say(hit.why, "zh")
    assert POLICY.rules[rule].reason.en in say(hit.why, "en")
    assert POLICY.entity(entities[0]).name.zh in say(hit.why, "zh")


def test_each_rule_needs_all_of_its_parts() -> None:
    assert level("PERSON_NAME_ZH", "CN_MOBILE") is L3
    assert level("CN_RESIDENT_ID") is L3
    assert level("PERSON_NAME_ZH", "CN_RESIDENT_ID", "CN_MOBILE") is L4
    assert level("GENDER", "POSTCODE") is L2
    assert level("MASKED_CN_MOBILE", "CN_RESIDENT_ID") is L3
    assert rules(told("MASKED_CN_MOBILE", "EMAIL_ADDRESS")) == {"base": L3}
    assert rules(told("CN_MOBILE", "GEO_POINT_PRECISE", values=1)) == {"base": L4}


def test_children_make_a_file_sensitive() -> None:
    judgement = classify.judge(POLICY, told("DOB", under_14=1))
    (hit,) = judgement.hits

    assert (judgement.level, hit.rule, hit.flags) == (L4, "K7", ("MINOR",))
    assert level("DOB", under_14=0) is L3


def test_individual_traders_are_people() -> None:
    assert level("CN_USCC") is L1
    assert level("CN_USCC", individual_trader=6) is L2
    assert level("CN_USCC", "CN_MOBILE", individual_trader=6) is L3
    assert "K13" in rules(told("CN_USCC", "CN_MOBILE", individual_trader=6))


def test_a_column_of_free_text_takes_the_level_of_its_worst() -> None:
    remarks = column(
        300,
        CN_MOBILE=seen(0.9, inline_strong=50),
        IP_ADDRESS=seen(0.9, inline_strong=4),
    )
    judgement = classify.judge(POLICY, file(("备注", remarks)))
    levels = {tally.entity: (tally.level, tally.rule) for tally in judgement.tallies}

    assert levels == {"CN_MOBILE": (L3, "base"), "IP_ADDRESS": (L3, "K10")}
    assert "K10" not in rules(told("CN_MOBILE", "IP_ADDRESS"))


def test_a_whole_table_with_health_data_of_people_is_sensitive() -> None:
    judgement = classify.judge(POLICY, told("PERSON_NAME_ZH", "HEALTH_TEXT", "GENDER"))

    assert {tally.level for tally in judgement.tallies} == {L4}
    assert {tally.rule for tally in judgement.tallies} == {"base", "K6"}


def test_tables_of_one_file_are_looked_at_one_by_one() -> None:
    names = column(90, PERSON_NAME_ZH=seen(0.6, whole_valid=90))
    numbers = column(90, CN_RESIDENT_ID=seen(whole_valid=90))
    together = {("staff", "姓名"): names, ("staff", "身份证号"): numbers}
    apart = {("staff", "姓名"): names, ("orders", "身份证号"): numbers}
    hit = classify.judge(POLICY, FileEvidence(together)).hits[0]

    assert say(hit.why, "zh").startswith("staff：姓名与证件号码同时出现")
    assert classify.judge(POLICY, FileEvidence(together)).level is L4
    assert classify.judge(POLICY, FileEvidence(apart)).level is L3


def test_pages_of_one_text_are_looked_at_together() -> None:
    page = text(PERSON_NAME_ZH=seen(0.9, inline_strong=1))
    next_page = text(CN_RESIDENT_ID=seen(0.9, inline_strong=1))
    evidence = FileEvidence({("page 1", ""): page, ("page 2", ""): next_page})

    assert classify.judge(POLICY, evidence).level is L4


def test_what_is_only_possible_shows_its_level_but_raises_nothing() -> None:
    evidence = file(("", text(CN_BANK_CARD=seen(0.3, inline_weak=3))))
    judgement = classify.judge(POLICY, evidence)

    assert judgement.level is L1
    assert [(tally.level, tally.verdict) for tally in judgement.tallies] == [(L4, Verdict.POSSIBLE)]
    assert (judgement.hits, judgement.entities, judgement.keys) == ((), (), ())


def test_what_is_rejected_has_no_level_and_no_say() -> None:
    field = column(600, CN_RESIDENT_ID=seen(whole_valid=54, whole_failed=546))
    names = column(600, PERSON_NAME_ZH=seen(0.6, whole_valid=600))
    judgement = classify.judge(POLICY, file(("姓名", names), ("订单号", field)))
    levels = {tally.entity: tally.level for tally in judgement.tallies}

    assert levels == {"PERSON_NAME_ZH": L3, "CN_RESIDENT_ID": L1}
    assert judgement.level is L3
    assert [entity for entity, _ in judgement.entities] == ["PERSON_NAME_ZH"]


def test_nothing_found_is_level_one_without_a_reason() -> None:
    assert classify.judge(POLICY, FileEvidence()) == classify.Judgement()


def test_hits_tell_the_highest_first_and_flags_even_where_they_are_not() -> None:
    hits = classify.judge(
        POLICY,
        told("PERSON_NAME_ZH", "CN_RESIDENT_ID", "CN_MOBILE", "CN_BANK_CARD", "CN_ADDRESS_FULL"),
    ).hits

    assert [(hit.rule, hit.level) for hit in hits] == [("K3", L5), ("K2", L4), ("K4", L3)]
    assert hits[1].flags == ("HIGH_RISK",)


def test_a_level_by_itself_is_told_by_category_with_its_article() -> None:
    (hit,) = classify.judge(POLICY, told("CN_BANK_CARD", "IBAN_CODE")).hits

    assert (hit.rule, hit.level) == ("base", L4)
    assert say(hit.why, "zh") == "含金融账户信息：银行卡号、国际银行账号（IBAN）"
    assert say(hit.why, "en") == "Financial accounts: Bank card number, IBAN"
    assert "第二十八条" in hit.basis


def test_totals_join_the_columns_of_a_file() -> None:
    same = seen(whole_valid=50)
    more = seen(whole_valid=80)
    evidence = file(("手机", column(50, CN_MOBILE=same)), ("电话", column(80, CN_MOBILE=more)))
    judgement = classify.judge(POLICY, evidence)

    assert judgement.entities == (("CN_MOBILE", EntityTotal(130, 80)),)
    assert [(each.field, len(each.keys)) for each in judgement.keys] == [("手机", 50), ("电话", 80)]


def test_tallies_keep_the_order_of_fields() -> None:
    late = column(50, CN_MOBILE=seen(whole_valid=50))
    early = column(50, EMAIL_ADDRESS=seen(whole_valid=50), CN_BANK_CARD=seen(whole_valid=50))
    judgement = classify.judge(POLICY, file(("z", early), ("a", late)))

    assert [(tally.field, tally.entity) for tally in judgement.tallies] == [
        ("z", "CN_BANK_CARD"),
        ("z", "EMAIL_ADDRESS"),
        ("a", "CN_MOBILE"),
    ]
    assert judgement.tallies[0].first == "row 1"


def test_a_changed_policy_changes_the_level() -> None:
    ours = policy.load("extends: cn45574\nname: a\nentities: {GENDER: {level: L5}}", "")
    strict = policy.load(policy.shipped("strict35273"), "")

    assert classify.judge(ours, told("GENDER")).level is L5
    assert classify.judge(strict, told("CN_RESIDENT_ID")).level is L4


def test_a_rule_may_look_at_the_whole_file() -> None:
    ours = policy.load(
        "extends: cn45574\nname: a\nrules: {K1: {scope: file}}\n",
        "",
    )
    evidence = FileEvidence(
        {
            ("staff", "姓名"): column(90, PERSON_NAME_ZH=seen(0.6, whole_valid=90)),
            ("orders", "身份证号"): column(90, CN_RESIDENT_ID=seen(whole_valid=90)),
        }
    )

    assert classify.judge(ours, evidence).level is L4


ENTITIES = st.sampled_from(sorted(POLICY.entities))
FACTS = st.sampled_from(["under_14", "individual_trader", "area_known"])


def with_facts(entities: list[tuple[str, str]]) -> FileEvidence:
    """Return a text with some entities, each with a fact about it."""
    found: dict[str, Evidence] = {}
    for entity, fact in entities:
        evidence = found.setdefault(entity, seen(0.9, inline_strong=3))
        evidence.facts[fact] += 1
    return file(("", text(**found)))


@given(st.lists(st.tuples(ENTITIES, FACTS), max_size=6), ENTITIES, FACTS)
def test_one_more_entity_never_lowers_any_level(
    entities: list[tuple[str, str]], entity: str, fact: str
) -> None:
    before = classify.judge(POLICY, with_facts(entities))
    after = classify.judge(POLICY, with_facts([*entities, (entity, fact)]))
    levels = {tally.entity: tally.level for tally in after.tallies}

    assert after.level >= before.level
    assert all(levels[tally.entity] >= tally.level for tally in before.tallies)


@given(st.lists(st.tuples(ENTITIES, FACTS), max_size=6))
def test_a_files_level_is_that_of_its_highest_tally_and_is_explained(
    entities: list[tuple[str, str]],
) -> None:
    judgement = classify.judge(POLICY, with_facts(entities))
    # Coordinates in a text that tells of nobody are possible only, and possible raises nothing.
    counted = [tally for tally in judgement.tallies if tally.verdict.counts]
    highest = max((tally.level for tally in counted), default=L1)

    assert judgement.level == highest
    assert not counted or judgement.hits[0].level == highest
    assert {tally.entity for tally in judgement.tallies} == {entity for entity, _ in entities}
    assert list(judgement.hits) == sorted(judgement.hits, key=lambda hit: -hit.level)


COLUMNS = st.lists(st.tuples(ENTITIES, FACTS), max_size=8, unique_by=lambda column: column[0])


def table_of(columns: list[tuple[str, str]]) -> FileEvidence:
    """Return a table of columns that each hold an entity and a fact about it."""
    fields = []
    for entity, fact in columns:
        evidence = seen(0.9, inline_strong=3)
        evidence.facts[fact] += 1
        held = column(3)
        held.entities[entity] = evidence
        fields.append((entity, held))
    return file(*fields)


@given(COLUMNS, st.randoms(use_true_random=False))
def test_the_order_of_columns_changes_no_level(
    columns: list[tuple[str, str]], dice: Random
) -> None:
    one = classify.judge(POLICY, table_of(columns))
    other = classify.judge(POLICY, table_of(dice.sample(columns, len(columns))))

    assert one.level == other.level
    assert {(t.entity, t.level, t.rule) for t in one.tallies} == {
        (t.entity, t.level, t.rule) for t in other.tallies
    }
    assert {(hit.rule, hit.level, hit.basis) for hit in one.hits} == {
        (hit.rule, hit.level, hit.basis) for hit in other.hits
    }


@given(COLUMNS, ENTITIES, FACTS)
def test_one_more_column_never_lowers_a_level(
    columns: list[tuple[str, str]], entity: str, fact: str
) -> None:
    before = classify.judge(POLICY, table_of(columns))
    more = [each for each in columns if each[0] != entity]
    after = classify.judge(POLICY, table_of([*more, (entity, fact)]))
    levels = {tally.entity: tally.level for tally in after.tallies}

    if len(more) == len(columns):  # it is new, not another fact in place of an old one
        assert after.level >= before.level
        assert all(levels[tally.entity] >= tally.level for tally in before.tallies)


@given(COLUMNS)
def test_every_level_has_a_rule_and_an_article(columns: list[tuple[str, str]]) -> None:
    judgement = classify.judge(POLICY, table_of(columns))

    explained = [(tally.rule, tally.basis) for tally in judgement.tallies]
    explained += [(hit.rule, hit.basis) for hit in judgement.hits]
    assert all(rule == "base" or rule in POLICY.rules for rule, _ in explained)
    assert all(basis for _, basis in explained)
    assert bool(judgement.hits) or judgement.level is L1
