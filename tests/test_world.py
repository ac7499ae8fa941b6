"""Identifiers used all over the world: e-mail, cards, IBAN, IP, MAC."""

from __future__ import annotations

import ipaddress
import pickle
import socket
import time
from random import Random
from string import ascii_letters, ascii_uppercase, digits, hexdigits
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
import tldextract
from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer.predefined_recognizers import EmailRecognizer as PresidioEmail
from presidio_analyzer.predefined_recognizers import IbanRecognizer as PresidioIban
from presidio_analyzer.predefined_recognizers.generic.iban_patterns import regex_per_country
from stdnum import iban as stdnum_iban
from stdnum import luhn as stdnum_luhn

from recognizers import grouping, tables
from recognizers.arrays import to_matrix
from recognizers.cn.bank_card import CnBankCardRecognizer
from recognizers.fold import fold
from recognizers.world import WORLD, suffixes
from recognizers.world.bic import BankIdentifierRecognizer
from recognizers.world.credit_card import PaymentCardRecognizer
from recognizers.world.email import ROLE, EmailAddressRecognizer
from recognizers.world.geo_pair import GeoPairRecognizer
from recognizers.world.iban import DATED, IbanCodeRecognizer, makes
from recognizers.world.imei import ImeiRecognizer
from recognizers.world.ip import NOT_PUBLIC, IpAddressRecognizer
from recognizers.world.mac import DUMMIES, NO_LETTER, MacRecognizer
from recognizers.world.national import NationalNumberRecognizer
from recognizers.world.secret_key import SecretKeyRecognizer
from recognizers.world.secret_text import SecretTextRecognizer
from scanner.detect import analyze
from scanner.detect.cells import of_array
from scanner.detect.finder import finder

if TYPE_CHECKING:
    from collections.abc import Callable

    from recognizers.arrays import Bytes
    from recognizers.base import ProvenRecognizer

EMAIL, CARD, IBAN, IP, MAC = (
    EmailAddressRecognizer(),
    PaymentCardRecognizer(),
    IbanCodeRecognizer(),
    IpAddressRecognizer(),
    MacRecognizer(),
)
OFFLINE = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
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


def found(one: ProvenRecognizer, text: str) -> list[str]:
    results = one.analyze(text, [one.ENTITY])
    return [text[result.start : result.end] for result in sorted(results)]


def score(one: ProvenRecognizer, text: str) -> float:
    (result,) = one.analyze(text, [one.ENTITY])
    return result.score


def bonus(one: ProvenRecognizer, *values: str) -> list[float]:
    return [float(extra) for extra in one.bonus(to_matrix(values))]


def passes(one: ProvenRecognizer, *values: str) -> list[bool]:
    return [bool(good) for good in one.passes(to_matrix(values))]


def value(row: Bytes) -> str:
    return row.tobytes().rstrip(b"\0").decode()


def per_row(function: Callable[[Bytes], object], values: Bytes) -> float:
    """Return the least microseconds a row of three runs."""
    seconds = []
    for _ in range(3):
        start = time.process_time()
        function(values)
        seconds.append(time.process_time() - start)
    return min(seconds) / len(values) * 1e6


# -- all of them ------------------------------------------------------------------------


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


# -- e-mail -----------------------------------------------------------------------------


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_mail_is_judged_without_network(no_network: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suffixes._EXTRACT, "_extractor", None)  # as at the start
    suffixes.is_registrable.cache_clear()
    assert found(EMAIL, "zhang@some-new-host.com.cn") == ["zhang@some-new-host.com.cn"]


def test_presidio_itself_fetches_no_list(no_network: None, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tldextract.tldextract.TLD_EXTRACTOR
    monkeypatch.setattr(own, "_extractor", None)
    monkeypatch.setattr(own, "_cache", tldextract.cache.DiskCache(None))
    assert PresidioEmail().analyze("a@example.com", ["EMAIL_ADDRESS"])[0].score == 1.0


def test_mail_ends_where_the_text_goes_on() -> None:
    text = "mailto:z@qq.com?x=1 <a@b.com>;c@d.cn,-e@f.net-e。a@b.com@c.com g@h.org."
    mails = ["z@qq.com", "a@b.com", "c@d.cn", "e@f.net", "a@b.com", "g@h.org"]
    assert found(EMAIL, text) == mails


def test_a_mailbox_over_64_signs_is_none() -> None:
    assert found(EMAIL, f"{'a' * 64}@qq.com") == [f"{'a' * 64}@qq.com"]
    assert found(EMAIL, f"{'a' * 65}@qq.com") == []
    assert found(EMAIL, f"x.{'a' * 63}@qq.com") == []


def test_upper_and_lower_case_are_one_address() -> None:
    assert EMAIL.compact("Zhang@QQ.com") == EMAIL.compact("zhang@qq.COM")


def test_office_mailboxes_score_a_little_less() -> None:
    assert bonus(EMAIL, "info@a.cn", "customerservice@a.cn", "mailer-daemon@a.cn") == [ROLE] * 3
    assert bonus(EMAIL, "info2@a.cn", "in@info.cn", "nfo@a.cn", "customerservices@a.cn") == [0] * 4
    assert score(EMAIL, "info@example.com") == pytest.approx(EMAIL.PLAIN_SCORE + ROLE)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "info", "zhang.wei"]),
            st.sampled_from(
                ["qq.com", "com.cn", "x.com.cn", "a.b.c.co.uk", "2x.png", "x.ck", "cn"]
            ),
        ),
        min_size=1,
        max_size=30,
    ),
)
def test_many_mails_are_judged_as_one_by_one(parts: list[tuple[str, str]]) -> None:
    mails = [f"{mailbox}@{host}" for mailbox, host in parts]
    expected = [bool(OFFLINE(host).fqdn) for _, host in parts]
    assert passes(EMAIL, *mails) == expected
    assert bonus(EMAIL, *mails) == [ROLE if mailbox == "info" else 0 for mailbox, _ in parts]


def test_hosts_with_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [b"qq.com", b"2x.png", b"163.com", b"qq.com"]
    stops = np.cumsum([len(text) for text in texts])
    starts = stops - [len(text) for text in texts]
    content = np.frombuffer(b"".join(texts), np.uint8)

    first, which = grouping._grouped.py_func(content, starts, stops, (np.uint64(0), np.uint64(0)))  # type: ignore[attr-defined]
    monkeypatch.setattr(grouping, "quick_siphash", lambda *_: np.uint64(7))
    alike = grouping._grouped.py_func(content, starts, stops, (np.uint64(0), np.uint64(0)))  # type: ignore[attr-defined]

    assert (first.tolist(), which.tolist()) == ([0, 1, 2], [0, 1, 2, 0])
    assert [one.tolist() for one in alike] == [first.tolist(), which.tolist()]


def test_a_hundred_thousand_mails_are_judged_in_a_blink() -> None:
    hosts = [f"c{n}.com.cn" for n in range(300)]
    mails = to_matrix([f"zhang{n * 7919 % 10**6}@{hosts[n % 300]}" for n in range(100_000)])
    assert EMAIL.passes(mails).all()
    assert per_row(EMAIL.passes, mails) < 1.5  # 0.2 on a quiet machine
    assert per_row(EMAIL.bonus, mails) < 1.0


# -- cards ------------------------------------------------------------------------------


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


# -- IP ---------------------------------------------------------------------------------

octet = st.sampled_from(
    ["0", "1", "9", "10", "99", "100", "255", "256", "999", "01", "00", "", "1a"]
)


@given(st.lists(st.lists(octet, min_size=3, max_size=5).map(".".join), min_size=1, max_size=9))
def test_python_agrees_on_version_4(addresses: list[str]) -> None:
    def is_address(text: str) -> bool:
        try:
            return bool(ipaddress.IPv4Address(text).compressed)
        except ValueError:
            return False

    assert passes(IP, *addresses) == [is_address(text) for text in addresses]


@given(
    st.ip_addresses(v=4).map(str), st.sampled_from(["{}", "ip:{}:80", "位于{}。", "{}/24", "{}-x1"])
)
def test_every_version_4_address_is_found(address: str, frame: str) -> None:
    followed_by_letter = frame.endswith("-x1")
    assert found(IP, frame.format(address)) == [address] * (not followed_by_letter)


@given(st.ip_addresses(v=6), st.sampled_from(["{}", "[{}]:443", "位于{}。", "{}/64", "{}%eth0"]))
def test_every_version_6_address_is_found(address: ipaddress.IPv6Address, frame: str) -> None:
    for text in (address.compressed, address.exploded, address.exploded.upper()):
        one_group = text.endswith("::") and text.count(":") == 2  # 2023:: is no host's
        if any(sign in digits for sign in text) and not one_group:
            assert found(IP, frame.format(text)) == [text]


def test_version_4_inside_version_6_is_no_finding_of_its_own() -> None:
    for address in ("64:ff9b::8.8.8.8", "::ffff:8.8.8.8", "64:ff9b:0:0:0:0:8.8.8.8"):
        assert found(IP, f"from {address}") == [address]


def test_an_address_has_one_normal_form() -> None:
    assert IP.compact("2001:0DB8:0:0::1") == "2001:db8::1"
    assert IP.compact("::FFFF:8.8.8.8") == "8.8.8.8"


def test_addresses_within_one_network_score_low() -> None:
    inside = ("10.1.2.3", "172.31.0.1", "192.168.1.10", "127.0.0.1", "169.254.7.7", "0.0.0.0")  # noqa: S104
    assert bonus(IP, *inside, "239.1.1.1", "255.255.255.255", "100.64.0.1") == [NOT_PUBLIC] * 9
    assert bonus(IP, "fe80::1", "::1", "fd00::1", "ff02::1", "abc::1") == [NOT_PUBLIC] * 5
    outside = ("8.8.8.8", "172.32.0.1", "192.169.0.1", "203.0.113.7", "2001:db8::1")
    assert bonus(IP, *outside) == [0] * 5
    assert score(IP, "192.168.1.10") == pytest.approx(0.1)


def test_a_version_number_beside_its_word_scores_less() -> None:
    text = "固件版本 2.10.4.1"
    raw = IP.analyze(text, ["IP_ADDRESS"])
    (result,) = IP.enhance_using_context(text, raw, [], None)  # type: ignore[arg-type]  # unused
    assert result.score < 0.5


def test_a_hundred_thousand_addresses_are_judged_in_a_blink() -> None:
    rows = to_matrix([f"{n % 223 + 1}.{n % 256}.{n // 256 % 256}.7" for n in range(100_000)])
    assert IP.passes(rows).all()
    assert per_row(IP.passes, rows) < 2  # 0.3 on a quiet machine


# -- MAC --------------------------------------------------------------------------------


@given(st.text(hexdigits, min_size=12, max_size=12))
def test_three_forms_of_a_mac_are_one(signs: str) -> None:
    pairs = [signs[n : n + 2] for n in range(0, 12, 2)]
    fours = [signs[n : n + 4] for n in range(0, 12, 4)]
    for text in (":".join(pairs), "-".join(pairs), ".".join(fours)):
        assert found(MAC, f"MAC:{text}") == [text] * (signs.upper() not in DUMMIES)
        assert MAC.compact(text) == signs.upper()


def test_a_longer_chain_holds_no_mac() -> None:
    for text in ("aa:bb:cc:dd:ee:ff:00", "aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99"):
        assert MAC.spans(text) == []
    assert MAC.spans("2023-01-05-12-33-21-07") == []


def test_six_pairs_without_a_letter_score_less() -> None:
    assert bonus(MAC, "230105123321", "001A2B3C4D5E") == [NO_LETTER, 0]
    assert score(MAC, "23-01-05-12-33-21") < 0.5


# -- numbers of other countries -------------------------------------------------------------

national = pytest.mark.parametrize("one", NATIONAL, ids=lambda one: one.ENTITY)


def entities(texts: list[str], name: str) -> set[str]:
    cells = of_array(pa.array(texts, pa.string()))
    return {match.entity for match in finder("zh").claims(cells, name) if match.valid.any()}


@national
def test_a_number_of_another_country_counts_where_it_is_announced(
    one: NationalNumberRecognizer,
) -> None:
    word = tables_of(one.ENTITY)[0]
    value = one.GENUINE[0]

    assert one.ENTITY in entities([value], word)
    assert one.ENTITY in entities([f"{one.CONTEXT[0]}：{value}"], "")
    assert one.ENTITY in {found.entity_type for found in analyze(f"{one.CONTEXT[0]} {value}。")}


@national
@pytest.mark.parametrize("name", ["", "编号", "备注", "订单号", "amount"])
def test_a_number_of_another_country_is_silent_elsewhere(
    one: NationalNumberRecognizer, name: str
) -> None:
    texts = [*one.GENUINE, *(f"见{value}，谢谢" for value in one.GENUINE)]

    assert not {each.ENTITY for each in NATIONAL} & entities(texts, name)


@national
def test_as_many_random_numbers_pass_as_is_stated(one: NationalNumberRecognizer) -> None:
    (make, *_), chance = type(one).MAKES, Random(one.ENTITY)
    signs = [type(one)._allowed(make, place) for place in range(len(make))]
    tries = ["".join(map(chance.choice, signs)) for _ in range(4000)]
    share = float(one.passes(to_matrix(tries)).mean())

    assert share == pytest.approx(one.CHANCE, rel=0.5, abs=0.004)


def tables_of(entity: str) -> list[str]:
    rows = tables.rows("header_words")
    return [row["word"] for row in rows if row["entity"] == entity]
