"""Tax identification number (Germany): 德国税务识别号.

Eleven digits, the first not 0; of the first ten one occurs twice or three times; the last is a
check digit by ISO 7064 MOD 11,10.

Source: Abgabenordnung § 139b; python-stdnum de.idnr.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from stdnum.de import idnr

from recognizers import checksums
from recognizers.world.national import NationalNumberRecognizer

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

_DIGITS = np.arange(ord("0"), ord("9") + 1, dtype=np.uint8)
_MOST_TIMES = 3


class GermanTaxIdRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "DE_TAX_ID"
    TITLE = "Tax identification number (Germany)"
    TITLE_ZH = "德国税务识别号"
    COUNTRY_CODE = "de"
    SOURCE = "Abgabenordnung § 139b; python-stdnum de.idnr"
    MAKES = ("99999999999",)
    FIRST = "123456789"
    TELLS_ALL = True
    CONTEXT = (
        *("德国税号", "德国税务"),
        *(
            "steuer-id",
            "steuerliche identifikationsnummer",
            "steueridentifikationsnummer",
            "idnr",
            "german tax id",
        ),
    )
    GENUINE = ("36574261809", "86095742719")
    IMPOSTORS = (
        "36574261890",  # wrong check digit
        "06574261809",  # no such first digit
        "3657426180",
    )
    CHECK = "MOD 11,10"
    CHANCE = 0.004

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return idnr.is_valid(value)

    def may_pass(self, values: Bytes) -> Mask:
        """Tell which have the right check digit, and one of ten digits two or three times."""
        good = checksums.mod_11_10(values)
        rows = np.flatnonzero(good)
        ten = values[rows, :10, None] == _DIGITS
        times = np.sort(ten.sum(axis=1), axis=1)
        good[rows] = (times[:, -2] == 1) & (times[:, -1] <= _MOST_TIMES) & (times[:, -1] > 1)
        return good
