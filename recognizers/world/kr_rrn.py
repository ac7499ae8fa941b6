"""Resident registration number (South Korea): 韩国居民登录号码.

Birth date as YYMMDD, a digit for sex and century, five digits and a check digit; those given out
since October 2020 need not pass.

Source: 주민등록법 시행규칙 (Enforcement Rule of the Resident Registration Act).
"""

from __future__ import annotations

from stdnum.kr import rrn

from recognizers.world.national import NationalNumberRecognizer


class KoreanRrnRecognizer(NationalNumberRecognizer):
    """Recognize such numbers by their check, where something announces them."""

    ENTITY = "KR_RRN"
    TITLE = "Resident registration number (South Korea)"
    TITLE_ZH = "韩国居民登录号码"
    COUNTRY_CODE = "kr"
    SOURCE = "주민등록법 시행규칙 (Enforcement Rule of the Resident Registration Act)"
    MAKES = ("9999999999999",)
    GROUPS = ((6, 7),)
    CONTEXT = (
        *("韩国居民登录", "韩国身份证", "居民登录号"),
        *("rrn", "resident registration", "jumin", "주민등록번호", "주민번호"),
    )
    GENUINE = ("9710139019902", "971013-9019902", "971013 9019902")
    IMPOSTORS = (
        "9710139019903",  # wrong check digit
        "9713139019902",  # no such month
        "971013901990",
    )
    CHECK = "MOD 11"
    CHANCE = 0.004

    @classmethod
    def is_valid(cls, value: str) -> bool:
        """Tell whether a value of the make passes."""
        return rrn.is_valid(value)
