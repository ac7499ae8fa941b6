"""NHS number (United Kingdom): 英国国民医疗服务号码.

Ten digits, of which the last is a check digit modulo 11. Unannounced, one ten-digit number in
eleven passes, and Presidio's recognizer calls each of them certain.

Source: NHS Data Dictionary: NHS Number.
"""

from __future__ import annotations

from stdnum.gb import nhs

from recognizers.world.national import NationalNumberRecognizer


class BritishNhsRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "UK_NHS"
    TITLE = "NHS number (United Kingdom)"
    TITLE_ZH = "英国国民医疗服务号码"
    COUNTRY_CODE = "gb"
    SOURCE = "NHS Data Dictionary: NHS Number"
    MAKES = ("9999999999",)
    GROUPS = ((3, 3, 4),)
    CONTEXT = (
        *("国民医疗服务号", "英国医疗号"),
        *("nhs number", "nhs no", "nhs"),
    )
    GENUINE = ("9434765919", "943 476 5919", "943-476-5919")
    IMPOSTORS = (
        "9434765918",  # wrong check digit
        "943476591",
        "94347659190",
    )
    CHECK = "MOD 11"
    CHANCE = 1 / 11

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return nhs.is_valid(value)
