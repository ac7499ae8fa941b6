"""Social insurance number (Canada): 加拿大社会保险号（SIN）.

Nine digits, the first not 0 or 8, the last a Luhn check digit.

Source: Employment and Social Development Canada; python-stdnum ca.sin.
"""

from __future__ import annotations

from stdnum.ca import sin

from recognizers.world.national import NationalNumberRecognizer


class CanadianSinRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "CA_SIN"
    TITLE = "Social insurance number (Canada)"
    TITLE_ZH = "加拿大社会保险号（SIN）"
    COUNTRY_CODE = "ca"
    SOURCE = "Employment and Social Development Canada; python-stdnum ca.sin"
    MAKES = ("999999999",)
    FIRST = "12345679"
    CONTEXT = (
        *("加拿大社会保险号",),
        *("sin no", "sin number", "social insurance number"),
    )
    GENUINE = ("123456782", "130692544")
    IMPOSTORS = (
        "123456783",  # wrong check digit
        "823456782",  # no such first digit
        "12345678",
    )
    CHECK = "Luhn"
    CHANCE = 0.1

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return sin.is_valid(value)
