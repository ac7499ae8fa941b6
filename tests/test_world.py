"""What holds for all identifiers used all over the world."""

from __future__ import annotations

import pickle
import time
from string import ascii_letters, digits
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.arrays import to_matrix
from recognizers.fold import fold
from recognizers.world import WORLD
from recognizers.world.bic import BankIdentifierRecognizer
from recognizers.world.credit_card import PaymentCardRecognizer
from recognizers.world.email import EmailAddressRecognizer
from recognizers.world.geo_pair import GeoPairRecognizer
from recognizers.world.iban import IbanCodeRecognizer, makes
from recognizers.world.imei import ImeiRecognizer
from recognizers.world.ip import IpAddressRecognizer
from recognizers.world.mac import MacRecognizer
from recognizers.world.national import NationalNumberRecognizer
from recognizers.world.phone_in_text import PhoneInTextRecognizer
from recognizers.world.secret_key import SecretKeyRecognizer
from recognizers.world.secret_text import SecretTextRecognizer
from recognizers.world.us_ssn import UsSocialSecurityRecognizer
from tests.judged_values import found, value

if TYPE_CHECKING:
    from recognizers.base import ProvenRecognizer

EMAIL, CARD, IBAN, IP, MAC = (
    EmailAddressRecognizer(),
    PaymentCardRecognizer(),
    IbanCodeRecognizer(),
    IpAddressRecognizer(),
    MacRecognizer(),
)
KEY, PASSWORD = SecretKeyRecognizer(), SecretTextRecognizer()
NATIONAL: tuple[NationalNumberRecognizer, ...] = tuple(
    one() for one in WORLD if issubclass(one, NationalNumberRecognizer)
)
EVERY = (
    CARD,
    EMAIL,
    IBAN,
    BankIdentifierRecognizer(),
    ImeiRecognizer(),
    IP,
    MAC,
    KEY,
    PASSWORD,
    PhoneInTextRecognizer(),
    UsSocialSecurityRecognizer(),
    *NATIONAL,
)
SIEVED = (EMAIL, IP, MAC)
CELLED = tuple(one for one in EVERY if one.WHOLE)
PLAIN = tuple(one for one in EVERY if one.LENGTHS and one not in NATIONAL)  # judged as arrays

every = pytest.mark.parametrize("one", EVERY, ids=lambda one: one.ENTITY)
sieved = pytest.mark.parametrize("one", SIEVED, ids=lambda one: one.ENTITY)
celled = pytest.mark.parametrize("one", CELLED, ids=lambda one: one.ENTITY)
plain = pytest.mark.parametrize("one", PLAIN, ids=lambda one: one.ENTITY)

# Pieces that values are made of, so that near misses are common.
PIECES = (
    *"@.:-_+% \n，邮０．＠",
    "::",
    "a",
    "F",
    "0",
    "00",
    "1A",
    "10.0",
    "255",
    "2001:db8",
    "qq.com",
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=24).map("".join)


def test_all_are_listed_by_entity() -> None:
    entities = [one.ENTITY for one in WORLD]
    assert entities == sorted(entities)
    # A pair of coordinates written twice begins two pairs: its own tests know it.
    assert {*map(type, EVERY), GeoPairRecognizer} == set(WORLD)


@every
@pytest.mark.parametrize(
    "frame",
    ["{}", "{} 是", "见{}", "邮箱{}谢谢", "，{}，", "({})", "x {} y", "'{}", "a={}", "<{}>;"],
)
def test_the_genuine_is_found_anywhere(one: ProvenRecognizer, frame: str) -> None:
    for genuine in one.GENUINE:
        assert found(one, frame.format(genuine)) == [genuine]


@every
def test_the_genuine_is_found_twice(one: ProvenRecognizer) -> None:
    for genuine in one.GENUINE:
        for between in (" ", "，", "; ", "和", "\n"):
            assert found(one, f"{genuine}{between}{genuine}") == [genuine] * 2


@every
def test_full_width_forms_are_found(one: ProvenRecognizer) -> None:
    to_wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if code != ord(":")}
    for genuine in one.GENUINE:
        wide = genuine.translate(to_wide)
        assert found(one, wide) == [wide]
        assert one.compact(fold(wide)) == one.compact(genuine)


@every
def test_impostors_are_not_found(one: ProvenRecognizer) -> None:
    for impostor in one.IMPOSTORS:
        assert found(one, impostor) == []


@every
def test_samples_hide_the_value(one: ProvenRecognizer) -> None:
    for genuine in one.GENUINE:
        whole = one.compact(genuine)
        sample = one.mask(whole)
        shown = sample.partition("*")[0]
        assert len(shown) <= one.SHOWN <= 4
        assert whole.startswith(shown)
        assert set(sample[len(shown) :]) <= {"*", "@"}


@every
def test_a_recognizer_survives_pickling(one: ProvenRecognizer) -> None:
    again = pickle.loads(pickle.dumps(one))  # noqa: S301 -- our own
    assert found(again, one.GENUINE[0]) == [one.GENUINE[0]]


@every
@given(text=texts)
def test_any_text_is_read(one: ProvenRecognizer, text: str) -> None:
    for result in one.analyze(text, [one.ENTITY]):
        assert 0 <= result.start < result.end <= len(text)
        assert "\n" not in text[result.start : result.end]
        assert 0 < result.score <= 1


@every
@given(rows=st.lists(st.binary(max_size=40), min_size=1, max_size=5))
def test_any_bytes_are_judged(one: ProvenRecognizer, rows: list[bytes]) -> None:
    width = max(1, *map(len, rows))
    values = np.frombuffer(b"".join(row.ljust(width, b"\0") for row in rows), np.uint8)
    values = values.reshape(-1, width)
    assert one.passes(values).shape == one.bonus(values).shape == (len(rows),)


@every
@pytest.mark.parametrize(
    "unit", ["a", "_", "-", "a.", "a@", "a@a.", "1.", "::", "1:", "aa-", "-a_"]
)
def test_time_grows_with_the_text_only(one: ProvenRecognizer, unit: str) -> None:
    for text in (unit * (60_000 // len(unit)), "a@" + unit * (60_000 // len(unit))):
        start = time.process_time()
        one.spans(text)
        assert time.process_time() - start < 2


@sieved
@given(text=texts)
def test_the_sieve_keeps_all_that_matches(one: ProvenRecognizer, text: str) -> None:
    folded = fold(text)
    kept = any(mark in folded and holds(pattern, folded) for mark, pattern in one.SIEVE)
    assert kept or not one.spans(folded)


@sieved
def test_the_sieve_keeps_the_genuine(one: ProvenRecognizer) -> None:
    for genuine in one.GENUINE:
        assert any(mark in genuine and holds(pattern, genuine) for mark, pattern in one.SIEVE)


def test_dates_with_time_fall_through_the_sieve() -> None:
    for one in SIEVED:
        for text in ("2023-01-05 12:33:21", "2023/1/5 12:33", "2023.01.05", "12:33:21.123"):
            assert not any(holds(pattern, text) for _, pattern in one.SIEVE)


def holds(pattern: str, text: str) -> bool:
    column = pa.array([text.encode(errors="replace").decode()])
    answer: bool = pc.match_substring_regex(column, pattern)[0].as_py()
    return answer


@celled
@given(data=st.data())
def test_a_whole_cell_is_one_match(one: ProvenRecognizer, data: st.DataObject) -> None:
    text = data.draw(
        st.from_regex(one.WHOLE, fullmatch=True, alphabet=st.characters(codec="ascii"))
    )
    assert [span[:2] for span in one.spans(text)] == [(0, len(text))]
    assert one.spans(text)[0][3] == one.PLAIN_SCORE
    normal = one.whole(to_matrix([text]))
    assert one.passes(normal).tolist() == one.passes(to_matrix([one.compact(text)])).tolist()
    if one.passes(normal)[0]:
        assert value(normal[0]) == one.compact(text)
    assert holds(f"^(?:{one.WHOLE})$", text)


@celled
def test_whole_cells_keep_rows_apart(one: ProvenRecognizer) -> None:
    cells = [text for text in one.GENUINE if holds(f"^(?:{one.WHOLE})$", text)]
    assert len(cells) >= 3
    normal = one.whole(to_matrix(cells))
    assert [value(row) for row in normal] == [one.compact(cell) for cell in cells]
    assert one.passes(normal).all()


@plain
@given(data=st.data())
def test_arrays_and_patterns_agree(one: ProvenRecognizer, data: st.DataObject) -> None:
    genuine = [text for text in one.GENUINE if text.isalnum()]
    length = data.draw(st.sampled_from(one.LENGTHS))
    start = data.draw(st.sampled_from([*genuine, *makes(), "de89", "4", "5", "22", "30", "65", ""]))
    rest = data.draw(st.text(data.draw(st.sampled_from([digits, digits + ascii_letters]))))
    run = (start + rest).ljust(length, "0")[:length]
    shaped, normal = one.plain(np.frombuffer(run.encode(), np.uint8)[None])
    spans = [span for span in one.spans(run) if span[:2] == (0, length)]
    assert shaped[0] == bool(spans)
    if shaped[0]:
        assert value(normal[0]) == one.compact(run)


@plain
def test_arrays_find_the_genuine(one: ProvenRecognizer) -> None:
    for genuine in one.GENUINE:
        if genuine.isalnum():
            shaped, normal = one.plain(np.frombuffer(genuine.encode(), np.uint8)[None])
            assert shaped[0]
            assert one.passes(normal)[0]


@plain
def test_arrays_do_not_find_impostors(one: ProvenRecognizer) -> None:
    for impostor in one.IMPOSTORS:
        if impostor.isalnum():
            shaped, normal = one.plain(np.frombuffer(impostor.encode(), np.uint8)[None])
            assert not (shaped[0] and one.passes(normal)[0])
