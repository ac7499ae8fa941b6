"""Payment cards and IBANs."""

from __future__ import annotations

from string import ascii_uppercase, digits

from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer.predefined_recognizers import IbanRecognizer as PresidioIban
from presidio_analyzer.predefined_recognizers.generic.iban_patterns import regex_per_country
from stdnum import iban as stdnum_iban
from stdnum import luhn as stdnum_luhn

from recognizers.cn.bank_card import CnBankCardRecognizer
from recognizers.world.credit_card import PaymentCardRecognizer
from recognizers.world.iban import DATED, IbanCodeRecognizer, makes
from tests.judged_values import bonus, found, passes

CARD, IBAN = PaymentCardRecognizer(), IbanCodeRecognizer()


@given(st.text(digits, min_size=11, max_size=18))
def test_cards_have_a_luhn_digit(account: str) -> None:
    number = f"4{account}"
    assert passes(CARD, number) == [
        bool(stdnum_luhn.is_valid(number)) and not passes(CnBankCardRecognizer(), number)[0]
    ]


def test_what_a_chinese_bank_issued_is_left_to_it() -> None:
    for number in ("6228480402564890018", "4033610000000007", "5189700000000008"):
        chinese = passes(CnBankCardRecognizer(), number)[0]
        assert not (chinese and passes(CARD, number)[0])
    issued = next(
        number
        for number in (f"403361{n:010}" for n in range(100))
        if passes(CnBankCardRecognizer(), number)[0]
    )
    assert CARD.spans(issued)
    assert found(CARD, issued) == []


def test_numbers_of_no_brand_have_no_shape() -> None:
    for number in ("1672531200000", "9876543210987654", "20230105123321000001", "3600000000000"):
        assert CARD.spans(number) == []


# -- IBAN -------------------------------------------------------------------------------


def specimen(country: str, fill: int) -> str:
    """Return an IBAN of a country with the right check digits."""
    signs = {"n": digits, "a": ascii_uppercase, "c": digits + ascii_uppercase}
    make = makes()[country][4:]
    bban = "".join(signs[kind][(fill + 7 * n) % len(signs[kind])] for n, kind in enumerate(make))
    return f"{country}{stdnum_iban.calc_check_digits(f'{country}00{bban}')}{bban}"


@given(st.sampled_from(sorted(makes())), st.integers(0, 10**6))
def test_every_country_has_ibans(country: str, fill: int) -> None:
    number = specimen(country, fill)
    fours = [number[n : n + 4] for n in range(0, len(number), 4)]
    assert found(IBAN, number) == [number]
    assert found(IBAN, number.lower()) == [number.lower()]
    assert found(IBAN, f"户{' '.join(fours)} 2024 年") == [" ".join(fours)]
    assert found(IBAN, "-".join(fours)) == ["-".join(fours)]
    assert passes(IBAN, number[:-1]) == [False]


@given(
    st.sampled_from(sorted(makes())), st.integers(0, 10**6), st.integers(2, 33), st.integers(1, 9)
)
def test_one_wrong_digit_is_noticed(country: str, fill: int, place: int, step: int) -> None:
    number = specimen(country, fill)
    place = min(place, len(number) - 1)
    if number[place].isdecimal():
        wrong = str((int(number[place]) + step) % 10)
        assert passes(IBAN, number[:place] + wrong + number[place + 1 :]) == [False]


def test_we_know_every_country_that_presidio_knows() -> None:
    assert set(regex_per_country) <= set(makes())


@given(st.sampled_from(sorted(regex_per_country)), st.integers(0, 10**6))
def test_presidio_agrees_on_ibans(country: str, fill: int) -> None:
    number = specimen(country, fill)
    if PresidioIban().validate_result(number):
        assert found(IBAN, number) == [number]


def test_order_numbers_by_date_score_less() -> None:
    assert bonus(IBAN, "NO2023010500012", "NO9386011117947") == [DATED, 0]
    assert bonus(IBAN, "NO2023139900012") == [0]
