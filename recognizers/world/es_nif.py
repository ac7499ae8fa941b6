"""DNI or NIE (Spain): 西班牙身份证号码（DNI、NIE）.

Eight digits, for foreigners X, Y or Z and seven digits, and a letter by the number modulo 23.

Source: Real Decreto 1553/2005; python-stdnum es.dni, es.nie.
"""

from __future__ import annotations

from stdnum.es import dni, nie

from recognizers.world.national import NationalNumberRecognizer


class SpanishNifRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "ES_NIF"
    TITLE = "DNI or NIE (Spain)"
    TITLE_ZH = "西班牙身份证号码（DNI、NIE）"
    COUNTRY_CODE = "es"
    SOURCE = "Real Decreto 1553/2005; python-stdnum es.dni, es.nie"
    MAKES = ("99999999A", "A9999999A")
    FIRST = "0123456789XYZ"
    CONTEXT = (
        *("西班牙身份证", "西班牙外国人"),
        *("dni", "nie no", "nif no", "documento nacional"),
    )
    GENUINE = ("54362315K", "X2482300W", "54362315k")
    IMPOSTORS = (
        "54362315Z",  # wrong letter
        "A2482300W",  # no such first letter
        "5436231K",
    )
    CHECK = "MOD 23"
    CHANCE = 1 / 23

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return dni.is_valid(value) or nie.is_valid(value)
