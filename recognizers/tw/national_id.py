"""Taiwan identity card number (國民身分證統一編號).

A letter for the place of registration, 1 for men or 2 for women, seven digits, check digit.

Source: 內政部戶政司 國民身分證統一編號; Household Registration Act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers import signs
from recognizers.cn.product_words import PRODUCT_WORDS
from recognizers.series import Series, SeriesRecognizer
from recognizers.tw import check

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask


class TwNumberRecognizer(SeriesRecognizer):
    """Recognize a letter, a sign for the kind of person, and digits that check."""

    COUNTRY_CODE = "tw"
    PLAIN_SCORE = 0.4
    NEGATIVE = (*PRODUCT_WORDS, "护照", "passport")
    CHECK = "MOD 10"
    CHANCE = 0.1

    def passes(self, values: Bytes) -> Mask:
        """Tell which are of the series and have the right check digit."""
        good = super().passes(values)
        rows = good.nonzero()[0]
        good[rows] = check.holds(values[rows])
        return good


class TwNationalIdRecognizer(TwNumberRecognizer):
    """Recognize Taiwan identity cards by check digit."""

    ENTITY = "TW_NATIONAL_ID"
    TITLE = "Taiwan identity card number"
    TITLE_ZH = "台湾身份证号码"
    SOURCE = "內政部戶政司 國民身分證統一編號"
    SERIES = (Series(signs.LETTERS, 8, "12"),)
    CONTEXT = (
        *("身分證", "身份證", "身分证", "台湾身份证", "台湾居民身份证", "國民身分證", "身份证"),
        *(
            "證號",
            "证件号",
            "证件号码",
            "taiwan id",
            "tw id",
            "roc id",
            "twsfz",
            "national id",
            "id no",
            "id card",
        ),
    )
    GENUINE = ("A123456789", "a123456789", "F123456784", "A223456781")
    IMPOSTORS = (
        "A123456788",  # wrong check digit
        "A323456789",  # neither man nor woman
        "A800000014",  # a residence number
        "AA23456789",
        "A1234567890",
        "1123456789",
        "A 123456789",
    )
