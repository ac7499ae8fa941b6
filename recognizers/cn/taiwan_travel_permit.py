"""Mainland residents' travel permit to Taiwan (大陆居民往来台湾通行证).

The card: L and eight digits; the booklet before: T and eight digits.

Source: 国家移民管理局 (往来台湾通行证); the letters are common knowledge, not a standard.
"""

from __future__ import annotations

from recognizers.cn.product_words import PRODUCT_WORDS
from recognizers.scores import WEAK_HEADER
from recognizers.series import Series, SeriesRecognizer


class CnTaiwanTravelPermitRecognizer(SeriesRecognizer):
    """Recognize such numbers by their series, where something announces them."""

    ENTITY = "CN_TAIWAN_PERMIT"
    TITLE = "Mainland residents' travel permit to Taiwan"
    TITLE_ZH = "大陆居民往来台湾通行证号码"
    SOURCE = "国家移民管理局 往来台湾通行证"
    SERIES = (Series("LT", 8),)
    PLAIN_SCORE = 0.3
    NEED = WEAK_HEADER
    CONTEXT = (
        *("往来台湾", "往来台湾通行证", "赴台", "入台", "大通证", "通行证", "通行证号"),
        *("证件号", "证件号码", "taiwan travel permit", "travel permit to taiwan"),
    )
    NEGATIVE = PRODUCT_WORDS
    GENUINE = ("L12345678", "l12345678", "T12345678")
    IMPOSTORS = ("L1234567", "LA1234567", "T123456789", "L-12345678")
