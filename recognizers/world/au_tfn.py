"""Tax file number (Australia): 澳大利亚税号（TFN）.

Eight or nine digits whose weighted sum is a multiple of 11.

Source: Australian Taxation Office; python-stdnum au.tfn.
"""

from __future__ import annotations

from stdnum.au import tfn

from recognizers.world.national import NationalNumberRecognizer


class AustralianTfnRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "AU_TFN"
    TITLE = "Tax file number (Australia)"
    TITLE_ZH = "澳大利亚税号（TFN）"
    COUNTRY_CODE = "au"
    SOURCE = "Australian Taxation Office; python-stdnum au.tfn"
    MAKES = ("999999999", "99999999")
    CONTEXT = (
        *("澳大利亚税号", "澳洲税号"),
        *("tfn", "tax file number"),
    )
    GENUINE = ("123456782", "87654321")
    IMPOSTORS = (
        "123456783",  # wrong check digit
        "1234567",
        "1234567820",
    )
    CHECK = "MOD 11"
    CHANCE = 1 / 11

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return tfn.is_valid(value)
