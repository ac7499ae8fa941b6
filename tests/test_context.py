"""Words around a value: names of fields are words as well, and an order number's word weighs."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizers.context import Words
from scanner.detect.automaton import somewhere
from scanner.detect.cells import Cells, of_array
from scanner.detect.finder import finder
from scanner.detect.overlaps import LIKELY
from scanner.detect.reference import reference

WORDS = Words(("card no", "passport", "tel", "手机"), ("order",), gain=0.35, loss=-0.4)
letters = st.text("ABCabcTtEeLl_- ", max_size=12)


def shift(before: str) -> float:
    return float(WORDS.before([before])[0])


@pytest.mark.parametrize(
    "before",
    [
        *('"passportNumber": "', '"card_no": "', '"cardNo": "', "<bank-card-no>", "CARD NO "),
        *("contactTel=", "contact_tel=", "TEL:", "userTelNo: ", "手机号", "orderTel: "),
    ],
)
def test_the_name_of_a_field_supports(before: str) -> None:
    assert shift(before) == pytest.approx(0.35)


@pytest.mark.parametrize(
    "before", ["hotel ", "telling ", "Hotels: ", "HOTEL ", "cardnote ", "cards no "]
)
def test_a_part_of_another_word_does_not(before: str) -> None:
    assert shift(before) == 0


@pytest.mark.parametrize("before", ['"orderNo": "', "order_id=", "telOrder: "])
def test_the_last_word_counts(before: str) -> None:
    assert shift(before) == pytest.approx(-0.4)


@given(letters, st.sampled_from(["tel", "Tel", "TEL", "card no", "cardNo", "CARD_NO"]), letters)
def test_a_text_without_a_word_anywhere_supports_nothing(head: str, word: str, tail: str) -> None:
    text = f"{head}{word}{tail}"
    if shift(text) > 0:
        assert somewhere(WORDS.anywhere).matches(cells(text)).all()


def cells(*texts: str) -> Cells:
    return of_array(pa.array(texts, pa.string()))


def scores(text: str, entity: str) -> list[float]:
    """Return the scores of what both engines find in a line."""
    ours, theirs = (
        [
            score
            for match in engine("zh").find(cells(text), one_text=True).matches
            if match.entity == entity
            for score in match.scores[match.valid].tolist()
        ]
        for engine in (finder, reference)
    )
    assert ours == theirs
    return ours


@settings(max_examples=40)
@given(st.integers(0, 9999))
def test_an_order_number_that_passes_by_luck_is_no_finding(number: int) -> None:
    found = scores(f"订单号：11010520230721{number:04}", "CN_RESIDENT_ID")
    assert all(score < LIKELY for score in found)


@pytest.mark.parametrize(
    ("entity", "text"),
    [
        ("CN_BANK_CARD", '{"cardNo": "6228480402564890018"}'),
        ("CN_PASSPORT", '{"passportNumber": "E12345678"}'),
        ("CN_PASSPORT", "hzh=E12345678"),
        ("TW_NATIONAL_ID", '{"tw_id": "A123456789"}'),
        ("CN_PLATE", '{"cph": "云F70467"}'),
    ],
)
def test_a_value_in_its_field_is_found(entity: str, text: str) -> None:
    (score,) = scores(text, entity)
    assert score >= LIKELY
