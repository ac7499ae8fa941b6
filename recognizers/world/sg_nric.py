"""NRIC or FIN (Singapore): 新加坡身份证号码（NRIC、FIN）.

S or T for citizens and residents, F, G or M for foreigners, seven digits, and a letter by the sum
of the digits weighted 2 7 6 5 4 3 2, with an offset and an order of letters for each kind.

Source: National Registration Act 1965; ICA Singapore.
"""

from __future__ import annotations

from recognizers.world.national import NationalNumberRecognizer

_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)
_OFFSETS = {"S": 0, "T": 4, "F": 0, "G": 4, "M": 3}
_CITIZENS, _FOREIGNERS, _SINCE_2022 = "JZIHGFEDCBA", "XWUTRQPNMLK", "XWUTRQPNJLK"
_LETTERS = {"S": _CITIZENS, "T": _CITIZENS, "F": _FOREIGNERS, "G": _FOREIGNERS, "M": _SINCE_2022}


class SingaporeNricRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "SG_NRIC_FIN"
    TITLE = "NRIC or FIN (Singapore)"
    TITLE_ZH = "新加坡身份证号码（NRIC、FIN）"
    COUNTRY_CODE = "sg"
    SOURCE = "National Registration Act 1965; ICA Singapore"
    MAKES = ("A9999999A",)
    FIRST = "STFGM"
    CONTEXT = (
        *("新加坡身份证", "新加坡居民证"),
        *("nric", "fin no", "fin number", "singapore id"),
    )
    GENUINE = ("S1234567D", "F1234567N", "T1234567J", "s1234567d", "M1234567K")
    IMPOSTORS = (
        "S1234567E",  # wrong letter
        "A1234567D",  # no such kind
        "S123456D",
    )
    CHECK = "MOD 11"
    CHANCE = 1 / 26

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return _letter(value[0], value[1:8]) == value[8]


def _letter(kind: str, digits: str) -> str:
    """Return the letter that ends a number of a kind."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return _LETTERS[kind][(total + _OFFSETS[kind]) % 11]
