"""Individual taxpayer identification number (United States): 美国个人纳税识别号（ITIN）.

Nine digits, the first a 9, the fourth and fifth from 50 to 65, 70 to 88, 90 to 92 or 94 to 99; no
check digit.

Source: IRS: Individual Taxpayer Identification Number; python-stdnum us.itin.
"""

from __future__ import annotations

from stdnum.us import itin

from recognizers.world.national import NationalNumberRecognizer


class AmericanItinRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "US_ITIN"
    TITLE = "Individual taxpayer identification number (United States)"
    TITLE_ZH = "美国个人纳税识别号（ITIN）"
    COUNTRY_CODE = "us"
    SOURCE = "IRS: Individual Taxpayer Identification Number; python-stdnum us.itin"
    MAKES = ("999999999",)
    FIRST = "9"
    CONTEXT = (
        *("美国纳税识别号", "美国税号"),
        *("itin no", "itin number", "taxpayer identification number"),
    )
    GENUINE = ("912903456", "900700000")
    IMPOSTORS = (
        "912893456",  # no such group
        "812903456",  # no such first digit
        "91290345",
    )
    CHECK = "form"
    CHANCE = 0.28

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return itin.is_valid(value)
