"""Certificate of a people's police officer (人民警察证, 警官证), and the badge number (警号).

Six to eight digits that the force gives out; there is no check digit, so only a word or a
column's name tells.  That its bearer serves is sensitive in itself: a sample shows nothing.

Source: GA/T 517-2004; 公安机关人民警察证使用管理规定 (公安部令第97号).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from recognizers import signs
from recognizers.scores import SIMILARITY
from recognizers.series import DATED, Series, SeriesRecognizer, are_dates, belong

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask, Scores

_POLICE = "J"  # stands for 警 in a normalised value
_CERTIFICATES = tuple(Series(_POLICE, count) for count in range(4, 11))


class CnPoliceIdRecognizer(SeriesRecognizer):
    """Recognize such numbers by their length, where something announces them."""

    ENTITY = "CN_POLICE_ID"
    TITLE = "Police certificate or badge number"
    TITLE_ZH = "人民警察证件号码"
    SOURCE = "GA/T 517-2004; 公安部令第97号"
    SERIES = tuple(Series(signs.DIGITS, count) for count in (5, 6, 7))
    PLAIN_SCORE = 0.2
    VARIANTS = (("certificate", "警字 ?第? ?[0-9]{4,10}(?: ?号)?", PLAIN_SCORE),)
    SIEVE = (("字", "警字"), ("第", "警字"))
    NEED = SIMILARITY
    CONTEXT = (
        *("警号", "警官证", "警官证号", "警察证", "人民警察证", "警员编号", "警员号"),
        *("police id", "police certificate", "police officer id", "badge number", "badge no"),
    )
    NEGATIVE = (
        *("电话", "传真", "邮编", "日期", "有效期", "编号", "案号", "立案", "报警"),
        *("date", "valid", "tel", "phone", "fax"),
    )
    GENUINE = ("012345", "1234567", "12345678", "警字第012345号", "警字12345678")
    IMPOSTORS = ("12345", "123456789", "警012345", "警字第123号")
    STARS: ClassVar[str] = "****"

    def compact(self, text: str) -> str:
        """Return the digits, after a J for 警."""
        kept = text.replace("警", _POLICE)
        return "".join(sign for sign in kept if sign.isascii() and sign.isalnum()).upper()

    def passes(self, values: Bytes) -> Mask:
        """Tell which are digits, after a J or not."""
        return belong(values, (*self.SERIES, *_CERTIFICATES))

    def bonus(self, values: Bytes) -> Scores:
        """Take from what is a date as well: 20301231."""
        return np.where(are_dates(values), DATED, 0.0)

    def mask(self, value: str) -> str:
        """Return stars, whatever the value."""
        del value
        return self.STARS
