"""Mobile telephone number of mainland China (手机号码).

Eleven digits beginning with 1.  There is no check digit: what tells is whether the first
three to five digits were ever given to an operator, and half of all such numbers were.
An extension behind it (转801) is not part of the number.  What a float column made of it
(13800138000.0) is.

Source: MIIT numbering plan (工信部《电信网码号资源分类管理办法》), prefixes as of 2026.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums
from recognizers.arrays import SHAPED, VALID
from recognizers.base import ProvenRecognizer
from recognizers.cn.bank_card import NO_PART_OF_CARD
from recognizers.cn.order_words import GOODS_WORDS
from recognizers.compiled import compiled, telling

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recognizers.arrays import Bytes, Mask

WIDTH = 11
LEADS = ("", "0", "86", "0086")  # the trunk zero, the code of the country

PREFIXES = (
    *("130-139", "145", "147", "149", "150-153", "155-159", "162", "165-167", "170-173"),
    *("175-178", "180-189", "190-193", "195-199"),
    "1610",  # China Broadnet
    *("17400-17412", "1749"),  # satellite and emergency
)
_LOOKED_AT = 5  # leading digits

_LEAD = r"(?:(?:\+|00)?86[ -]?|\((?:\+|00)?86\)[ -]?|0)?"
_GROUPED = f"{NO_PART_OF_CARD}{_LEAD}"


class CnMobileRecognizer(ProvenRecognizer):
    """Recognize mobile numbers by their prefix."""

    ENTITY = "CN_MOBILE"
    TITLE = "Mobile telephone number"
    TITLE_ZH = "手机号码"
    SOURCE = "工信部电信网编号计划（2017年版）及后续分配公告"
    LENGTHS = tuple(WIDTH + len(lead) for lead in LEADS)
    HEADS = "180"
    PLAIN = "(?:(?:00)?86|0)?1[0-9]{10}"
    PLAIN_SCORE = 0.6
    VARIANTS = (
        ("with country code", rf"{_LEAD}1[0-9]{{10}}", 0.6),
        ("grouped by blanks", rf"{_GROUPED}1[0-9]{{2}} [0-9]{{4}} [0-9]{{4}}", 0.6),
        ("grouped by hyphens", rf"{_GROUPED}1[0-9]{{2}}-[0-9]{{4}}-[0-9]{{4}}", 0.6),
        ("grouped by points", rf"{_LEAD}1[0-9]{{2}}\.[0-9]{{4}}\.[0-9]{{4}}", 0.6),
        ("in two groups", rf"{_LEAD}1[0-9]{{2}} [0-9]{{8}}", 0.5),
        ("in two groups, hyphened", rf"{_LEAD}1[0-9]{{2}}-[0-9]{{8}}", 0.4),
    )
    # In groups held by points: nothing else of these forms would look at them.
    SIEVE = ((".", r"1[0-9]{2}\.[0-9]{4}\.[0-9]{4}"),)
    CONTEXT = (
        *("手机", "电话", "联系方式", "致电", "拨打", "短信", "微信同号", "联系人", "联系"),
        *("收件人", "收货人", "寄件人", "发件人", "签收人", "取件人", "来电", "机主"),
        *("mobile", "phone", "cell", "cellphone", "call", "contact", "tel", "sms"),
        *("sjh", "sjhm", "lxdh", "lxfs", "yddh"),
    )
    NEGATIVE = (
        *GOODS_WORDS,
        *("订单", "单号", "流水", "运单", "编号", "序列号", "qq", "金额", "时间戳", "会员号"),
        *("版本", "order", "order no", "order_no", "serial", "waybill", "tracking", "batch"),
        *("物料", "料号", "批号", "批次", "款号", "表号", "资产", "item", "goods", "product"),
    )
    GENUINE = (
        "13800138000",
        "14913800000",
        "8613800138000",
        "008613800138000",
        "+8613800138000",
        "+86 138 0013 8000",
        "+86-138-0013-8000",
        "0086-13800138000",
        "(+86)13800138000",
        "(+86) 138-0013-8000",
        "86 13800138000",
        "013800138000",
        "0138 0013 8000",
        "138 0013 8000",
        "138-0013-8000",
        "138.0013.8000",
        "+86 138.0013.8000",
        "138 00138000",
        "138-00138000",
    )
    IMPOSTORS = (
        "12345678901",  # no such prefix
        "14012345678",
        "16800138000",
        "23800138000",
        "138001380001",
        "1380013800",
        "138-0013 8000",
        "138.0013-8000",
        "6222 0138 0013 8000",  # a card
        "0138 0013 8000 1234",
        "138\n0013\n8000",
        "8513800138000",
        "0.13800138000",
        "50786232-0961-2398-7347-013800138000",  # a UUID
        "73415087-0138-0013-8000-288a53928957",
        "1700000000000",  # a timestamp
        "0.13800138000",
        "50786232-0961-2398-7347-013800138000",  # a UUID
        "73415087-0138-0013-8000-288a53928957",
    )
    CHECK = "prefix"
    SERIAL = slice(3, 7)
    CHANCE = 0.53

    def compact(self, text: str) -> str:
        """Return the eleven digits."""
        return "".join(sign for sign in text if sign.isdecimal())[-WIDTH:]

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are 1 and ten digits, after what may stand before."""
        told, normal = self.tell(values)
        return told != 0, normal

    def tell(self, values: Bytes) -> tuple[Bytes, Bytes]:
        """Tell all at once, in one loop."""
        told = _told(values, _lead(values.shape[1] - WIDTH), _given_out())
        if values.shape[1] == WIDTH:
            return told, values
        return told, np.ascontiguousarray(values[:, -WIDTH:])

    def passes(self, values: Bytes) -> Mask:
        """Tell which begin with a prefix given to an operator."""
        return _passes(values, _given_out())


@telling
def _told(told: Bytes, values: Bytes, lead: Bytes, given_out: Mask) -> None:
    """Tell which are a lead and a number, and which numbers are given out."""
    first = len(lead)
    for row in range(len(values)):
        shaped = values[row, first] == ord("1")
        for place in range(first):
            shaped &= values[row, place] == lead[place]
        if shaped and checksums.all_digits(values[row], first + WIDTH):
            prefix = 0
            for place in range(first, first + _LOOKED_AT):
                prefix = prefix * 10 + int(values[row, place]) - ord("0")
            told[row] = VALID if given_out[prefix] else SHAPED


@compiled
def _passes(values: Bytes, given_out: Mask) -> Mask:
    good = np.zeros(len(values), np.bool_)
    for row in range(len(values)):
        if values.shape[1] < WIDTH or (values.shape[1] > WIDTH and values[row, WIDTH]):
            continue
        digits, prefix = True, 0
        for place in range(WIDTH):
            digit = values[row, place] - ord("0")
            digits &= 0 <= digit < checksums.TEN
            prefix = prefix * 10 + digit if place < _LOOKED_AT else prefix
        good[row] = digits and given_out[prefix]
    return good


def _lead(width: int) -> Bytes:
    """Return the lead of that many digits; zero bytes, which nothing equals, if there is none."""
    lead = next((lead for lead in LEADS if len(lead) == width), "\0" * width)
    return np.frombuffer(lead.encode(), np.uint8)


@cache
def _given_out() -> NDArray[np.bool_]:
    """Return by the first five digits whether a number can exist: (100_000,)."""
    table = np.zeros(10**_LOOKED_AT, np.bool_)
    for span in PREFIXES:
        first, _, last = span.partition("-")
        step = 10 ** (_LOOKED_AT - len(first))
        table[int(first) * step : (int(last or first) + 1) * step] = True
    return table
