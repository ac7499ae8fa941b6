"""Permanent account number (India): 印度永久账户号码（PAN）.

Five letters, of which the fourth tells the kind of holder (P: a person), four digits and a letter.

Source: Income Tax Department of India: structure of PAN.
"""

from __future__ import annotations

from stdnum.in_ import pan

from recognizers.world.national import NationalNumberRecognizer


class IndianPanRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "IN_PAN"
    TITLE = "Permanent account number (India)"
    TITLE_ZH = "印度永久账户号码（PAN）"
    COUNTRY_CODE = "in"
    SOURCE = "Income Tax Department of India: structure of PAN"
    MAKES = ("AAAAA9999A",)
    CONTEXT = (
        *("印度税号", "永久账户号码"),
        *("pan card", "pan no", "pan number", "permanent account number"),
    )
    GENUINE = ("ACUPA7085R", "acupa7085r")
    IMPOSTORS = (
        "ACUXA7085R",  # no such kind of holder
        "ACUPA7085",
        "ACUPA70855",
    )
    CHECK = "form"
    CHANCE = 0.42

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return pan.is_valid(value)
