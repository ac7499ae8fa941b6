"""PESEL (Poland): 波兰居民号码（PESEL）.

Birth date as YYMMDD, the century added to the month, four digits and a check digit.

Source: Ustawa o ewidencji ludności; python-stdnum pl.pesel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdnum.pl import pesel

from recognizers import checksums
from recognizers.world.national import NationalNumberRecognizer, weighs_tens

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask


class PolishPeselRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "PL_PESEL"
    TITLE = "PESEL (Poland)"
    TITLE_ZH = "波兰居民号码（PESEL）"
    COUNTRY_CODE = "pl"
    SOURCE = "Ustawa o ewidencji ludności; python-stdnum pl.pesel"
    MAKES = ("99999999999",)
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
        """Tell which have the right check digit, and a day and a month."""
        month, day = checksums.number(values, 2, 4) % 20, checksums.number(values, 4, 6)
        is_date = (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)  # noqa: PLR2004
        return is_date & weighs_tens(values, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1))
