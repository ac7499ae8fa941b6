"""Verdicts on invented tables: everything found, nothing made up."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

import scanner
from bench import made_tables, scoring
from bench.public_data import by_table

if TYPE_CHECKING:
    from pathlib import Path

TABLES = by_table(list(made_tables.columns()))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_judged_for_what_it_holds(name: str) -> None:
    has_header = name != made_tables.WITHOUT_HEADER
    sheet = scoring.score_columns(scoring.judge_tables([TABLES[name]], has_header=has_header))

    assert sheet.size == len(TABLES[name])
    assert dict(sheet.errors) == {}


@pytest.mark.parametrize(
    ("text", "entity", "is_likely"),
    [
        ("运单号 X1，收件人李雷 13800138000", "CN_MOBILE", True),
        ("运单号 13800138000", "CN_MOBILE", False),
        ("https://203.0.113.9/notes", "IP_ADDRESS", False),
        ('"GET / HTTP/1.1" 200 512\n203.0.113.9 - -', "IP_ADDRESS", True),
    ],
)
def test_the_nearest_word_decides(text: str, entity: str, *, is_likely: bool) -> None:
    (found,) = scanner.analyze(text)

    assert found.entity_type == entity
    assert (found.score >= scoring.LIKELY) is is_likely


def test_lucky_passes_among_another_entitys_values_are_no_proof(tmp_path: Path) -> None:
    """Old ids from Anhui and Shandong begin as American Express cards; one in ten passes Luhn."""
    dice = Random(15)
    areas = ("340102", "370102", "110105")
    cells = [
        f"{dice.choice(areas)}{dice.randrange(40, 99)}0{dice.randrange(1, 10)}1{dice.randrange(10)}"
        f"{dice.randrange(1000):03}"
        for _ in range(2000)
    ]
    (tmp_path / "old.csv").write_text("\n".join(["身份证号,n", *(f"{cell},1" for cell in cells)]))
    with scanner.scan(tmp_path, workers=0) as inventory:
        fields = inventory.fields.set_index("entity")

    assert fields.loc["CN_RESIDENT_ID_15", "verdict"] == "confirmed"
    assert fields["count"].to_dict()["CREDIT_CARD"] > 20
    assert fields.loc["CREDIT_CARD", "verdict"] == "rejected"
