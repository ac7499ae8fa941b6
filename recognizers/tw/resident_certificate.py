"""Number of a Taiwan resident certificate (居留證統一證號, ARC).

Since 2 January 2021 as identity cards have it: a letter, 8 for men or 9 for women, seven
digits, check digit.  Before: a letter, A to D, eight digits; valid until 2031.

Source: 內政部移民署 新式外來人口統一證號 (2021-01-02).
"""

from __future__ import annotations

from recognizers import signs
from recognizers.series import Series
from recognizers.tw.national_id import TwNumberRecognizer


class TwResidentCertificateRecognizer(TwNumberRecognizer):
    """Recognize both styles by check digit."""

    ENTITY = "TW_ARC"
    TITLE = "Taiwan resident certificate number"
    TITLE_ZH = "台湾居留证统一证号"
    SOURCE = "內政部移民署 新式外來人口統一證號 2021"
    SERIES = (Series(signs.LETTERS, 8, "89"), Series(signs.LETTERS, 8, "ABCD"))
    CONTEXT = (
        *("居留證", "居留证", "統一證號", "统一证号", "外來人口", "身分證", "身份證", "身份证"),
        *("证件号", "证件号码", "arc", "resident certificate", "residence permit", "ui no"),
    )
    GENUINE = ("A800000014", "a800000014", "FA12345689", "fa12345689")
    IMPOSTORS = (
        "A800000015",  # wrong check digit
        "FA12345688",
        "A123456789",  # a citizen's
        "FE12345689",  # no such kind
        "A8000000140",
        "A80000001",
    )
