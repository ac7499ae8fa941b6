"""A policy says what it means, completely and in both languages, or is refused plainly."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.classify import policy
from scanner.config import DEALS
from scanner.errors import Misused
from scanner.messages import LANGUAGES, say
from scanner.model import Level
from scanner.run.facts import policy_facts

if TYPE_CHECKING:
    from pathlib import Path

SHORT = "extends: cn45574\nname: ours\n"


def refused(text: str, language: str = "en") -> str:
    """Return the message that a policy is refused with."""
    with pytest.raises(Misused) as caught:
        policy.load(text, "ours.yaml")
    return say(caught.value.note, language)


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    """Read a reference table."""
    return list(csv.DictReader((folder / f"{table}.csv").read_text("utf-8").splitlines()))


def degree(said: str) -> str:
    """Return whether a reference table calls something sensitive."""
    if said.startswith(("yes if", "yes when", "conditional", "=")):
        return "conditional"
    return next((word for word in ("yes", "no") if said.startswith(word)), "")


@pytest.mark.parametrize("name", policy.PROFILES)
def test_a_shipped_profile_loads_and_knows_its_name(name: str) -> None:
    loaded = policy.load(policy.shipped(name), name)

    assert loaded.name == name
    assert len(loaded.levels) == len(Level)
    assert [*loaded.rules] == [f"K{number}" for number in range(1, 15)]


@pytest.mark.parametrize("name", policy.PROFILES)
def test_a_policy_written_out_is_the_same_policy(name: str) -> None:
    loaded = policy.load(policy.shipped(name), name)
    written = loaded.as_yaml()

    assert policy.load(written, "copy") == loaded
    assert written.startswith("# Policy of the Handover Scanner")
    assert "extends" not in written.split("\nname:")[1]


def test_entities_are_graded_as_the_reference_table_has_them(reference: Path) -> None:
    ours = policy.load(policy.shipped("cn45574"), "")
    listed = rows(reference, "entity_policy")

    for row in listed:
        entity = ours.entity(row["entity"])
        category, *also = row["category"].split("/")
        assert entity.level.name == row["base_level"], row
        assert entity.category.startswith(category), row
        assert list(entity.also) == also, row
        if degree(row["sensitive"]):
            assert entity.sensitive == degree(row["sensitive"]), row
    assert len(listed) == 90


def test_categories_and_levels_are_those_of_the_reference_tables(reference: Path) -> None:
    ours = policy.load(policy.shipped("cn45574"), "")

    assert [*ours.categories] == [row["code"] for row in rows(reference, "law_categories")]
    for row in rows(reference, "law_categories"):
        told = degree(row["sensitive"])
        found = ours.categories[row["code"]].sensitive
        assert told in ("", "no") or found == told, row
    assert [level.name for level in ours.levels] == [r["level"] for r in rows(reference, "levels")]
    assert [*ours.rules] == [row["id"] for row in rows(reference, "combination_rules")]


def test_every_threshold_of_the_reference_table_is_there(reference: Path) -> None:
    ours = policy.load(policy.shipped("cn45574"), "")
    expected = len(rows(reference, "volume_thresholds"))

    assert len({name.rstrip("abc") for name in ours.thresholds}) == expected


def test_the_strict_profile_makes_documents_addresses_and_browsing_sensitive() -> None:
    usual = policy.load(policy.shipped("cn45574"), "")
    strict = policy.load(policy.shipped("strict35273"), "")
    documents = [name for name, entity in usual.entities.items() if entity.category == "P02"]
    raised = {*documents, "CN_ADDRESS_FULL", "CONTACT_LIST", "BROWSE_LOG"}

    assert {strict.entity(name).level for name in raised} == {Level.L4}
    assert all("35273" in strict.basis(name).zh for name in raised - {"CN_MEDICAL_INSURANCE_NO"})
    unchanged = set(usual.entities) - raised
    assert all(usual.entity(name) == strict.entity(name) for name in unchanged)


def test_presidios_names_are_listed_and_the_tables_own_names_stand_for_them() -> None:
    ours = policy.load(policy.shipped("cn45574"), "")

    for name in ("CREDIT_CARD", "IBAN_CODE", "MAC_ADDRESS", "PERSON"):
        assert name in ours.entities
    assert ours.entity("EMAIL") is ours.entity("EMAIL_ADDRESS")
    assert ours.entity("IP") is ours.entity("IP_ADDRESS")
    assert "IDENTIFIER" in ours.terms("EMAIL")


def test_every_recognizer_has_a_place_in_the_policy() -> None:
    from recognizers import by_entity

    ours = policy.load(policy.shipped("cn45574"), "")

    assert set(by_entity) <= set(ours.entities)


def test_an_entity_nobody_listed_is_taken_for_identifying() -> None:
    ours = policy.load(policy.shipped("cn45574"), "")

    assert ours.entity("MARTIAN_ID").level is Level.L3
    assert ours.entity("MARTIAN_ID").name.zh == "MARTIAN_ID"
    assert ours.basis("MARTIAN_ID").zh


def test_a_sensitive_entity_cites_the_category_that_makes_it_so() -> None:
    ours = policy.load(policy.shipped("cn45574"), "")

    assert ours.basis("CN_MILITARY_ID") == ours.categories["P18"].basis
    assert ours.basis("CN_RESIDENT_ID") == ours.categories["P02"].basis


def test_groups_may_hold_groups() -> None:
    ours = policy.load(SHORT + "groups: {A: [B, CN_PLATE], B: [CN_MOBILE, 'MASKED_*']}", "")

    assert {"A", "B"} <= ours.terms("CN_MOBILE")
    assert {"A", "B"} <= ours.terms("MASKED_ANYTHING")
    assert {"A", "B"} & ours.terms("CN_PLATE") == {"A"}


def test_a_changed_level_takes_effect_and_leaves_the_rest_alone() -> None:
    usual = policy.load(policy.shipped("cn45574"), "")
    ours = policy.load(SHORT + "entities: {CN_MOBILE: {level: L5}}", "")
    copied = policy.shipped("cn45574").replace("    level: L3", "    level: L2")

    assert ours.entity("CN_MOBILE").level is Level.L5
    assert ours.entity("CN_MOBILE").name == usual.entity("CN_MOBILE").name
    assert ours.entity("CN_LANDLINE") == usual.entity("CN_LANDLINE")
    assert policy.load(copied, "").entity("CN_MOBILE").level is Level.L2


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    ours = policy.load("extends: cn45574\nname: no\nversion: 010\n", "")

    assert (ours.name, ours.version) == ("no", "010")


MISTAKES = {
    "syntax": ("name: [a\nb: c", "ours.yaml:2: /: not valid YAML"),
    "control character": ("name: \x00", "ours.yaml:1: /: not valid YAML"),
    "two documents": ("a: b\n---\nc: d", "ours.yaml:2: /: not valid YAML"),
    "a list": ("- a", "/: should be a mapping"),
    "nothing": ("", "/: should be a mapping"),
    "too deep": ("a: " + "[" * 40 + "]" * 40, "nested too deep"),
    "far too deep": ("[" * 500, "/: nested too deep"),
    "alias": ("a: &x {b: c}\nd: *x", "ours.yaml:2: /d: a YAML alias"),
    "key": ("? [a]\n: b", "ours.yaml:1: /: the key is not a text"),
    "twice": (SHORT + "name: again", "ours.yaml:3: /name: stands there a second time"),
    "twice inside": (SHORT + "rules: {K1: {scope: file, scope: file}}", "/rules/K1/scope: stands"),
    "extends": ("extends: mine", "/extends: only a shipped policy can be extended: cn45574"),
    "extends a list": ("extends: [cn45574]", "/extends: only a shipped policy"),
    "missing": ("name: ours", "/entities: is missing"),
    "unknown key": (SHORT + "levles: {}", "/levles: not a key that is known here"),
    "unknown key inside": (SHORT + "entities: {AGE: {lvl: L2}}", "/entities/AGE/lvl: not a key"),
    "not a text": (SHORT + "version: [1]", "/version: should be a text"),
    "no mapping": (SHORT + "rules: many", "/rules: should be a mapping"),
    "no mapping inside": (SHORT + "unknown: L3", "/unknown: should be a mapping"),
    "no list": (SHORT + "groups: {A: {b: c}}", "/groups/A: should be a list"),
    "empty": (SHORT + "version: ''", "/version: must not be empty"),
    "empty list": (SHORT + "rules: {K1: {cases: []}}", "/rules/K1/cases: must not be empty"),
    "word": (SHORT + "groups: {'A B': [AGE]}", "/groups/A B: letters, digits and underscores"),
    "number": (SHORT + "thresholds: {T01: {number: yes}}", "/thresholds/T01/number: should be a"),
    "zero": (SHORT + "thresholds: {T01: {number: 0}}", "number: should be a whole number above 0"),
    "level": (SHORT + "entities: {AGE: {level: 3}}", "/level: should be one of L1, L2, L3, L4, L5"),
    "choice": (SHORT + "rules: {K1: {scope: page}}", "/scope: should be one of field, table, file"),
    "sensitive": (SHORT + "unknown: {sensitive: oh}", "one of yes, conditional, no, none"),
    "target": (
        SHORT + "rules: {K1: {cases: [{when: {all: [AGE]}, to: top}]}}",
        "/rules/K1/cases[1]/to: should be one of L1, L2, L3, L4, L5, highest, clear",
    ),
    "unknown category": (
        SHORT + "entities: {AGE: {category: P99}}",
        '/entities/AGE/category: "P99" is not defined',
    ),
    "unknown term": (SHORT + "people: [IDENTIFER]", '/people[1]: "IDENTIFER" is not defined'),
    "unknown alias": (SHORT + "same_as: {A: B}", '/same_as/A: "B" is not defined'),
    "cycle": (
        SHORT + "groups:\n  A: [B]\n  B: [C, AGE]\n  C: [A]",
        "ours.yaml:3: /groups: groups that hold each other: A → B → C → A",
    ),
    "itself": (SHORT + "groups: {A: [A]}", "groups that hold each other: A → A"),
    "deal": (SHORT + "deals: {barter: {}}", "/deals/barter: should be one of unknown, merger"),
    "percent": (SHORT + "joins: {share: 101}", "/joins/share: should be a whole number from 1"),
    "levels": (
        policy.shipped("cn45574").replace("\n  L5:\n", "\n  L4:\n", 1),
        "/levels/L4: stands there a second time",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_gets_its_sentence(mistake: str) -> None:
    text, sentence = MISTAKES[mistake]

    assert sentence in refused(text)


def test_a_level_left_out_is_missed() -> None:
    text = policy.shipped("cn45574")
    start, stop = text.index("  L5:\n"), text.index("\ncategories:")

    assert "/levels: without L5" in refused(text[:start] + text[stop:])


def test_all_mistakes_are_told_at_once_and_in_both_languages() -> None:
    text = SHORT + "entities: {AGE: {level: L9, category: P99}, DOB: {colour: red}}\nrules: 1"
    told = {language: refused(text, language) for language in LANGUAGES}

    assert told["en"].startswith(
        'The policy "ours.yaml" cannot be used; 4 to mend:\n  ours.yaml:3:'
    )
    assert told["zh"].startswith("策略“ours.yaml”无法使用，共 4 处问题：\n  ours.yaml:3:")
    assert all(len(each.splitlines()) == 5 for each in told.values())


def test_a_refused_list_is_not_also_called_empty() -> None:
    told = refused(SHORT + "rules: {K1: {cases: [{when: {all: [NOBODY]}, to: L4}]}}")

    assert len(told.splitlines()) == 2


@pytest.mark.parametrize(
    ("deal", "cited", "other"),
    [
        ("merger", ["第二十二条"], ["第二十三条"]),
        ("asset", ["第二十三条", "单独同意"], ["第二十二条"]),
        ("share", ["尽职调查", "第二十三条"], ["第二十二条"]),
        ("", ["第二十二条", "第二十三条"], []),
    ],
)
def test_the_transaction_decides_which_articles_measures_cite(
    deal: str, cited: list[str], other: list[str]
) -> None:
    facts = policy_facts(policy.load(policy.shipped("cn45574"), ""), deal)
    measures = {card.level: card.measure for card in facts.levels}

    assert all(article in measures[Level.L2].zh for article in cited)
    assert not any(article in measures[Level.L2].zh for article in other)
    assert not any("{" in words.zh + words.en for words in measures.values())
    assert [each.deal for each in facts.deals] == ([deal] if deal else [*DEALS])
    assert all(each.duties for each in facts.deals)


def test_every_threshold_is_told_briefly() -> None:
    ours = policy.load(policy.shipped("cn45574"), "")

    assert all(one.brief for one in ours.thresholds.values())
    assert all(len(one.brief.zh) <= 30 for one in ours.thresholds.values() if one.brief)


def test_mistakes_of_writing_and_of_meaning_are_told_together() -> None:
    text = SHORT + "entities:\n  AGE: {level: L9}\nname: again\ngroups:\n  A: &a [B]\n  C: *a\n"
    lines = refused(text).splitlines()[1:]

    assert [line.split(": ")[0].strip() for line in lines] == [
        *("ours.yaml:4", "ours.yaml:5", "ours.yaml:7", "ours.yaml:8")
    ]


def verdict(text: str) -> str:
    """Return what a policy is refused with; "" if it is not."""
    try:
        policy.load(text, "ours.yaml")
    except Misused as problem:
        return say(problem.note, "zh")
    return ""


HOSTILE = {
    "a bomb": "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(50)),
    "a bomb inside": SHORT + "groups: {A: &a [AGE], B: [*a, *a]}",
    "a merge": SHORT + "x: &x {level: L1}\nentities: {AGE: {<<: *x}}",
    "depth": SHORT + "groups: " + "{A: " * 3_000,
    "python": SHORT + "title: !!python/object/apply:os.system ['touch {0}']",
    "python as a key": SHORT + "!!python/object/apply:os.system ['touch {0}']: a",
    "a module": SHORT + "version: !!python/module:scanner.nothing.of.the.kind",
    "binary": SHORT + "version: [!!binary aGVsbG8=]",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_policy_is_refused_quickly_and_never_executed(name: str, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    message = verdict(HOSTILE[name].replace("{0}", str(trace)))

    assert message.count("ours.yaml:") or name in ("python", "a module")  # tags are not looked at
    assert not trace.exists()


@pytest.mark.parametrize("word", ["no", "on", "off", "010", "1e3", "0x1F", "1:30", "~", "null"])
def test_yamls_traps_are_plain_words(word: str) -> None:
    ours = policy.load(f"extends: cn45574\nname: {word}\nversion: {word}\n", "")

    assert (ours.name, ours.version) == (word, word)


@pytest.mark.parametrize("key", ["on", "yes", "010", "~"])
def test_a_key_that_yaml_would_change_is_a_word_like_any_other(key: str) -> None:
    assert f"ours.yaml:3: /{key}: not a key that is known here" in refused(SHORT + f"{key}: x")


@given(st.text(max_size=60) | st.text(alphabet="a:{}[]&*!-\n '\"#|>", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_policy_or_gets_its_sentences(text: str) -> None:
    for message in (verdict(text), verdict(SHORT + text)):
        assert not message or "ours.yaml:" in message
