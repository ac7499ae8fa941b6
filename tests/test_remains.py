"""What is left of numbers that were masked, hashed or damaged, and who is beside it."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import scanner
from bench import measure
from recognizers.arrays import to_matrix
from recognizers.cn import gb11643
from recognizers.cn.resident_id import CnResidentIdRecognizer
from recognizers.cn.resident_id_damaged import DamagedResidentIdRecognizer
from scanner import classify, detect
from scanner.alarms import FalseAlarm, watched
from scanner.chunks import TableChunk
from scanner.classify import policy
from scanner.evidence import HOLDING, FileEvidence
from scanner.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ROWS = 60
DICE = random.Random(7)
POLICY = policy.load(policy.shipped("cn45574"), "cn45574")


def resident_id(area: int, year: int, sequence: int) -> str:
    """Return an invented number with its check sign."""
    body = f"{area}{year}0307{sequence:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


ids = st.builds(
    resident_id, st.sampled_from([110105, 440301]), st.integers(1950, 2005), st.integers(1, 999)
)


numbers = st.integers(10**17, 9 * 10**17 - 1)
floats = numbers.map(lambda number: int(float(number)))
cut = numbers.map(lambda number: number // 1000 * 1000)
near = st.builds(  # what smaller floats can hold
    lambda head, rest: head * 10**17 + rest // 16 * 16,
    st.integers(1, 8),
    st.integers(0, 10**17 - 1),
)


@given(numbers | floats | cut | near)
def test_a_number_is_rounded_if_a_spreadsheet_or_a_float_can_hold_it(number: int) -> None:
    spacing = max(16, int(math.ulp(float(number))))
    expected = number % 1000 == 0 or number % spacing == 0

    assert gb11643.is_rounded(to_matrix([str(number), "11010519491231002X"])).tolist() == [
        expected,
        False,
    ]


def verdicts(tmp_path: Path, columns: dict[str, list[str]]) -> dict[str, dict[str, str]]:
    """Return the verdicts on the columns of a table, by column and entity."""
    lines = [",".join(columns), *(",".join(row) for row in zip(*columns.values(), strict=True))]
    (tmp_path / "table.csv").write_text("\n".join(lines), encoding="utf-8")
    found: dict[str, dict[str, str]] = {name: {} for name in columns}
    with scanner.scan(tmp_path, workers=0) as inventory:
        for _, row in inventory.fields.iterrows():
            found[row["field"]][row["entity"]] = f"{row['verdict']} {row['level']}"
    return found


def phones() -> list[str]:
    return [f"138{DICE.randrange(10**8):08}" for _ in range(ROWS)]


def id_numbers() -> list[str]:
    return [
        resident_id(440301, DICE.randrange(1950, 2000), DICE.randrange(1, 999)) for _ in range(ROWS)
    ]


@given(ids)
def test_what_excel_or_a_float_leaves_is_an_id_or_a_damaged_one(number: str) -> None:
    excel, float_ = number[:15] + "000", str(int(np.float64(number[:17] + "0")))
    both = (CnResidentIdRecognizer(), DamagedResidentIdRecognizer())

    for left in (excel, float_):
        passing = [one.passes(one.plain(to_matrix([left]))[1])[0] for one in both]
        assert any(passing)


@given(ids, st.integers(0, 16))
def test_one_misread_sign_is_mended(number: str, place: int) -> None:
    looks_like = dict(zip("015826", "OISBZ6", strict=True))
    one = DamagedResidentIdRecognizer()
    misread = number[:place] + looks_like.get(number[place], number[place]) + number[place + 1 :]
    shaped, values = one.plain(to_matrix([misread]))

    if misread != number:
        assert shaped[0]
        assert one.passes(values)[0]
        assert not CnResidentIdRecognizer().plain(to_matrix([misread]))[0][0]


@pytest.mark.parametrize(
    ("name", "made", "entity", "level"),
    [
        ("身份证号", lambda: [each[:15] + "000" for each in id_numbers()], "{}_DAMAGED", "L3"),
        ("证号", lambda: [each[:15] + "000" for each in id_numbers()], "{}_DAMAGED", "L3"),
        ("身份证号", lambda: [f"{each[0]}.{each[1:6]}E+17" for each in id_numbers()], "", "L3"),
        ("身份证号", lambda: [f"{each[:6]}********{each[-4:]}" for each in id_numbers()], "", "L2"),
    ],
)
def test_a_damaged_column_is_told(
    tmp_path: Path, name: str, made: Callable[[], list[str]], entity: str, level: str
) -> None:
    found = verdicts(tmp_path, {"序": [str(row) for row in range(ROWS)], name: made()})[name]
    counted = {entity for entity, said in found.items() if "confirmed" in said}

    assert counted == {
        entity.format("CN_RESIDENT_ID")
        or ("SCIENTIFIC_CN_RESIDENT_ID" if level == "L3" else "MASKED_CN_RESIDENT_ID")
    }
    assert {said for one, said in found.items() if one in counted} == {f"confirmed {level}"}


def test_damaged_cards_that_pass_by_luck_are_no_cards(tmp_path: Path) -> None:
    cards = [f"62284804025{DICE.randrange(10**4):04}0000" for _ in range(ROWS)]

    assert verdicts(tmp_path, {"银行卡号": cards, "x": phones()})["银行卡号"] == {
        "CN_BANK_CARD": "rejected L1",
        "CN_BANK_CARD_DAMAGED": "confirmed L3",
    }


def looked_at(cells: list[str], seen: FileEvidence | None = None) -> FileEvidence:
    """Return what a column of IDs shows."""
    evidence = seen or FileEvidence()
    chunk = TableChunk("", ("身份证号",), (pa.array(cells),), 1)
    detect.Detector(measure.plan()).examine(chunk, evidence)
    return evidence


def rounded(number: str) -> str:
    return str(int(float(number[:17] + "0")))


@pytest.mark.parametrize("damaged", [lambda number: number[:15] + "000", rounded])
def test_damaged_numbers_that_pass_by_luck_are_counted_with_the_others(
    damaged: Callable[[str], str],
) -> None:
    numbers = [damaged(each) for _ in range(4) for each in id_numbers()]
    found = classify.judge(POLICY, looked_at([*numbers, numbers[0]])).tallies
    lucky, others = (one for one in found if one.entity.startswith("CN_RESIDENT_ID"))

    assert (lucky.entity, lucky.verdict) == ("CN_RESIDENT_ID", Verdict.REJECTED)
    assert 0 < lucky.count < others.count
    assert (others.verdict, others.count) == (Verdict.CONFIRMED, len(numbers) + 1)
    assert (others.distinct, others.exact) == (len(set(numbers)), True)
    assert others.why[-1].key == "classify.lucky"


def test_they_stay_counted_where_one_of_the_others_is_known_to_be_nobodys() -> None:
    numbers = [each[:15] + "000" for _ in range(4) for each in id_numbers()]
    entity, place = "CN_RESIDENT_ID_DAMAGED", ("", "身份证号")
    key = int(looked_at(numbers).fields[place].entities[entity].union(*HOLDING).keys()[0])
    alarm = FalseAlarm(*place, entity, Verdict.CONFIRMED, value=f"{key:016x}")
    seen = looked_at(numbers, FileEvidence(watched=watched([alarm])))
    found = [one for one in classify.judge(POLICY, seen, [alarm]).tallies if one.entity == entity]

    assert {one.verdict: one.distinct for one in found} == {
        Verdict.CONFIRMED: len(set(numbers)) - 1,
        Verdict.SUPPRESSED: 1,
    }


def test_genuine_ids_among_damaged_ones_are_told(tmp_path: Path) -> None:
    half = [each if row % 3 else each[:15] + "000" for row, each in enumerate(id_numbers())]
    found = verdicts(tmp_path, {"身份证号": half, "x": phones()})["身份证号"]

    assert found["CN_RESIDENT_ID"].startswith("confirmed")


def test_a_masked_column_says_whether_its_clear_twin_is_beside_it(tmp_path: Path) -> None:
    clear = phones()
    masked = [f"{each[:3]}****{each[-4:]}" for each in clear]
    alone, together = tmp_path / "alone", tmp_path / "together"
    for folder in (alone, together):
        folder.mkdir()

    assert verdicts(alone, {"手机": masked, "x": masked})["手机"] == {
        "MASKED_CN_MOBILE": "confirmed L2"
    }
    beside = verdicts(together, {"脱敏手机": masked, "手机号": clear})
    assert beside["脱敏手机"] == {"MASKED_CN_MOBILE": "confirmed L3"}
    with scanner.scan(together, workers=0) as inventory:
        why = inventory.fields.set_index("field").loc["脱敏手机", "why"]
    assert "手机号" in str(why)


def test_hashes_of_phones_count_as_phones(tmp_path: Path) -> None:
    hashes = [f"{DICE.getrandbits(128):032x}" for _ in range(ROWS)]

    assert verdicts(tmp_path, {"phone_md5": hashes, "x": hashes}) == {
        "phone_md5": {"HASHED_CN_MOBILE": "confirmed L3"},
        "x": {},
    }
