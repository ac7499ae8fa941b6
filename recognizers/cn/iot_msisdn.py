"""Number of a machine's SIM card (物联网号码), thirteen digits.

1410, 1440, 1441, 146 and 148 with what follows; earlier 10646 to 10649.  Milliseconds since 1970
look the same from September 2014 to March 2017, so only a header or words around tell.

Source: MIIT numbering plan (工信部《电信网编号计划（2017年版）》).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums
from recognizers.base import ProvenRecognizer
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.scores import WEAK_HEADER

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

WIDTH = 13
PREFIXES = ("1410", "1440", "1441", "146", "148", "10646", "10647", "10648", "10649")
LEADS = ("", "86", "0086")  # the code of the country
_LEAD = r"(?:\+?86[ -]?|0086[ -]?)"
_NUMBER = "(?:14(?:10|4[01]|[68][0-9])[0-9]|1064[6-9])[0-9]{8}"


class CnIotMsisdnRecognizer(ProvenRecognizer):
    """Recognize numbers of machines by their prefix, where words announce them."""

    ENTITY = "CN_IOT_MSISDN"
    TITLE = "Number of a machine's SIM card"
    TITLE_ZH = "物联网号码"
    SOURCE = "工信部电信网编号计划（2017年版）"
    LENGTHS = tuple(WIDTH + len(lead) for lead in LEADS)
    HEADS = "180"
    PLAIN = f"(?:(?:00)?86)?{_NUMBER}"
    PLAIN_SCORE = 0.2
    NEED = WEAK_HEADER
    VARIANTS = (("with country code", rf"{_LEAD}{_NUMBER}", 0.2),)
    CONTEXT = (
        *("物联网", "物联卡", "流量卡", "车联网", "机器卡", "设备卡"),
        *("iot", "m2m", "msisdn"),
    )
    NEGATIVE = (*ORDER_WORDS, "时间", "时间戳", "日期", "timestamp", "time", "created", "updated")
    GENUINE = (
        "1440000000001",
        "1460012345678",
        "1064712345678",
        "+86 1480012345678",
        "861460012345678",
        "00861064712345678",
    )
    IMPOSTORS = (
        "1700000000000",  # a timestamp
        "1420012345678",  # no such prefix
        "146001234567",
        "14600123456789",
        "1064512345678",
    )
    CHANCE = 1.0  # the shape is the prefix; what passes may be a timestamp all the same
    SHOWN = 4

    def compact(self, text: str) -> str:
        """Return the thirteen digits."""
        return "".join(sign for sign in text if sign.isdecimal())[-WIDTH:]

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which begin with a prefix of machines."""
        if values.shape[1] == WIDTH:
            return self.passes(values), values
        lead = next((one for one in LEADS if len(one) == values.shape[1] - WIDTH), "-")
        digits = np.ascontiguousarray(values[:, -WIDTH:])
        led = (values[:, : len(lead)] == list(lead.encode())).all(axis=1)
        return self.passes(digits) & led, digits

    def passes(self, values: Bytes) -> Mask:
        """Tell which begin with a prefix of machines."""
        if values.shape[1] < WIDTH:
            return np.zeros(len(values), np.bool_)
        begins = np.zeros(len(values), np.bool_)
        for prefix in PREFIXES:
            begins |= (values[:, : len(prefix)] == list(prefix.encode())).all(axis=1)
        good: Mask = begins & ~values[:, WIDTH:].any(axis=1)
        return good & checksums.is_digits(values[:, :WIDTH])
