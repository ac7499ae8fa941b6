"""Words around a value: names of fields are words as well, and an order number's word weighs."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import recognizers
from recognizers.base import ProvenRecognizer
from recognizers.context import Words
from recognizers.growing import ALIKE
from recognizers.wordtree import AFTER_CHARS, BEFORE_CHARS, nearest
from scanner.detect.cells import Cells, of_array
from scanner.detect.finder import finder
from scanner.detect.overlaps import LIKELY
from scanner.detect.reference import reference

WORDS = Words(("card no", "passport", "tel", "手机"), ("order",), gain=0.35, loss=-0.4)
letters = st.text("ABCabcTtEeLl_- ", max_size=12)


def shift(before: str) -> float:
    return float(WORDS.shifts([before], [""])[0])


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
    "before", ["hotel ", "li@tel.com ", "telling ", "Hotels: ", "HOTEL ", "cardnote ", "cards no "]
)
def test_a_part_of_another_word_does_not(before: str) -> None:
    assert shift(before) == 0


def test_a_word_that_contradicts_belongs_to_its_own_number() -> None:
    assert shift("order 20240101\napp=") == 0
    assert shift("order 20240101, ") == shift("order\n") == pytest.approx(-0.4)
    assert shift("手机 13800138000\n") == pytest.approx(0.35)
    assert WORDS.shifts(["", ""], ["\norder 1", " order"]).tolist() == pytest.approx([0, -0.4])


def test_a_word_that_contradicts_belongs_to_its_own_sentence() -> None:
    assert shift("order 已发货。") == shift("order 已发货。\n收货人张伟 ") == 0
    assert shift("order 已发货，") == pytest.approx(-0.4)
    assert WORDS.shifts([""], ["。order 1"]).tolist() == [0]
    assert shift("手机号如下。") == pytest.approx(0.35)


@pytest.mark.parametrize("before", ["手機：", "手機号 ", "手机號碼"])
def test_traditional_characters_are_read_as_simplified_ones(before: str) -> None:
    assert shift(before) == pytest.approx(0.35)
    assert WORDS.support(before)


@pytest.mark.parametrize("before", ['"orderNo": "', "order_id=", "telOrder: "])
def test_the_last_word_counts(before: str) -> None:
    assert shift(before) == pytest.approx(-0.4)


@given(letters, st.sampled_from(["tel", "Tel", "TEL", "card no", "cardNo", "CARD_NO"]), letters)
def test_a_text_without_a_word_anywhere_supports_nothing(head: str, word: str, tail: str) -> None:
    text = f"{head}{word}{tail}"
    assert WORDS.support(text) or shift(text) <= 0
    assert WORDS.support(f"{text}。手机。{tail}")
    assert not WORDS.support(tail.replace("l", "1").replace("L", "1"))


EACH = list(
    {one.words: one for one in recognizers.load() if isinstance(one, ProvenRecognizer)}.items()
)


def test_a_sign_that_is_read_as_another_is_one() -> None:
    assert shift("ＣＡＲＤ＿ｎｏ：") == shift("card\u2013no ") == shift("手机") > 0
    assert shift("ｏrder：") < 0
    assert shift("ｈotel：") == 0


@st.composite
def surroundings(draw: st.DrawFn) -> tuple[Words, str, str]:
    """Return words of a recognizer, and texts around a value made of them."""
    words, _ = draw(st.sampled_from(EACH))
    pieces = st.one_of(
        st.sampled_from([*words.positive, *words.negative, "x"]).flatmap(
            lambda word: st.sampled_from(
                [word, word.upper(), word.title(), word.replace(" ", "_"), word[1:], word[:-1]]
            )
        ),
        st.sampled_from([*map(chr, ALIKE)]),
        st.text("aZ_- ：，中0ßé𝔘\n@", max_size=3),
        st.sampled_from(["12345\n", "\n", "。"]),
    )
    before, after = (draw(st.lists(pieces, max_size=5)) for _ in range(2))
    return words, "".join(before), "".join(after)


@settings(max_examples=1000)
@given(surroundings())
def test_words_are_found_as_an_expression_finds_them(case: tuple[Words, str, str]) -> None:
    words, before, after = case
    expected = said_before(words, before) or said_after(words, after)
    head, whole = len(before.encode()), f"{before}{after}".encode()
    ends = (np.array([0]), np.array([len(whole)]))
    found = nearest(
        np.frombuffer(whole, np.uint8), ends, (np.array([head]), np.array([head])), words.tree
    )
    assert [*found] == [expected]
    assert [*words.shifts([before], [after])] == [*found]


def said_before(words: Words, text: str) -> float:
    """Return what the last word does; a number on its line may have been what it speaks of.

    One that contradicts says nothing beyond its sentence.
    """
    plain = read(text[-BEFORE_CHARS:])
    matches = [*expression(words).finditer(plain)]
    if not matches:
        return 0
    rest = plain[matches[-1].end() :]
    lines = rest.rpartition("\n")[0]
    is_others = matches[-1].lastgroup == "loss" and (
        len(re.findall("[0-9]", lines)) >= 5 or "。" in rest
    )
    return 0 if is_others else getattr(words, str(matches[-1].lastgroup))


def said_after(words: Words, text: str) -> float:
    """Return what the first word does; one that contradicts has to stand on the same line."""
    plain = read(text[:AFTER_CHARS])
    return next(
        (
            getattr(words, str(match.lastgroup))
            for match in expression(words).finditer(plain)
            if match.lastgroup == "gain" or not {"\n", "。"} & {*plain[: match.start()]}
        ),
        0,
    )


def read(text: str) -> str:
    return "".join(ALIKE.get(ord(sign), sign) for sign in text)


@cache
def expression(words: Words) -> re.Pattern[str]:
    """Return one expression of all words: negative ones first, long ones before short ones."""
    hump = "(?<=(?-i:[a-z]))(?=(?-i:[A-Z]))"
    begin, end = f"(?:(?<![A-Za-z@])|{hump})", f"(?:(?![A-Za-z])|{hump})"
    kinds = {"loss": words.negative, "gain": words.positive}
    groups = []
    for name, group in kinds.items():
        forms = []
        for word in sorted(group, key=len, reverse=True):
            exact = "[ _-]?".join(map(re.escape, word.split(" ")))
            forms.append(f"{begin}{exact}{end}" if word.isascii() else exact)
        groups += [f"(?P<{name}>{'|'.join(forms)})"] if forms else []
    return re.compile("|".join(groups) or "(?!)", re.IGNORECASE)


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
        ("CN_RESIDENT_ID", "订单 7 sfz:11010519491231002X"),
        ("CN_RESIDENT_ID", "order=7 cert_no=11010519491231002X"),
        ("CN_MOBILE", "order=7 msisdn=13812345678"),
        ("CN_LANDLINE", '{"order": 7, "gddh": "0571-88123456"}'),
        ("CN_BANK_CARD", "订单 7 贷记卡 6228480402564890018"),
        ("CN_FOREIGN_PR_ID", "订单 7 yjz=932682198501010017"),
    ],
)
def test_a_value_in_its_field_is_found(entity: str, text: str) -> None:
    (score,) = scores(text, entity)
    assert score >= LIKELY
