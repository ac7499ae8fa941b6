"""Fiscal code (Italy): 意大利税号（codice fiscale）.

Six letters of the name, two digits of the year of birth, a letter for the month, two digits for day
and sex, four signs for the place and a check letter.

Source: D.M. 23 dicembre 1976; python-stdnum it.codicefiscale.
"""

from __future__ import annotations

from stdnum.it import codicefiscale

from recognizers.world.national import NationalNumberRecognizer


class ItalianFiscalCodeRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "IT_FISCAL_CODE"
    TITLE = "Fiscal code (Italy)"
    TITLE_ZH = "意大利税号（codice fiscale）"
    COUNTRY_CODE = "it"
    SOURCE = "D.M. 23 dicembre 1976; python-stdnum it.codicefiscale"
    MAKES = ("AAAAAA99A99A999A",)
    CONTEXT = (
        *("意大利税号",),
        *("codice fiscale", "cod. fiscale", "fiscal code"),
    )
    GENUINE = ("RCCMNL83S18D969H", "rccmnl83s18d969h")
    IMPOSTORS = (
        "RCCMNL83S18D969A",  # wrong letter
        "RCCMNL83Z18D969H",  # no such month
        "RCCMNL83S18D969",
    )
    CHECK = "MOD 26"
    CHANCE = 0.015

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return codicefiscale.is_valid(value)
