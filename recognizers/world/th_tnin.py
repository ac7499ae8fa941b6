"""Identification number (Thailand): 泰国身份证号码.

Thirteen digits, the first not 0 or 9, the last a check digit modulo 11.

Source: Civil Registration Act B.E. 2534; python-stdnum th.pin.
"""

from __future__ import annotations

from stdnum.th import pin

from recognizers.world.national import NationalNumberRecognizer


class ThaiIdRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "TH_TNIN"
    TITLE = "Identification number (Thailand)"
    TITLE_ZH = "泰国身份证号码"
    COUNTRY_CODE = "th"
    SOURCE = "Civil Registration Act B.E. 2534; python-stdnum th.pin"
    MAKES = ("9999999999999",)
    FIRST = "12345678"
    GROUPS = ((1, 4, 5, 2, 1),)
    CONTEXT = (
        *("泰国身份证", "泰国公民证"),
        *("thai id", "thai national id", "บัตรประชาชน"),
    )
    GENUINE = ("1234545678781", "1-2345-45678-78-1", "1 2345 45678 78 1")
    IMPOSTORS = (
        "1234545678789",  # wrong check digit
        "0234545678781",  # no such first digit
        "123454567878",
    )
    CHECK = "MOD 11"
    CHANCE = 0.1

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return pin.is_valid(value)
