"""Telephone number of another country, as people write it (境外电话号码): +44 20 7946 0958.

With a plus before it, the country's code says how many digits follow.  The ten digits of North
America, joined by hyphens or points or with their area in brackets, are known by area and
exchange: neither begins with 0 or 1, and no area has a 9 amid it.  Ten digits in a row, or apart
by blanks, are anything: those take a column's name (``PHONE_NUMBER``).

China's own code and those of its parts have recognizers of their own.

Source: ITU-T E.164; North American Numbering Plan; lengths from libphonenumber's data.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np
import regex

from recognizers import tables
from recognizers.arrays import to_texts
from recognizers.base import ProvenRecognizer
from recognizers.cn.order_words import GOODS_WORDS, ORDER_WORDS

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

_CHINESE = ("86", "852", "853", "886")
_LEAST = 7  # digits after a code that are no sum, date or version
_APART = r"(?:[ .-]?\(|\)[ .-]?|[ .-])"  # between groups
_EXTENSION = r"(?: ?(?:x|#|[Ee]xt\.?|EXT\.?) ?[0-9]{1,6})?"
_PARTS = regex.compile(r"(?P<number>[0-9 ().+-]+)(?:[^0-9]*(?P<extension>[0-9]+))?")
EXTENSION_MARK = "X"  # between number and extension of a normalised value
_AMERICA = "1"
_TEN = 10  # digits of an American number
# The area codes 400 and 800 are hotlines', in China as well.
_HOLDS = regex.compile(
    rf"(?:1(?![48]00)[2-9][0-8][0-9][2-9](?!11)[0-9]{{6}}|[2-9][0-9]{{8,14}})"
    rf"(?:{EXTENSION_MARK}[0-9]{{1,6}})?"
)


def _abroad() -> str:
    """Return the expression of all countries' numbers, with no more digits than they have there."""
    sized = sorted(
        (int(row["most"]), row["code"])
        for row in tables.rows("dialling_codes")
        if int(row["most"]) >= _LEAST and row["code"] not in _CHINESE
    )
    kinds = (
        f"(?:{'|'.join(code for _, code in some)}){_digits(most)}"
        for most, some in groupby(sized, itemgetter(0))
    )
    return rf"\+(?:{'|'.join(kinds)})"


def _digits(most: int) -> str:
    """Return the expression of so many digits or fewer; after the first, none is alone twice."""
    more = f"{{{_LEAST - 1},{most - 1}}}"
    group = rf"{_APART}(?=[0-9]{{2}}|[0-9]{_APART}[0-9]{{2}})"
    return rf"(?:[ .-]?\(0\))?{_APART}?[0-9](?:(?:{group})?[0-9]){more}"


class PhoneInTextRecognizer(ProvenRecognizer):
    """Recognize them by plus and code, or by North America's area and exchange."""

    ENTITY = "PHONE_IN_TEXT"
    TITLE = "Telephone number of another country"
    TITLE_ZH = "境外电话号码"
    COUNTRY_CODE = None
    SOURCE = "ITU-T E.164; North American Numbering Plan"
    PLAIN = f"{_abroad()}{_EXTENSION}"
    PLAIN_SCORE = 0.6
    VARIANTS = (
        (
            "American, area in brackets",
            rf"(?:1[ .-]?)?\([2-9][0-9]{{2}}\) ?[2-9][0-9]{{2}}[ .-][0-9]{{4}}{_EXTENSION}",
            0.6,
        ),
        (
            "American, hyphened",
            rf"(?<![0-9]-)(?:1-)?[0-9]{{3}}-[0-9]{{3}}-[0-9]{{4}}(?!-[0-9]){_EXTENSION}",
            0.4,
        ),
        ("American, with points", rf"(?:1\.)?[0-9]{{3}}\.[0-9]{{3}}\.[0-9]{{4}}{_EXTENSION}", 0.4),
    )
    SIEVE = (
        ("+", r"\+[1-9][0-9 ().-]{6}"),
        ("(", r"\([2-9][0-9]{2}\)[ ]?[2-9][0-9]{2}[ .-][0-9]{4}"),
        ("-", "[0-9]{3}-[0-9]{3}-[0-9]{4}"),
        (".", r"[0-9]{3}\.[0-9]{3}\.[0-9]{4}"),
    )
    CONTEXT = (
        *("电话", "手机", "联系方式", "联系人", "联系", "致电", "拨打", "传真", "座机", "来电"),
        *("tel", "telephone", "phone", "mobile", "cell", "fax", "call", "contact", "whatsapp"),
        *("text me", "dial", "reach me"),
    )
    NEGATIVE = (*GOODS_WORDS, *ORDER_WORDS, "版本", "日期", "part no", "version", "date", "isbn")
    GENUINE = (
        "+44 20 7946 0958",
        "+442079460958",
        "+44 (0)20 7946 0958",
        "+49 (30) 1234567",
        "+33 1 23 45 67 89",
        "+81-90-1234-5678",
        "+7 912 345-67-89",
        "+65 6123 4567",
        "+1 212 555 0142",
        "+12125550142",
        "+1 (212) 555-0142",
        "(212) 555-0142",
        "(212)555-0142 x12",
        "1-212-555-0142",
        "212-555-0142",
        "212.555.0142",
    )
    IMPOSTORS = (
        "+86 138 0013 8000",  # has a recognizer of its own
        "+852 9123 4567",
        "+1 112 555 0142",  # no area begins with 1
        "+1 292 555 0142",  # or has a 9 amid it
        "+1 212 555 014",
        "+44 1 2 3 4 5 6 7 8 9 0",  # a list
        "+999 1234 5678",  # no such country
        "123-456-7890",
        "212-055-0142",
        "212-555.0142",
        "400-810-8888",  # a hotline
        "2125550142",
        "212 555 0142",
        "+65\n6123\n4567",
        "2024-212-555-0142",
        "10.212.555.0142",
    )
    CHECK = "form"
    CHANCE = 0.6  # of ten digits in such groups
    SHOWN = 3

    def compact(self, text: str) -> str:
        """Return code and number, and X with the extension if there is one."""
        parts = _PARTS.fullmatch(text.replace("(0)", ""))
        if parts is None:
            return text
        digits = "".join(sign for sign in parts["number"] if sign.isdecimal())
        number = digits if "+" in parts["number"] else f"{_AMERICA}{digits[-_TEN:]}"
        return f"{number}{EXTENSION_MARK}{parts['extension']}" if parts["extension"] else number

    def passes(self, values: Bytes) -> Mask:
        """Tell which have an area and an exchange, or a code of another country."""
        texts = [text.decode("ascii", "replace") for text in to_texts(values)]
        return np.array([_HOLDS.fullmatch(text) is not None for text in texts], np.bool_)
