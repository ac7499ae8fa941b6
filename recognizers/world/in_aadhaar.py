"""Aadhaar number (India): 印度身份号码（Aadhaar）.

Twelve digits, the first from 2 to 9, the last a check digit by Verhoeff's scheme.

Source: UIDAI: Aadhaar numbering scheme.
"""

from __future__ import annotations

from stdnum.in_ import aadhaar

from recognizers.world.national import NationalNumberRecognizer


class IndianAadhaarRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "IN_AADHAAR"
    TITLE = "Aadhaar number (India)"
    TITLE_ZH = "印度身份号码（Aadhaar）"
    COUNTRY_CODE = "in"
    SOURCE = "UIDAI: Aadhaar numbering scheme"
    MAKES = ("999999999999",)
    FIRST = "23456789"
    GROUPS = ((4, 4, 4),)
    CONTEXT = (
        *("印度身份证", "印度身份号码"),
        *("aadhaar", "aadhar", "uidai"),
    )
    GENUINE = ("234123412346", "2341 2341 2346", "2341-2341-2346")
    IMPOSTORS = (
        "234123412347",  # wrong check digit
        "134123412346",  # no such first digit
        "23412341234",
    )
    CHECK = "Verhoeff"
    CHANCE = 0.1

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return aadhaar.is_valid(value)
