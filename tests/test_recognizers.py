"""The examination: every recognizer in ``ALL`` must pass all of it."""

from __future__ import annotations

import csv
import inspect
import pickle
from itertools import product, takewhile
from pathlib import Path
from random import Random

import numpy as np
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

import recognizers
from recognizers.arrays import SHAPED, VALID, to_matrix, to_texts
from recognizers.base import ProvenRecognizer
from recognizers.by_header import HeaderRecognizer
from recognizers.cn.gb11643 import CitizenNumberRecognizer
from recognizers.cn.resident_id import CnResidentIdRecognizer
from recognizers.cn.uscc import CnUsccRecognizer
from recognizers.fold import FOLDS, fold
from tests.adversaries import of_pattern
from tests.wordless import no_words

PROVEN = [one for one in recognizers.ALL if issubclass(one, ProvenRecognizer)]
BY_HEADER = [one for one in recognizers.ALL if issubclass(one, HeaderRecognizer)]
WITH_TWIN = [one for one in PROVEN if one.LENGTHS]
REFERENCE = Path(__file__).parents[2] / "shared" / "reference" / "data"
FULL_WIDTH = str.maketrans({plain: chr(wide) for wide, plain in FOLDS.items() if wide > 0xFF00})

PLACES = {
    "alone": "{}",
    "start": "{} 是我的",
    "middle": "登记为 {} 已核对",
    "end": "登记为：{}",
    "glued to Han": "号码{}已登记",
    "in quotes": "'{}'",
    "before a full stop": "登记为{}。",
    "on a line of its own": "登记\n{}\n完毕",
    "in a CSV row": "1,{},x",
}


Recognizer = type[ProvenRecognizer] | type[HeaderRecognizer]


def found(recognizer: ProvenRecognizer, text: str) -> list[str]:
    """Return what is found in a text, in order."""
    results = recognizer.analyze(text, [recognizer.ENTITY])
    return [text[one.start : one.end] for one in sorted(results, key=lambda one: one.start)]


each_proven = pytest.mark.parametrize("cls", PROVEN, ids=lambda cls: cls.ENTITY)
each_by_header = pytest.mark.parametrize("cls", BY_HEADER, ids=lambda cls: cls.ENTITY)
each = pytest.mark.parametrize("cls", recognizers.ALL, ids=lambda cls: cls.ENTITY)


@pytest.mark.parametrize("place", PLACES)
@each_proven
def test_every_genuine_example_is_found_in_every_place(
    cls: type[ProvenRecognizer], place: str
) -> None:
    recognizer = cls()
    assert {value: found(recognizer, PLACES[place].format(value)) for value in cls.GENUINE} == {
        value: [value] for value in cls.GENUINE
    }


@each_proven
def test_a_genuine_example_is_found_twice(cls: type[ProvenRecognizer]) -> None:
    recognizer = cls()
    for value in cls.GENUINE:
        assert found(recognizer, f"{value}，{value}") == [value, value]


@each_proven
def test_full_width_signs_are_as_good(cls: type[ProvenRecognizer]) -> None:
    recognizer = cls()
    for value in cls.GENUINE:
        wide = value.translate(FULL_WIDTH)
        assert found(recognizer, f"号码{wide}，") == [wide]
        assert recognizer.compact(fold(wide)) == recognizer.compact(value)


@each_proven
def test_no_impostor_is_found(cls: type[ProvenRecognizer]) -> None:
    recognizer = cls()
    for value in cls.IMPOSTORS:
        assert value not in found(recognizer, value)
        assert value not in found(recognizer, f"号码{value}已登记")


@each_proven
def test_a_value_inside_a_longer_run_is_none(cls: type[ProvenRecognizer]) -> None:
    recognizer = cls()
    for value in cls.GENUINE:
        assert value not in found(recognizer, f"9a{value}")
        assert value not in found(recognizer, f"{value}a9")


@each_proven
def test_a_masked_value_reveals_little(cls: type[ProvenRecognizer]) -> None:
    recognizer = cls()
    for value in cls.GENUINE:
        plain = recognizer.compact(value)
        pairs = zip(plain, recognizer.mask(plain), strict=False)
        shown = [sign for sign, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
        assert len(shown) - shown.count("*") <= min(4, len(plain) // 2), value


@each_proven
@given(text=st.text(max_size=60) | st.text("0123456789Xx -+().:@ＡE１・A中\n", max_size=60))
@settings(max_examples=40)
def test_any_text_is_examined_without_a_word(cls: type[ProvenRecognizer], text: str) -> None:
    recognizer = cls()
    results = recognizer.analyze(text, [recognizer.ENTITY])
    assert all(0 <= one.start < one.end <= len(text) and 0 < one.score <= 1 for one in results)
    assert found(recognizer, text) == found(cls(), text)


near_misses = st.sampled_from([value for one in WITH_TWIN for value in one.GENUINE + one.IMPOSTORS])
runs = (
    st.builds(
        lambda value, place, sign: "".join(
            filter(str.isalnum, value[:place] + sign + value[place + 1 :])
        ),
        near_misses,
        st.integers(0, 20),
        st.sampled_from([*"0123456789XxAaZ", ""]),
    )
    | st.text("0123456789", min_size=10, max_size=20)
    | st.from_regex("[0-9A-Za-z]{10,34}", fullmatch=True)
)


@pytest.mark.parametrize("cls", WITH_TWIN, ids=lambda cls: cls.ENTITY)
@given(drawn=st.lists(runs, min_size=10, max_size=40))
@settings(max_examples=30)
def test_arrays_judge_runs_as_the_patterns_do(
    cls: type[ProvenRecognizer], drawn: list[str]
) -> None:
    recognizer = cls()
    fitting = [run for run in drawn if run.isascii() and len(run) in recognizer.LENGTHS]
    for length in sorted(set(map(len, fitting))):
        alike = [run for run in fitting if len(run) == length]
        spans = [[one for one in recognizer.spans(run) if one[:2] == (0, length)] for run in alike]
        shaped, values = recognizer.plain(to_matrix(alike))
        assert dict(zip(alike, shaped.tolist(), strict=True)) == dict(
            zip(alike, map(bool, spans), strict=True)
        )
        assert {max(one[3] for one in each) for each in spans if each} <= {recognizer.PLAIN_SCORE}
        compact = to_matrix([recognizer.compact(run) for run in alike])
        assert to_texts(values[shaped]) == to_texts(compact[shaped])
        assert (
            recognizer.passes(values[shaped]).tolist()
            == recognizer.passes(compact)[shaped].tolist()
        )
        assert (
            recognizer.bonus(values[shaped]).tolist() == recognizer.bonus(compact)[shaped].tolist()
        )


@each_proven
@given(rows=st.lists(st.binary(min_size=24, max_size=24), max_size=6))
@settings(max_examples=30)
def test_arrays_take_any_bytes(cls: type[ProvenRecognizer], rows: list[bytes]) -> None:
    recognizer = cls()
    wide = np.frombuffer(b"".join(rows), np.uint8).reshape(len(rows), 24)
    for width in (*recognizer.LENGTHS, 24):
        values = np.ascontiguousarray(wide[:, : min(width, 24)])
        if width in recognizer.LENGTHS and width <= 24:
            shaped, normal = recognizer.plain(values)
            assert shaped.shape == (len(rows),)
            assert len(normal) == len(rows)
        assert recognizer.passes(values).shape == (len(rows),)
        assert recognizer.bonus(values).shape == (len(rows),)


@each_proven
def test_values_of_any_length_may_stand_in_one_matrix(cls: type[ProvenRecognizer]) -> None:
    recognizer = cls()
    values = [recognizer.compact(value) for value in cls.GENUINE]
    assert recognizer.passes(to_matrix(values)).all()
    assert recognizer.passes(to_matrix([*values, "9" * 40]))[:-1].all()
    assert recognizer.passes(to_matrix(values)[:0]).tolist() == []


@pytest.mark.parametrize("cls", [one for one in PROVEN if not one.LENGTHS], ids=lambda c: c.ENTITY)
def test_a_sieve_holds_back_no_genuine_example(cls: type[ProvenRecognizer]) -> None:
    for value in cls.GENUINE:
        assert any(
            regex.search(_seen(cls, mark), value) and regex.search(pattern, value)
            for mark, pattern in cls.SIEVE
        )


def _seen(cls: type[ProvenRecognizer], mark: str) -> str:
    """Return where a mark is seen: one that is not ASCII mostly beside a sign that is."""
    if mark.isascii() or not cls.TOUCHES:
        return regex.escape(mark)
    return f"{mark}[\x20-\x7e·]|[\x20-\x7e·]{mark}"


@each_by_header
def test_a_genuine_cell_is_found_under_each_header(cls: type[HeaderRecognizer]) -> None:
    recognizer, nothing = cls(), no_words()
    for value, header in product(cls.GENUINE, cls.HEADERS):
        found = recognizer.enhance_using_context(value, [], [], nothing, [header])
        places = [(one.entity_type, one.start, one.end) for one in found]
        assert places == [(cls.ENTITY, 0, len(value))], (value, header)


@each_by_header
def test_an_impostor_is_not_found_under_a_header(cls: type[HeaderRecognizer]) -> None:
    recognizer, nothing = cls(), no_words()
    for value, header in product(cls.IMPOSTORS, cls.HEADERS):
        found = recognizer.enhance_using_context(value, [], [], nothing, [header])
        assert found == [], (value, header)


@each_by_header
def test_without_a_header_there_is_silence(cls: type[HeaderRecognizer]) -> None:
    recognizer = cls()
    for value in cls.GENUINE:
        assert recognizer.analyze(value, [cls.ENTITY]) == []
        assert recognizer.enhance_using_context(value, [], [], no_words(), None) == []
        assert recognizer.enhance_using_context(value, [], [], no_words(), ["金额"]) == []


@each_by_header
@given(data=st.data())
@settings(max_examples=20)
def test_any_cell_is_examined_without_a_word_and_masked(
    cls: type[HeaderRecognizer], data: st.DataObject
) -> None:
    text = data.draw(st.text(max_size=40) | st.sampled_from(cls.GENUINE))
    recognizer = cls()
    fits = recognizer.fits(text)
    assert fits or text not in cls.GENUINE
    if fits:
        assert "*" in recognizer.mask(recognizer.compact(text))


@each
def test_a_recognizer_survives_pickling(cls: Recognizer) -> None:
    copy = pickle.loads(pickle.dumps(cls()))  # noqa: S301 -- our own bytes
    value = cls.GENUINE[0]
    if issubclass(cls, HeaderRecognizer):
        assert copy.fits(value)
    else:
        assert found(copy, value) == [value]


@each
def test_a_recognizer_tells_what_it_is_and_after_what_source(cls: Recognizer) -> None:
    module = inspect.getmodule(cls)
    assert module is not None
    assert "Source:" in (module.__doc__ or "")
    assert all((cls.TITLE, cls.TITLE_ZH, cls.SOURCE))
    assert regex.search(r"\p{Han}", cls.TITLE_ZH)
    assert len(cls.GENUINE) >= 2
    assert len(cls.IMPOSTORS) >= 2


@each_proven
def test_patterns_keep_the_rules(cls: type[ProvenRecognizer]) -> None:
    for form in (cls.PLAIN, *(form for _, form, _ in cls.VARIANTS)):
        assert not regex.search(r"\\[dwsbDWSB]|\(\?i", form)
        assert "\n" not in form
    assert 0 < cls.CHANCE <= 1
    assert cls.SHOWN <= 4


def test_a_listed_county_adds_and_one_that_had_ended_takes() -> None:
    bonus = CnResidentIdRecognizer().bonus
    listed, unlisted, ended = "11010519491231002X", "111111194912310028", "110103201501010012"
    assert bonus(to_matrix([listed, unlisted, ended])).tolist() == [0.1, 0.0, -0.1]


def test_children_are_counted_by_the_day() -> None:
    facts = CnResidentIdRecognizer().facts
    values = to_matrix(["110105201211230010", "110105201211240010"])
    assert facts(values, "2026-11-23")["under_14"].tolist() == [False, True]


def test_individual_traders_are_counted() -> None:
    facts = CnUsccRecognizer().facts
    values = to_matrix(["92350100M000100Y43", "91350100M000100Y43"])
    assert facts(values, "2026-11-23")["individual_trader"].tolist() == [True, False]


@pytest.mark.parametrize("signs", ["0123456789", "0123456789AHY", "0123456789aOx\0\x80"])
def test_codes_told_in_one_loop_are_those_that_pass_one_check_after_the_other(signs: str) -> None:
    dice, recognizer = np.random.default_rng(8), CnUsccRecognizer()
    values = dice.choice(np.frombuffer(signs.encode("latin-1"), np.uint8), (60_000, 18))
    values[:, :2] = dice.choice(to_matrix(["11", "51", "91", "A1"]), len(values))
    values[:, 2:8] = dice.choice(np.frombuffer(b"0123456789", np.uint8), (len(values), 6))
    values[:9] = to_matrix(["510104198504112602"])  # passes as a resident's number, too
    told, normal = recognizer.tell(values)

    assert np.array_equal(told == VALID, (told > 0) & recognizer.passes(normal))
    assert (told[:9] == SHAPED).all()
    assert 100 < np.count_nonzero(told == VALID) < 4_000


def test_typing_errors_keep_the_shape() -> None:
    recognizer = CnResidentIdRecognizer()
    shaped, values = recognizer.plain(to_matrix(["110105194912310021", "991305194913310021"]))
    assert shaped.all()
    assert not recognizer.passes(values).any()


@pytest.mark.parametrize("kind", WITH_TWIN, ids=lambda one: one.ENTITY)
def test_no_more_random_numbers_pass_than_is_stated(kind: type[ProvenRecognizer]) -> None:
    dice, one = Random(3), kind()
    drawn = {of_pattern(kind.PLAIN, dice) for _ in range(3000)}
    values = [text for text in drawn if len(text) in kind.LENGTHS and one.spans(text)]
    told = [one.tell(to_matrix([text]))[0][0] == VALID for text in values]

    assert len(values) > 100
    assert np.mean(told) <= 1.2 * kind.CHANCE + 0.005


def test_citizen_numbers_exclude_each_other() -> None:
    citizens = [one() for one in PROVEN if issubclass(one, CitizenNumberRecognizer)]
    for one, other in product(citizens, citizens):
        if one is not other:
            values = [v for v in map(one.compact, type(one).GENUINE) if len(v) == 18]
            assert not other.passes(to_matrix(values)).any()


# The reference table has a wrong check digit here: ...0012 should be ...0019.
MISPRINTS = {"440301199003070012"}
# Residence numbers of Taiwan are an entity of their own here.
RENAMED = {"A800000014": "TW_ARC"}
VECTORS = REFERENCE / "test_vectors.csv"


@pytest.mark.skipif(not VECTORS.exists(), reason="needs ../shared/reference beside the checkout")
def test_reference_vectors_are_judged_as_they_say() -> None:
    with VECTORS.open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    for row in rows:
        value, entity = row["value"], RENAMED.get(row["value"], row["entity"])
        says = row["expected"].startswith(("valid", "checksum ok", "Excel", "repairable", "only"))
        assert is_found(entity, value) is (says and value not in MISPRINTS), (value, row["note"])


def is_found(entity: str, value: str) -> bool:
    """Tell whether a value is recognized, as what a spreadsheet left of it if need be."""
    if "E+" in value:
        scientific = f"SCIENTIFIC_{entity.removesuffix('_DAMAGED')}"
        one = recognizers.by_entity[scientific]()
        assert isinstance(one, HeaderRecognizer)
        return one.fits(value)
    if entity == "EAN13":  # what is valid there is no card, nor anybody's number
        return not any(found(card(), value) for card in PROVEN if card.ENTITY == "CN_BANK_CARD")
    (proven,) = (one for one in PROVEN if entity == one.ENTITY)
    return bool(found(proven(), value))
