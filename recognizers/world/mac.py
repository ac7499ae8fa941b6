"""MAC address of a network interface (MAC地址).

Six pairs of hexadecimal digits joined by colons or hyphens, or three groups of four joined
by points.  Six pairs amid more of them are part of something longer: a fingerprint, a key.

Source: IEEE 802-2014, 8.1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums
from recognizers.base import ProvenRecognizer
from recognizers.forms import Form

if TYPE_CHECKING:
    from presidio_analyzer import Pattern

    from recognizers.arrays import Bytes, Mask, Scores

WIDTH = 12
# Nobody's: none, everyone's, and what telephones tell instead of their own.
DUMMIES = ("0" * WIDTH, "F" * WIDTH, "020000000000")
NO_LETTER = -0.2  # a date with time, six drawn numbers

_PAIR, _FOUR = "[0-9A-Fa-f]{2}", "[0-9A-Fa-f]{4}"
_PAIRS = "|".join(f"(?:{_PAIR}{sign}){{5}}{_PAIR}" for sign in ":-")
_FOURS = rf"{_FOUR}\.{_FOUR}\.{_FOUR}"
# "MAC:" may stand before, although it ends in hexadecimal digits, and "2023-" may not.
_NO_PAIR_BEFORE = f"(?<![0-9A-Za-z])(?<![0-9]{{2}}[:-])(?<!(?<![0-9A-Za-z]){_PAIR}[:-])"
_NO_PAIR_AFTER = f"(?![0-9A-Za-z])(?![:-]{_PAIR}(?![0-9A-Za-z]))"
_NO_GROUP_BEFORE = r"(?<![0-9A-Za-z])(?<![0-9A-Fa-f]\.)"
_NO_GROUP_AFTER = r"(?![0-9A-Za-z])(?!\.[0-9A-Fa-f])"
_COLUMNS = {  # of the digits, by the length of the text
    17: [place for place in range(17) if place % 3 != 2],  # noqa: PLR2004 -- every third joins
    14: [place for place in range(14) if place % 5 != 4],  # noqa: PLR2004 -- every fifth joins
}


class MacRecognizer(ProvenRecognizer):
    """Recognize MAC addresses by shape, without the dummies."""

    ENTITY = "MAC_ADDRESS"
    TITLE = "MAC address"
    TITLE_ZH = "MAC地址"
    COUNTRY_CODE = None
    SOURCE = "IEEE 802-2014"
    PLAIN = _PAIRS
    PLAIN_SCORE = 0.6
    VARIANTS = (("fours", _FOURS, PLAIN_SCORE),)
    WHOLE = f"{_PAIRS}|{_FOURS}"
    SIEVE = (
        (":", f"(?:{_PAIR}:){{5}}{_PAIR}"),
        ("-", f"(?:{_PAIR}-){{5}}{_PAIR}"),
        (".", _FOURS),
    )
    CONTEXT = (
        *("mac地址", "物理地址", "硬件地址", "网卡", "设备", "无线", "mac", "mac address"),
        *("hardware address", "physical address", "ethernet", "bssid", "wifi", "device"),
    )
    NEGATIVE = ("日期", "时间", "开奖", "号码", "date", "time", "fingerprint", "指纹", "serial")
    GENUINE = (
        "00:1A:2B:3C:4D:5E",
        "00:1a:2b:3c:4d:5e",
        "00-1A-2B-3C-4D-5E",
        "001A.2B3C.4D5E",
        "DA:A1:19:00:12:34",
    )
    IMPOSTORS = (
        "00:00:00:00:00:00",
        "ff:ff:ff:ff:ff:ff",
        "02:00:00:00:00:00",
        "00:1A:2B:3C:4D",
        "00:1A:2B:3C:4D:5E:6F",
        "00:1A-2B:3C-4D:5E",
        "00:1A:2B:3C:4D:5G",
        "2023-01-05 12:33:21",
        "001A.2B3C.4D5E.6F70",
        "00:1A:2B\n:3C:4D:5E",
    )
    CHANCE = 1.0  # all but the dummies

    @classmethod
    def written_forms(cls) -> list[Pattern]:
        """Return fresh patterns, with the boundaries of an address."""
        return [
            Form("plain", f"{_NO_PAIR_BEFORE}(?:{_PAIRS}){_NO_PAIR_AFTER}", cls.PLAIN_SCORE),
            Form("fours", f"{_NO_GROUP_BEFORE}{_FOURS}{_NO_GROUP_AFTER}", cls.PLAIN_SCORE),
        ]

    def whole(self, texts: Bytes) -> Bytes:
        """Return the twelve digits, upper case."""
        lengths = (texts != 0).sum(axis=1)
        digits = np.zeros((len(texts), WIDTH), np.uint8)
        for length, columns in _COLUMNS.items():
            rows = np.flatnonzero(lengths == length)
            if len(rows):
                digits[rows] = texts[rows][:, columns]
        return np.where(digits >= ord("a"), digits - np.uint8(ord("a") - ord("A")), digits)

    def passes(self, values: Bytes) -> Mask:
        """Tell which are an interface's own."""
        good = np.zeros(len(values), np.bool_)
        if values.shape[1] < WIDTH:
            return good
        good[:] = (values[:, WIDTH - 1] != 0) & ~values[:, WIDTH:].any(axis=1)
        for dummy in DUMMIES:
            good &= (values[:, :WIDTH] != np.frombuffer(dummy.encode(), np.uint8)).any(axis=1)
        return good

    def bonus(self, values: Bytes) -> Scores:
        """Take from what has no letter."""
        return np.where(checksums.is_digits(values[:, :WIDTH]), NO_LETTER, 0.0)
