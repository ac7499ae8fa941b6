"""Identification number (Turkey): 土耳其身份号码.

Eleven digits, the first not 0, the last two check digits.

Source: Nüfus Hizmetleri Kanunu; python-stdnum tr.tckimlik.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdnum.tr import tckimlik

from recognizers.world.national import NationalNumberRecognizer, weighs_tens

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask


class TurkishIdRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "TR_NATIONAL_ID"
    TITLE = "Identification number (Turkey)"
    TITLE_ZH = "土耳其身份号码"
    COUNTRY_CODE = "tr"
    SOURCE = "Nüfus Hizmetleri Kanunu; python-stdnum tr.tckimlik"
    MAKES = ("99999999999",)
    FIRST = "123456789"
    TELLS_ALL = True
    CONTEXT = (
        *("土耳其身份",),
        *("tckn", "tc kimlik", "kimlik no", "turkish id"),
    )
    GENUINE = ("17291716060", "10000000146")
    IMPOSTORS = (
        "17291716050",  # wrong check digit
        "07291716092",  # no such first digit
        "1729171606",
    )
    CHECK = "MOD 10"
    CHANCE = 0.01

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return tckimlik.is_valid(value)

    def may_pass(self, values: Bytes) -> Mask:
        """Tell which have the right check digits."""
        first = weighs_tens(values, (3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 0))
        return first & weighs_tens(values, (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9))
