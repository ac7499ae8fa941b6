"""Macao resident identity card number (澳门居民身份证号码).

1, 5 or 7, six digits, and a check digit, often in brackets; how that is made was never
published.  Old cards part the number by slashes: 5/123456/7.  Eight digits say nothing, so
only a word or a column's name tells.

Source: Macao Law 8/2002; the shape as the cards have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import signs
from recognizers.scores import SIMILARITY
from recognizers.series import DATED, Series, SeriesRecognizer, are_dates, belong

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask, Scores

_ANY = (Series(signs.DIGITS[1:], 7),)  # of an old card


class MoIdCardRecognizer(SeriesRecognizer):
    """Recognize such numbers by their make, where something announces them."""

    ENTITY = "MO_ID"
    TITLE = "Macao identity card number"
    TITLE_ZH = "澳门居民身份证号码"
    COUNTRY_CODE = "mo"
    SOURCE = "Macao Law 8/2002"
    SERIES = (Series("157", 7),)
    PLAIN_SCORE = 0.2
    VARIANTS = (
        ("in brackets", r"[157][0-9]{6} ?\([0-9]\)", 0.3),
        ("old card", "[1-9]/[0-9]{6}/[0-9]", 0.3),
    )
    SIEVE = (("(", r"[0-9]{6} ?\([0-9]\)"), ("/", "[0-9]/[0-9]{6}/[0-9]"))
    NEED = SIMILARITY
    CONTEXT = (
        *("澳门身份证", "澳門身份證", "澳门居民身份证", "澳門居民身份證", "澳门永久性居民"),
        *("macau id", "macao id", "macau identity", "macao identity", "bir"),
    )
    NEGATIVE = (
        *("日期", "时间", "有效期", "出生", "生日", "电话", "传真", "编号", "订单"),
        *("date", "birth", "valid", "tel", "phone", "fax"),
    )
    GENUINE = ("1234567(8)", "1234567 (8)", "1234567（8）", "51234567", "71234567", "5/123456/7")
    IMPOSTORS = (
        "21234567",  # no such series
        "1234567",
        "1234567(A)",
        "5/12345/67",
        "0/123456/7",
    )

    def passes(self, values: Bytes) -> Mask:
        """Tell which are eight digits; those of an old card may begin with any."""
        return belong(values, _ANY)

    def bonus(self, values: Bytes) -> Scores:
        """Take from what is a date as well: 19991220."""
        return np.where(are_dates(values), DATED, 0.0)
