"""Telephone numbers of other countries, in text and in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat, PhoneNumberType

import scanner
from recognizers.world.phone_in_text import PhoneInTextRecognizer
from scanner.detect import analyze
from tests.judged_values import found

if TYPE_CHECKING:
    from pathlib import Path

PHONE = PhoneInTextRecognizer()
OWN = {"CN", "HK", "MO", "TW"}  # have recognizers of their own
KINDS = (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE)
SHORTEST = 7  # digits after the country's code
EXAMPLES = [
    number
    for region in sorted(phonenumbers.SUPPORTED_REGIONS - OWN)
    for kind in KINDS
    if (number := phonenumbers.example_number_for_type(region, kind))
    and len(phonenumbers.national_significant_number(number)) >= SHORTEST
]


def test_there_are_examples_of_nearly_all_countries() -> None:
    assert len({number.country_code for number in EXAMPLES}) > 180


@pytest.mark.parametrize("form", [PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.E164])
def test_numbers_of_all_countries_are_found_as_they_are_written_there(form: int) -> None:
    for number in EXAMPLES:
        written = phonenumbers.format_number(number, form)
        assert found(PHONE, f"tel {written}, mail") == [written]
        assert PHONE.compact(written) == phonenumbers.format_number(
            number, PhoneNumberFormat.E164
        ).removeprefix("+")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Call (212) 555-0142 or 212-555-0142.", ["(212) 555-0142", "212-555-0142"]),
        ("联系电话+12125550142，传真+44 20 7946 0958", ["+12125550142", "+44 20 7946 0958"]),
        ("phone 212-555-0142 7 items", ["212-555-0142"]),
        ("phone +1 212 555 0142 2024-06-12", ["+1 212 555 0142"]),
    ],
)
def test_they_are_found_in_text(text: str, values: list[str]) -> None:
    results = [one for one in analyze(text) if one.entity_type == PHONE.ENTITY]
    assert [text[one.start : one.end] for one in results] == values
    assert all(one.score >= 0.5 for one in results)


@pytest.mark.parametrize("text", ["part 212-555-0142", "diff +12345678", "+86 138 0013 8000"])
def test_other_numbers_are_none_that_count(text: str) -> None:
    assert not [
        one for one in analyze(text) if one.entity_type == PHONE.ENTITY and one.score >= 0.5
    ]


def test_an_american_number_is_no_chinese_mobile() -> None:
    (result,) = analyze("call +13036552075 now")
    assert result.entity_type == PHONE.ENTITY


@pytest.mark.parametrize(
    ("header", "winner"),
    [("mobile\n", "PHONE_NUMBER"), ("", PHONE.ENTITY), ("note\n", PHONE.ENTITY)],
)
def test_a_column_of_them_is_told_once(tmp_path: Path, header: str, winner: str) -> None:
    cells = "\n".join(f"+1303{555 + row}{2000 + 37 * row}" for row in range(60))
    (tmp_path / "a.csv").write_text(header + cells, encoding="utf-8")
    with scanner.scan(tmp_path, workers=0) as inventory:
        fields = inventory.fields
    assert list(fields["entity"][fields["verdict"].isin(("confirmed", "probable"))]) == [winner]
