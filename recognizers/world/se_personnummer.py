"""Personal identity number (Sweden): 瑞典个人身份号码.

Birth date as YYMMDD or YYYYMMDD, three digits and a Luhn check digit.

Source: Folkbokföringslag (1991:481); python-stdnum se.personnummer.
"""

from __future__ import annotations

from stdnum.se import personnummer

from recognizers.world.national import NationalNumberRecognizer


class SwedishPersonnummerRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "SE_PERSONNUMMER"
    TITLE = "Personal identity number (Sweden)"
    TITLE_ZH = "瑞典个人身份号码"
    COUNTRY_CODE = "se"
    SOURCE = "Folkbokföringslag (1991:481); python-stdnum se.personnummer"
    MAKES = ("9999999999", "999999999999")
    GROUPS = ((6, 4), (8, 4))
    CONTEXT = (
        *("瑞典个人号", "瑞典身份"),
        *("personnummer", "swedish personal"),
    )
    GENUINE = ("8803200016", "880320-0016", "198803200016", "880320 0016")
    IMPOSTORS = (
        "8803200018",  # wrong check digit
        "8813200016",  # no such month
        "880320001",
    )
    CHECK = "Luhn"
    CHANCE = 0.004

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return personnummer.is_valid(value)
