"""Check digits agree with independent definitions and survive any bytes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.iso7064 import mod_11_2, mod_11_10, mod_97_10

from recognizers import checksums, dates
from recognizers.arrays import to_matrix

DIGITS = "0123456789"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

any_bytes = st.integers(1, 40).flatmap(
    lambda width: st.lists(st.binary(min_size=width, max_size=width), max_size=8).map(
        lambda rows: np.frombuffer(b"".join(rows), np.uint8).reshape(len(rows), width),
    ),
)


def one(check: object, value: str) -> bool:
    assert callable(check)
    return bool(check(to_matrix([value]))[0])


@given(st.lists(st.text(DIGITS, min_size=1, max_size=25), min_size=1, max_size=20))
def test_luhn_agrees_with_stdnum_for_every_length(values: list[str]) -> None:
    expected = [len(value) > 1 and luhn.is_valid(value) for value in values]
    assert checksums.luhn(to_matrix(values)).tolist() == expected


@pytest.mark.parametrize("sign", [0, ord("0") - 1, ord("9") + 1, ord("x"), 0x80, 0xB5, 255])
def test_a_sign_that_is_no_digit_is_seen_wherever_it_stands(sign: int) -> None:
    dice = np.random.default_rng(sign)
    for width in range(1, 90):
        values = dice.integers(ord("0"), ord("9") + 1, (width + 1, width), np.uint8)
        values[np.arange(width), np.arange(width)] = sign

        assert checksums.is_digits(values).tolist() == [False] * width + [True]


@given(st.text(DIGITS, min_size=17, max_size=17))
def test_mod_11_2_passes_exactly_one_last_sign(head: str) -> None:
    right = mod_11_2.calc_check_digit(head)
    passed = [sign for sign in DIGITS + "X" if one(checksums.mod_11_2, head + sign)]
    assert passed == [right]


@given(st.text(DIGITS, min_size=1, max_size=20))
def test_mod_11_10_passes_exactly_one_last_digit(head: str) -> None:
    right = mod_11_10.calc_check_digit(head)
    passed = [digit for digit in DIGITS if one(checksums.mod_11_10, head + digit)]
    assert passed == [right]


@given(st.text(USCC_SIGNS, min_size=17, max_size=17))
def test_mod_31_passes_exactly_one_last_sign(head: str) -> None:
    total = sum(USCC_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(head))
    right = USCC_SIGNS[(31 - total % 31) % 31]
    assert [sign for sign in USCC_SIGNS if one(checksums.mod_31, head + sign)] == [right]


@given(st.text(DIGITS + CAPITALS, min_size=8, max_size=8))
def test_gb_11714_passes_exactly_one_last_sign(head: str) -> None:
    total = sum(int(sign, 36) * w for sign, w in zip(head, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    right = "0X987654321"[total % 11]
    assert [sign for sign in DIGITS + "X" if one(checksums.gb_11714, head + sign)] == [right]


@given(
    st.text(CAPITALS, min_size=2, max_size=2),
    st.text(DIGITS + CAPITALS, min_size=11, max_size=30),
)
def test_mod_97_passes_exactly_the_right_check_digits(country: str, body: str) -> None:
    right = mod_97_10.calc_check_digits(f"{body}{country}")
    assert one(checksums.mod_97, f"{country}{right}{body}")
    wrong = f"{(int(right) + 1) % 97:02}"
    assert not one(checksums.mod_97, f"{country}{wrong}{body}")


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (checksums.luhn, "6228480402564890018"),
        (checksums.luhn, "354178036859789"),
        (checksums.mod_11_2, "11010519491231002X"),
        (checksums.mod_31, "91350100M000100Y43"),
        (checksums.gb_11714, "M000100Y4"),
        (checksums.mod_97, "GB82WEST12345698765432"),
    ],
)
def test_published_specimens_pass_and_their_neighbours_fail(check: object, value: str) -> None:
    assert one(check, value)
    other = "1" if value[-1] != "1" else "2"
    assert not one(check, value[:-1] + other)


@given(any_bytes)
def test_any_bytes_are_judged_without_a_word(values: np.ndarray) -> None:
    wide = np.pad(values, ((0, 0), (0, 9)))
    checks = (checksums.luhn, checksums.mod_11_2, checksums.mod_31, checksums.mod_97)
    for check in (*checks, checksums.gb_11714, checksums.is_digits):
        assert check(wide).shape == (len(values),)


def test_what_is_of_no_alphabet_does_not_pass() -> None:
    assert not one(checksums.luhn, "4111 1111 1111 1111")
    assert not one(checksums.mod_11_2, "1101051949123100Ax")
    assert not one(checksums.mod_31, "91350100O000100Y43")
    assert not one(checksums.mod_97, "gb82west12345698765432")


def test_blocks_are_seamless() -> None:
    values = to_matrix(["11010519491231002X", "110105194912310021"] * 40_000)
    assert checksums.mod_11_2(values).tolist() == [True, False] * 40_000


@given(st.integers(0, 10**9))
def test_numbers_are_read_as_python_reads_them(figure: int) -> None:
    text = f"{figure:010}"
    assert checksums.number(to_matrix([text]), 0, 10)[0] == figure
    assert checksums.number(to_matrix([text]), 2, 7)[0] == int(text[2:7])


@given(st.dates().map(lambda day: int(day.strftime("%Y%m%d")) if day.year > 999 else 0))
def test_every_past_day_of_a_living_person_is_real(day: int) -> None:
    expected = dates.today() - 1_200_000 <= day <= dates.today()
    assert bool(dates.is_real(np.array([day]))[0]) is expected


@pytest.mark.parametrize("day", [19_000_229, 20_230_229, 19_901_301, 19_900_431, 19_900_100, 0])
def test_days_that_never_were_are_not_real(day: int) -> None:
    assert not dates.is_real(np.array([day]))[0]


def test_leap_days_are_real() -> None:
    assert dates.is_real(np.array([20_000_229, 20_240_229])).all()
