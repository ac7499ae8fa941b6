"""Addresses of networks and their interfaces: IP and MAC."""

from __future__ import annotations

import ipaddress
from string import digits, hexdigits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.arrays import to_matrix
from recognizers.world.ip import NOT_PUBLIC, IpAddressRecognizer
from recognizers.world.mac import DUMMIES, NO_LETTER, MacRecognizer
from tests.judged_values import bonus, found, passes, per_row, score

IP, MAC = IpAddressRecognizer(), MacRecognizer()

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
