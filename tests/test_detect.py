"""Chunks become evidence: exact counts, first places, masked samples, one sum however cut."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.chunks import TableChunk, TextChunk
from scanner.detect import Detector, analyze, explain
from scanner.detect.automaton import Matcher
from scanner.detect.automaton.machines import Machine
from scanner.detect.cells import Cells, of_array
from scanner.detect.finder import finder
from scanner.detect.plain import wanted as wanted_by
from scanner.detect.sieve.sift import sift
from scanner.detect.signs import signs
from scanner.evidence import Bucket, FieldEvidence, FileEvidence
from scanner.model import ScanPlan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanner.detect.sieve.runs import Sifted

PLAN = ScanPlan(policy="", today="2026-01-01", key=bytes(32))
ID, CHILD, WRONG = "11010519491231002X", "110105202003070011", "110105194912310021"
MOBILE = "13800138000"


def table(name: str, cells: Sequence[str | None], first_row: int = 1) -> TableChunk:
    return TableChunk("", (name,), (pa.array(cells, pa.string()),), first_row)


def column(name: str, cells: Sequence[str | None]) -> FieldEvidence:
    evidence = FileEvidence()
    Detector(PLAN).examine(table(name, cells), evidence)
    return evidence.fields["", name]


def text(content: str, start: int = 0, stop: int | None = None) -> FieldEvidence:
    evidence = FileEvidence()
    data = content.encode()
    chunk = TextChunk("", data, start, len(data) if stop is None else stop, first_line=1)
    Detector(PLAN).examine(chunk, evidence)
    return evidence.fields["", ""]


@pytest.mark.parametrize(
    ("value", "entity"),
    [
        ("zhangwei[at]example.com", "EMAIL_ADDRESS"),
        ("lat=39.90923&lng=116.397428", "GEO_PAIR_IN_TEXT"),
        ("坐标：116.397428,39.90923", "GEO_PAIR_IN_TEXT"),
        ("lng: 116.397428; lat: 39.90923", "GEO_PAIR_IN_TEXT"),
        ("password=Passw0rd!", "PASSWORD_IN_TEXT"),
    ],
)
def test_no_long_line_is_cut_within_a_value(value: str, entity: str) -> None:
    filler = "{'a','b','c'} "
    for shift in range(40):
        line = "x" * shift + " " + filler * (4096 // len(filler) - 3)
        found = text(line + f"{value} " + filler * 60 + f"; {value} " + filler * 400)

        assert found.of(entity).count(Bucket.INLINE_STRONG, Bucket.INLINE_WEAK) == 2, shift


def gist(field: FieldEvidence) -> dict[str, object]:
    return {
        entity: (
            {bucket: n for bucket, n in sorted(seen.counts.items()) if n},
            {bucket: keys.to_bytes() for bucket, keys in sorted(seen.keys.items())},
            {fact: n for fact, n in sorted(seen.facts.items()) if n},
            (seen.first, seen.sample, seen.score, seen.spread),
        )
        for entity, seen in sorted(field.entities.items())
    }


def test_a_column_counts_rows_content_shapes_and_what_passes() -> None:
    field = column("身份证号", [ID, None, "", ID.lower(), WRONG, "无"])
    seen = field.entities["CN_RESIDENT_ID"]

    assert (field.rows, field.non_null) == (6, 4)
    assert seen.counts == {Bucket.WHOLE_VALID: 2, Bucket.WHOLE_FAILED: 1}
    assert len(seen.union(Bucket.WHOLE_VALID)) == 1
    assert (seen.first, seen.sample) == (1, "11" + "*" * 16)


def test_written_variants_are_one_value() -> None:
    writings = [MOBILE, f"'{MOBILE}", f'="{MOBILE}"', f"{MOBILE}.0", "138 0013 8000"]
    writings += ["+86 138-0013-8000", "0086-13800138000", "１３８００１３８０００", f"{MOBILE}\t"]
    seen = column("手机号", writings).entities["CN_MOBILE"]

    assert seen.count(Bucket.WHOLE_VALID) == len(writings)
    assert len(seen.union(Bucket.WHOLE_VALID)) == 1


def test_a_cell_with_three_numbers_counts_three() -> None:
    seen = column("电话", [f"{MOBILE};13900139000、张三13700137000"]).entities["CN_MOBILE"]

    assert seen.count(Bucket.INLINE_STRONG) == 3
    assert len(seen.union(Bucket.INLINE_STRONG)) == 3


def test_children_are_counted_by_the_plans_day() -> None:
    facts = column("身份证号", [ID, CHILD]).entities["CN_RESIDENT_ID"].facts

    assert facts["under_14"] == 1


def test_running_text_remembers_the_line() -> None:
    seen = text(f"会议纪要\n\n联系电话：{MOBILE}\n").entities["CN_MOBILE"]

    assert (seen.first, seen.counts) == (3, {Bucket.INLINE_STRONG: 1})


def test_a_finding_belongs_to_the_chunk_it_begins_in() -> None:
    content = f"甲，{MOBILE}，乙"
    begin = len("甲，".encode())

    assert "CN_MOBILE" in text(content, stop=begin + 1).entities
    assert "CN_MOBILE" not in text(content, start=begin + 1).entities


def test_a_number_of_a_thing_is_weak() -> None:
    seen = text(f"订单号 {MOBILE}").entities["CN_MOBILE"]

    assert seen.counts == {Bucket.INLINE_WEAK: 1}


cells = st.lists(
    st.sampled_from([ID, CHILD, WRONG, MOBILE, "", None, "备注", f"打给{MOBILE}", "138 0013 8001"]),
    min_size=1,
    max_size=12,
)


@given(cells, st.lists(st.integers(0, 12), max_size=4))
def test_rows_in_pieces_give_the_same_evidence(rows: list[str | None], cuts: list[int]) -> None:
    marks = sorted({0, len(rows), *(cut for cut in cuts if cut < len(rows))})
    whole, chunked, merged = FileEvidence(), FileEvidence(), FileEvidence()
    detector = Detector(PLAN)
    detector.examine(table("证件", rows), whole)
    for begin, end in pairwise(marks):
        detector.examine(table("证件", rows[begin:end], begin + 1), chunked)
        part = FileEvidence()
        detector.examine(table("证件", rows[begin:end]), part)
        merged.merge(part)
    expected = gist(whole.fields["", "证件"])

    assert gist(chunked.fields["", "证件"]) == expected
    assert gist(merged.fields["", "证件"]) == expected
    assert merged.fields["", "证件"].rows == len(rows)


def test_another_key_changes_keys_and_nothing_else() -> None:
    mine, other = FileEvidence(), FileEvidence()
    Detector(PLAN).examine(table("手机", [MOBILE]), mine)
    Detector(replace(PLAN, key=bytes(range(32)))).examine(table("手机", [MOBILE]), other)
    here, there = (one.fields["", "手机"].entities["CN_MOBILE"] for one in (mine, other))

    assert here.counts == there.counts
    assert here.union(*Bucket).to_bytes() != there.union(*Bucket).to_bytes()


def test_one_text_gives_presidios_results() -> None:
    (found,) = analyze(f"手机{MOBILE}")

    assert (found.entity_type, found.start, found.end) == ("CN_MOBILE", 2, 13)


def test_an_explanation_hides_the_value_from_repr() -> None:
    (why,) = explain(f"我的手机是{MOBILE}")

    assert why.recognizer == "CnMobileRecognizer"
    assert why.value == MOBILE
    assert MOBILE not in repr(why)
    assert MOBILE not in why.masked


def test_no_sieve_takes_many_states_whatever_digits_say() -> None:
    chance = Random(5)
    texts = ["".join(chance.choices("0123456789*@.: ", k=40)) for _ in range(3000)]

    for one in finder("zh")._sieve._recognizers:
        sieve = Matcher(tuple(pattern for _, pattern in one.SIEVE), searches=True)
        sieve.which(of_array(pa.array(texts, pa.string())))
        assert sieve._machine is not None, one.name  # else RE2: ten times slower


def test_expressions_that_need_too_many_states_together_are_parted() -> None:
    chance = Random(3)
    texts = ["".join(chance.choices("abcd", k=60)) + chance.choice("efgh") for _ in range(2000)]
    expressions = tuple(f"{first}[a-d]{{7}}{last}" for first, last in ("ae", "bf", "cg"))

    together = Matcher(expressions, searches=True)
    found = together.which(of_array(pa.array(texts, pa.string()))).tolist()

    assert together._machine is None
    assert found == [
        sum(bool(re.search(one, text)) << bit for bit, one in enumerate(expressions))
        for text in texts
    ]
    assert len({*found}) == 4  # none, and each of them


@given(st.integers(1, 40), st.data())
def test_numbers_of_one_length_are_seen_as_they_are_among_others(
    width: int, data: st.DataObject
) -> None:
    texts = data.draw(st.lists(st.text("0123456789", min_size=width, max_size=width), min_size=1))
    ours = finder("zh")
    wanted, signs_ = wanted_by(tuple(ours.plain)), signs({})
    even, among = of_array(pa.array(texts)), of_array(pa.array([*texts, "-"]))
    alike, seen = sift(even, wanted, signs_), sift(among, wanted, signs_)

    assert (even.even, among.even) == (width, 0)
    assert [one.tolist() for one in alike.runs] == [one.tolist() for one in seen.runs]
    assert not alike.odd.any()
    assert not alike.marked.any()


@given(st.integers(1, 70), st.data())
def test_runs_of_one_length_are_seen_as_they_are_among_others(
    width: int, data: st.DataObject
) -> None:
    sign = data.draw(st.sampled_from(["0123456789", "0123456789Xx", "019AVXavx", "ABX"]))
    texts = data.draw(st.lists(st.text(sign, min_size=width, max_size=width), min_size=1))
    ours = finder("zh")
    wanted, signs_ = wanted_by(tuple(ours.plain)), signs({"V": True, "a": False, "@": False})
    even, among = of_array(pa.array(texts)), of_array(pa.array([*texts, "-"]))
    alike, seen = sift(even, wanted, signs_), sift(among, wanted, signs_)

    assert (even.width, among.width) == (width, 0)
    assert [one.tolist() for one in alike.runs] == [one.tolist() for one in seen.runs]
    assert alike.odd.tolist() == seen.odd[:-1].tolist()
    assert alike.marked.tolist() == seen.marked[:-1].tolist()


@given(st.lists(st.text("0Zz-/:@[`{", min_size=3, max_size=3), min_size=1))
def test_a_width_is_that_of_letters_and_digits(texts: list[str]) -> None:
    are = all(re.fullmatch("[0-9A-Za-z]+", text) for text in texts)

    assert of_array(pa.array(texts)).width == (3 if are else 0)


AMOUNTS = st.from_regex(r"[0-9]{1,12}\.(?:[0-9]{1,9}|0{1,4})", fullmatch=True)


@given(st.lists(AMOUNTS | st.from_regex(r"[0-9.]{1,9}", fullmatch=True), min_size=1))
def test_amounts_are_passed_over_where_nothing_is_in_them(texts: list[str]) -> None:
    wanted, signs_ = wanted_by(tuple(finder("zh").plain)), signs({})
    amounts, others = (
        of_array(pa.array([f"x{end}", *(f"{one}{end}" for one in texts)])) for end in ("", " ")
    )

    assert gist_of(sift(amounts, wanted, signs_), amounts) == gist_of(
        sift(others, wanted, signs_), others
    )


def gist_of(found: Sifted, cells: Cells) -> list[list[object]]:
    """Return what was sifted, by places within cells."""
    runs = found.runs._replace(starts=found.runs.starts - cells.starts[found.runs.cell])
    return [one.tolist() for one in (*runs, found.odd)]


def test_no_mark_matters_in_an_amount() -> None:
    machine = Machine(finder("zh")._sieve._patterns._patterns, searches=True)
    digits = reached(machine, {machine._sets[1]}, "0123456789")
    amounts = reached(machine, after(machine, digits, "."), "0123456789")
    addresses = reached(machine, after(machine, amounts, "."), "0123456789.")

    assert not any(nodes >> end & 1 for nodes in digits | amounts for end in machine._ends)
    assert any(nodes >> end & 1 for nodes in addresses for end in machine._ends)


def after(machine: Machine, states: set[int], signs_: str) -> set[int]:
    """Return the states that any of some signs leads to from any of some states."""
    kinds = {int(machine.tables.kinds[ord(sign)]) for sign in signs_}
    return {machine._edges.following(nodes, kind) for nodes in states for kind in kinds}


def reached(machine: Machine, states: set[int], signs_: str) -> set[int]:
    """Return the states that any number of some signs leads to."""
    found = fresh = states
    while fresh:
        fresh = after(machine, fresh, signs_) - found
        found = found | fresh
    return found
