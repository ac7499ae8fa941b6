"""Fixed-line telephone number of mainland China (固定电话号码).

Area code with its leading zero, seven or eight digits as the place has them, extension.
Hotlines (400, 800) and short codes (95588, 12345) belong to organisations and are none; a local
number without its area code is seven or eight digits like any others.

Source: MIIT numbering plan; area codes from libphonenumber's data.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import regex

from recognizers import checksums, tables
from recognizers.base import ProvenRecognizer
from recognizers.cn.bank_card import NO_PART_OF_CARD
from recognizers.cn.order_words import GOODS_WORDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recognizers.arrays import Bytes, Mask

_AREA = "(?:10|2[0-9]|[3-9][0-9]{2})"
_NUMBER = "[2-8][0-9]{2,3}[ -]?[0-9]{4}"
_EXTENSION = r"(?: ?(?:转|转接|分机|ext\.?|EXT\.?|Ext\.?|x|#) ?[0-9]{1,6}|-[0-9]{1,6})?"
_ABROAD = r"(?:(?:\+|00)?86[ -]?)"
_ABROAD_APART = r"(?:\+86[ -]?|(?!0086[0-9]{9,12}(?![0-9]))0086[ -]?|86[ -])"  # not the plain form
_PARTS = regex.compile(
    rf"{_ABROAD}?\(?0?(?P<area>{_AREA})\)?[ -]?(?P<number>{_NUMBER})(?P<extension>.*)",
)
EXTENSION_MARK = "X"  # between number and extension of a normalised value
_SHORT, _LONG = 7, 8  # digits of a subscriber's number
_AREA_WIDTH = 4
_LONGEST = _AREA_WIDTH + _LONG
_LEAD = b"0086"


class CnLandlineRecognizer(ProvenRecognizer):
    """Recognize fixed-line numbers by area code and length."""

    ENTITY = "CN_LANDLINE"
    TITLE = "Fixed-line telephone number"
    TITLE_ZH = "固定电话号码"
    SOURCE = "工信部电信网编号计划（2017年版）"
    LENGTHS = (10, 11, 12, 13, 14, 15, 16)
    HEADS = "0"
    PLAIN = f"(?:0|00860?){_AREA}[2-8][0-9]{{6,7}}"
    PLAIN_SCORE = 0.4
    VARIANTS = (
        ("area apart", rf"{NO_PART_OF_CARD}0{_AREA}[ -]{_NUMBER}{_EXTENSION}", 0.6),
        ("area in brackets", rf"\(0{_AREA}\) ?{_NUMBER}{_EXTENSION}", 0.6),
        (
            "with country code",
            rf"{_ABROAD_APART}(?:0?{_AREA}|\(0?{_AREA}\))[ -]?{_NUMBER}{_EXTENSION}",
            0.6,
        ),
    )
    CONTEXT = (
        *("电话", "座机", "总机", "分机", "传真", "固话", "热线", "联系方式", "致电"),
        *("tel", "phone", "fax", "ext", "landline", "telephone"),
    )
    NEGATIVE = (
        *GOODS_WORDS,
        *("日期", "编号", "单号", "订单", "流水", "运单", "order", "serial", "batch"),
    )
    GENUINE = (
        "010-62345678",
        "(010)62345678",
        "(010) 6234 5678",
        "010 6234 5678",
        "0571-88123456",
        "+86 10 62345678",
        "+86-10-6234-5678",
        "+86 (010) 62345678",
        "86-0755-88889999",
        "01062345678",
        "00861062345678",
        "008601062345678",
        "010-62345678-801",
        "010-62345678转801",
        "0755-88889999 ext 12",
        "0470-8223456",
    )
    IMPOSTORS = (
        "010-6234567",  # Beijing has eight digits
        "0999-1234567",  # no subscriber begins with 1
        "400-810-8888",
        "800-810-8888",
        "0100-62345678",
        "62345678",
        "6222 0571 8812 3456",  # a card
        "0571 8812 3456 7894",
        "95588",
        "12345",
        "010\n62345678",
        "00010623456",
        "29400381-0575-8121-5107-26496b6699e7",  # a UUID
    )
    CHECK = "area code"
    CHANCE = 0.35
    # Amid the subscriber's number: a town has few exchanges, but uses all of their numbers.
    SERIAL = slice(5, 9)

    def compact(self, text: str) -> str:
        """Return area code with zero, number, and X with the extension if there is one."""
        parts = _PARTS.fullmatch(text)
        if parts is None:
            return text
        extension = _digits(parts["extension"])
        number = f"0{parts['area']}{_digits(parts['number'])}"
        return f"{number}{EXTENSION_MARK}{extension}" if extension else number

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are an area code and a number of seven or eight digits."""
        good = checksums.is_digits(values)
        if values.shape[1] <= _LONGEST:
            return good & _is_shaped(values, np.full(len(values), values.shape[1])), values
        good &= (values[:, : len(_LEAD)] == np.frombuffer(_LEAD, np.uint8)).all(axis=1)
        home, length = _at_home(values[:, len(_LEAD) :])
        return good & _is_shaped(home, length), home

    def passes(self, values: Bytes) -> Mask:
        """Tell which have an area code in use and as many digits as numbers have there."""
        if values.shape[1] < _SHORT + 3:
            return np.zeros(len(values), np.bool_)
        area = _area_width(values)
        ends = (values < ord("0")) | (values > ord("9"))
        length = np.where(ends.any(axis=1), ends.argmax(axis=1), values.shape[1])
        number = length - area
        code = np.where(area == _AREA_WIDTH, _code(values, 4), _code(values, 3))
        in_use = np.where(number == _SHORT, _codes()[code] & 1, _codes()[code] & 2) > 0
        good: Mask = in_use & (number >= _SHORT) & (number <= _LONG) & (values[:, 0] == ord("0"))
        return good


def _is_shaped(values: Bytes, length: NDArray[np.int64]) -> Mask:
    """Tell which digits are an area code with its zero, and a number."""
    area = _area_width(values)
    rest = length - area
    first = values[np.arange(len(values)), area]
    shaped = (values[:, 0] == ord("0")) & (values[:, 1] != ord("0")) & (first >= ord("2"))
    shaped &= (first <= ord("8")) & (rest >= _SHORT) & (rest <= _LONG)
    teens = (values[:, 1] == ord("1")) & (values[:, 2] != ord("0"))
    return np.asarray(shaped & ~teens)


def _at_home(values: Bytes) -> tuple[Bytes, NDArray[np.int64]]:
    """Return numbers as they are dialled at home, with a zero, and how long they are."""
    has_zero = values[:, 0] == ord("0")
    short = np.pad(values, ((0, 0), (0, 1)))
    longer = np.pad(values, ((0, 0), (1, 0)), constant_values=ord("0"))
    return np.where(has_zero[:, None], short, longer), values.shape[1] + (~has_zero).astype(
        np.int64
    )


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def _area_width(values: Bytes) -> NDArray[np.int64]:
    """Return how many digits the area code has: 010 and 02x three, others four."""
    return np.where((values[:, 1] == ord("1")) | (values[:, 1] == ord("2")), 3, _AREA_WIDTH)


def _code(values: Bytes, width: int) -> NDArray[np.int64]:
    code = checksums.number(values, 0, width)
    return np.where((code >= 0) & (code < 10**_AREA_WIDTH), code, 0)


@cache
def _codes() -> NDArray[np.uint8]:
    """Return by area code: 1 if numbers have seven digits there, 2 if eight, 3 if both."""
    table = np.zeros(10**_AREA_WIDTH, np.uint8)
    for row in tables.rows("area_codes"):
        table[int(row["code"])] |= 1 if row["digits"] == "7" else 2
    return table
