"""Identity number (South Africa): 南非身份证号码.

Birth date as YYMMDD, four digits for sex, one for citizenship, one that means nothing any more,
and a Luhn check digit.

Source: Identification Act 68 of 1997; python-stdnum za.idnr.
"""

from __future__ import annotations

from stdnum.za import idnr

from recognizers.world.national import NationalNumberRecognizer


class SouthAfricanIdRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "ZA_ID_NUMBER"
    TITLE = "Identity number (South Africa)"
    TITLE_ZH = "南非身份证号码"
    COUNTRY_CODE = "za"
    SOURCE = "Identification Act 68 of 1997; python-stdnum za.idnr"
    MAKES = ("9999999999999",)
    GROUPS = ((6, 7),)
    CONTEXT = (
        *("南非身份证",),
        *("south african id", "sa id", "rsa id"),
    )
    GENUINE = ("7503305044089", "750330 5044089")
    IMPOSTORS = (
        "8503305044089",  # wrong check digit
        "9125568445085",  # no such day
        "750330504408",
    )
    CHECK = "Luhn"
    CHANCE = 0.001

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return idnr.is_valid(value)
