"""Exit-entry permit for Hong Kong and Macao (往来港澳通行证).

The card of 2014: C and eight digits, then C, a letter but I and O, seven digits, from
CA0000001 on.  The booklet before: W and eight digits.

Source: 国家移民管理局 2018-12-10 (card); the booklet's letter is common knowledge.
"""

from __future__ import annotations

from recognizers.cn.passport import SECONDS
from recognizers.cn.product_words import PRODUCT_WORDS
from recognizers.scores import WEAK_HEADER
from recognizers.series import Series, SeriesRecognizer


class CnExitEntryPermitRecognizer(SeriesRecognizer):
    """Recognize such numbers by their series, where something announces them."""

    ENTITY = "CN_EEP_HKM"
    TITLE = "Exit-entry permit for Hong Kong and Macao"
    TITLE_ZH = "往来港澳通行证号码"
    SOURCE = "国家移民管理局 2018-12-10"
    SERIES = (Series("CW", 8), Series("C", 7, SECONDS))
    PLAIN_SCORE = 0.3
    NEED = WEAK_HEADER
    CONTEXT = (
        *("往来港澳", "港澳通行证", "通行证", "通行证号", "证件号", "证件号码"),
        *("exit-entry permit", "exit entry permit", "eep"),
    )
    NEGATIVE = PRODUCT_WORDS
    GENUINE = ("C12345678", "c12345678", "CA0000001", "W12345678")
    IMPOSTORS = (
        "E12345678",  # a passport
        "C1234567",
        "CI1234567",  # a letter that is not used
        "WA1234567",
        "C 12345678",
    )
