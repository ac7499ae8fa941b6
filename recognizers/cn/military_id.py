"""Certificate of an officer, soldier or civilian cadre (军官证, 士官证, 士兵证, 文职干部证).

A character for the service or the command that issued it, 字第, four to ten digits, 号:
军字第1234567号.  The unit counts as it likes; there is no check digit.  Advertising
licences and court files are numbered alike (广字第…号), so a command's character
needs a word around it, and so do digits alone.  That its bearer serves is sensitive in
itself: a sample shows nothing.

Source: GA/T 517-2004; JR/T 0014-2005; 军队证件 as printed (军字第1234567号).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from recognizers import signs
from recognizers.scores import SIMILARITY
from recognizers.series import DATED, Series, SeriesRecognizer, are_dates, belong

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask, Scores

FORCES = "军武士兵"  # hardly anything else is numbered so
COMMANDS = "海空文参政后装南北沈兰济成广火联退"
UNITS = FORCES + COMMANDS
# A unit's character stands as a letter in a normalised value.
_AS_LETTER = {ord(unit): chr(ord("A") + place) for place, unit in enumerate(UNITS)}
_FORCES = signs.LETTERS[: len(FORCES)]
_COMMANDS = signs.LETTERS[len(FORCES) : len(UNITS)]

_CERTIFICATES = tuple(Series(_FORCES + _COMMANDS, count) for count in range(4, 11))

OF_THE_FORCES = 0.5


class CnMilitaryIdRecognizer(SeriesRecognizer):
    """Recognize such certificates by the unit's character, or by words around digits."""

    ENTITY = "CN_MILITARY_ID"
    TITLE = "Military certificate number"
    TITLE_ZH = "军人证件号码"
    SOURCE = "GA/T 517-2004; JR/T 0014-2005"
    SERIES = tuple(Series(signs.DIGITS, count) for count in range(5, 10))
    PLAIN_SCORE = 0.2
    VARIANTS = (
        ("certificate", f"[{UNITS}]字 ?第? ?[0-9]{{4,10}}(?: ?号)?", PLAIN_SCORE),
        ("without 字", f"[{UNITS}]第 ?[0-9]{{4,10}} ?号", PLAIN_SCORE),
    )
    SIEVE = (
        ("字", f"[{UNITS}]字"),
        ("第", f"[{UNITS}]第"),
    )
    NEED = SIMILARITY
    CONTEXT = (
        *("军官证", "军官证号", "士官证", "士兵证", "义务兵证", "文职干部证", "文职人员证"),
        *("军人证", "军人证件", "退役军人证", "退伍证", "武警证", "武警警官证", "军队证件"),
        *("现役军人", "officer id", "soldier id", "military id", "military certificate"),
    )
    NEGATIVE = (
        *("车牌", "号牌", "电话", "传真", "邮编", "日期", "有效期", "编号", "广告", "工商"),
        *("许可", "备案", "判决", "批准", "date", "valid", "tel", "phone", "fax"),
    )
    GENUINE = (
        "军字第1234567号",
        "军字第12345678号",
        "武字第87654321号",
        "士字第12345678号",
        "南字12345678",
        "沈字第0100000号",
        "沈第0100000号",
        "军字 第 1234567 号",
        "12345678",
    )
    IMPOSTORS = (
        "军字第123号",  # too short
        "京字第1234567号",  # no unit's character
        "军12345678号",
        "军字第12345678901号",
        "12345",
        "11010519491231002X",
    )
    STARS: ClassVar[str] = "****"

    def compact(self, text: str) -> str:
        """Return the digits, after a letter for the unit."""
        kept = text.translate(_AS_LETTER)
        return "".join(sign for sign in kept if sign.isascii() and sign.isalnum()).upper()

    def passes(self, values: Bytes) -> Mask:
        """Tell which are digits, after a letter for the unit or not."""
        return belong(values, (*self.SERIES, *_CERTIFICATES))

    def bonus(self, values: Bytes) -> Scores:
        """Add for the forces' own characters, take from what is a date as well."""
        bonus = np.where(signs.one_of(values[:, 0], _FORCES), OF_THE_FORCES, 0.0)
        return bonus + np.where(are_dates(values), DATED, 0.0)

    def needs(self, values: Bytes) -> Scores:
        """Let the forces' own characters speak."""
        return np.where(signs.one_of(values[:, 0], _FORCES), 0.0, SIMILARITY)

    def mask(self, value: str) -> str:
        """Return stars, whatever the value."""
        del value
        return self.STARS
