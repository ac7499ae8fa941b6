"""PESEL (Poland): 波兰居民号码（PESEL）.

Birth date as YYMMDD, the century added to the month, four digits and a check digit.

Source: Ustawa o ewidencji ludności; python-stdnum pl.pesel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from stdnum.pl import pesel

from recognizers import checksums
from recognizers.world.national import NationalNumberRecognizer, weighs_tens

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

_CENTURIES = np.array([1900, 2000, 2100, 2200, 1800])  # by what is added to the month
_FEBRUARY = 2
_DAYS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, *[0] * 7])


class PolishPeselRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "PL_PESEL"
    TITLE = "PESEL (Poland)"
    TITLE_ZH = "波兰居民号码（PESEL）"
    COUNTRY_CODE = "pl"
    SOURCE = "Ustawa o ewidencji ludności; python-stdnum pl.pesel"
    MAKES = ("99999999999",)
    TELLS_ALL = True
    CONTEXT = (
        *("波兰身份", "波兰居民"),
        *("pesel", "numer pesel"),
    )
    GENUINE = ("44051401359", "02070803628")
    IMPOSTORS = (
        "44051401358",  # wrong check digit
        "44151401359",  # no such month
        "4405140135",
    )
    CHECK = "MOD 10"
    CHANCE = 0.02

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return pesel.is_valid(value)

    def may_pass(self, values: Bytes) -> Mask:
        """Tell which have the right check digit, and a date."""
        year, month, day = (checksums.number(values, at, at + 2) for at in (0, 2, 4))
        year, month = year + _CENTURIES[np.clip(month // 20, 0, 4)], month % 20
        is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
        days = _DAYS[month] + (is_leap & (month == _FEBRUARY))
        right = weighs_tens(values, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1))
        return np.asarray((day > 0) & (day <= days) & right)
