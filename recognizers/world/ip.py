"""IP address, versions 4 and 6 (IP地址).

Four groups of digits and no fifth: longer ones are version numbers and object identifiers.
What no one outside a network can tell apart (private, loopback, link-local ...) scores low.

Source: RFC 791, RFC 4291; ranges from the IANA special-purpose address registries.
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums
from recognizers.base import ProvenRecognizer
from recognizers.facts import LOCAL, SMALL_FIRST
from recognizers.forms import Form

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from presidio_analyzer import Pattern

    from recognizers.arrays import Bytes, Mask, Scores

NOT_PUBLIC = -0.5

# Not the ranges kept for documentation: examples use them in the place of public ones.
_LOCAL = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12"
        " 192.168.0.0/16 224.0.0.0/4 240.0.0.0/4".split()
    )
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_REMEMBERED = 1 << 16  # addresses of version 6
POINT, COLON = ord("."), ord(":")
# An address of version 4: so many groups, of so many digits at most, each below ...
GROUPS, _DIGITS, _BASE = 4, 3, 256
_SIGNS = np.zeros(256, np.bool_)
_SIGNS[list(b"0123456789.\0")] = True  # and the padding

_V4 = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
_HEX = "[0-9A-Fa-f]{1,4}"
_TAIL = rf"(?:{_HEX}(?::{_HEX}){{0,6}}(?::{_V4})?|{_V4})"
_V6 = "|".join(
    (
        f"(?:{_HEX}:){{6}}{_V4}",
        f"(?:{_HEX}:){{7}}{_HEX}",
        f"(?:{_HEX}(?::{_HEX}){{0,6}})?::{_TAIL}",
        f"{_HEX}(?::{_HEX}){{1,6}}::",
    ),
)
# openssl-1.1.1.1 is a version; ::ffff:8.8.8.8 is an address of version 6.
_BEFORE_V4 = r"(?<![0-9A-Za-z])(?<![0-9A-Za-z_]\.)(?<![A-Za-z][-_])(?<!:[0-9A-Fa-f]{0,4}:)"
_AFTER_V4 = r"(?![0-9A-Za-z])(?!\.[0-9])(?!-[A-Za-z])"
_BEFORE_V6 = r"(?<![0-9A-Za-z])(?<![0-9]\.)(?<![0-9A-Fa-f:]:)"
_AFTER_V6 = r"(?![0-9A-Za-z])(?!\.[0-9])(?!:[0-9A-Fa-f:])"
_WITH_DIGIT = r"(?=[A-Fa-f:]*[0-9])"  # Bad::Face is a name in a program


class IpAddressRecognizer(ProvenRecognizer):
    """Recognize IP addresses that Python's ``ipaddress`` accepts."""

    ENTITY = "IP_ADDRESS"
    TITLE = "IP address"
    TITLE_ZH = "IP地址"
    COUNTRY_CODE = None
    SOURCE = "RFC 791; RFC 4291"
    PLAIN = _V4
    PLAIN_SCORE = 0.6
    VARIANTS = (("version 6", _V6, PLAIN_SCORE),)
    WHOLE = _V4
    SIEVE = (
        (".", r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]"),
        (":", f"[0-9A-Fa-f]::|::[0-9A-Fa-f]|(?:{_HEX}:){{6}}[0-9A-Fa-f]"),
    )
    CONTEXT = (
        *(
            "ip地址",
            "登录地址",
            "访问来源",
            "来源地址",
            "客户端",
            "ip",
            "ipv4",
            "ipv6",
            "ip address",
        ),
        *("client", "remote_addr", "x-forwarded-for", "登录ip", "注册ip"),
    )
    NEGATIVE = (
        *("版本", "章节", "固件", "条款", "version", "ver", "v", "release", "oid", "firmware"),
        *("build", "section", "driver"),
        *("http://", "https://", "ftp://"),  # a server's, nobody's
    )
    GENUINE = (
        "8.8.8.8",
        "114.114.114.114",
        "203.0.113.195",
        "255.1.20.3",
        "2001:db8::1",
        "2001:4860:4860::8888",
        "2001:0DB8:0000:0000:0008:0800:200C:417A",
        "::ffff:8.8.8.8",
        "2001:db8:1:2::",
    )
    IMPOSTORS = (
        "256.1.1.1",
        "1.2.3",
        "1.2.3.4.5",
        "1.3.6.1.4.1.311",
        "v1.2.3.4",
        "openssl-1.1.1.1",
        "01.02.03.04",
        "12:33:21",
        "2023-01-05 12:33:21",
        "std::vector",
        "Bad::Face",
        "2001:db8::1::2",
        "1.2.3\n.4",
    )
    CHECK = "ipaddress"
    CHANCE = 0.2  # of groups of one to three digits

    @classmethod
    def written_forms(cls) -> list[Pattern]:
        """Return fresh patterns, with the boundaries of addresses."""
        return [
            Form("version 4", f"{_BEFORE_V4}{_V4}{_AFTER_V4}", cls.PLAIN_SCORE),
            Form("version 6", f"{_BEFORE_V6}{_WITH_DIGIT}(?:{_V6}){_AFTER_V6}", cls.PLAIN_SCORE),
        ]

    def compact(self, text: str) -> str:
        """Return the address in its canonical form, an embedded version 4 as such."""
        address = _address(text)
        return text.lower() if address is None else str(address)

    def whole(self, texts: Bytes) -> Bytes:
        """Return version 4 as it stands: it has one form only."""
        return texts

    def passes(self, values: Bytes) -> Mask:
        """Tell which are addresses."""
        return _read(values)[0]

    def bonus(self, values: Bytes) -> Scores:
        """Take from addresses that mean something within one network only."""
        return np.where(_read(values)[1], 0.0, NOT_PUBLIC)

    def facts(self, values: Bytes, today: str) -> dict[str, Mask]:
        """Tell which begin with a number below 20, as versions do, and which are not public."""
        del today
        small = values[:, 1] == POINT
        small |= (values[:, 0] == ord("1")) & (values[:, 2] == POINT)
        return {SMALL_FIRST: small, LOCAL: ~_read(values)[1]}


def _read(values: Bytes) -> tuple[Mask, Mask]:
    """Tell which are addresses, and which of them are public."""
    good, numbers = _version_4(values)
    public = np.ones(len(values), np.bool_)
    for network in _LOCAL:
        public &= numbers & int(network.netmask) != int(network.network_address)
    for row in np.flatnonzero((values == COLON).any(axis=1)).tolist():
        good[row], public[row] = _version_6(values[row].tobytes().rstrip(b"\0"))
    return good, public


def _version_4(values: Bytes) -> tuple[Mask, NDArray[np.int64]]:
    """Tell which are four numbers up to 255 without leading zeros, and put them together."""
    points = values == POINT
    good = (points.sum(axis=1) == GROUPS - 1) & _SIGNS[values].all(axis=1)
    rows = np.flatnonzero(good)
    places = np.nonzero(points[rows])[1].reshape(-1, GROUPS - 1)
    stops = np.column_stack([places, (values[rows] != 0).sum(axis=1)])
    widths = np.diff(stops, axis=1, prepend=-1) - 1
    groups = np.zeros(stops.shape, np.int64)
    for place in range(_DIGITS):
        digits = values[rows[:, None], stops - 1 - place].astype(np.int64) - checksums.ZERO
        groups += np.where(widths > place, digits * 10**place, 0)
    needed = 1 + (groups >= 10) + (groups >= 100)  # noqa: PLR2004 -- digits, if not led by zero
    good[rows] = ((widths == needed) & (groups >= 0) & (groups < _BASE)).all(axis=1)
    numbers = np.zeros(len(values), np.int64)
    numbers[rows] = groups @ [_BASE**place for place in reversed(range(GROUPS))]
    return good, numbers


@lru_cache(_REMEMBERED)
def _version_6(text: bytes) -> tuple[bool, bool]:
    """Tell whether a text is an address of version 6, and whether a public one."""
    address = _address(text.decode("latin-1"))
    return address is not None, address is not None and address in _GLOBAL_UNICAST


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
