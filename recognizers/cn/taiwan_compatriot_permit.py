"""Mainland travel permit of Taiwan residents (台湾居民来往大陆通行证, 台胞证).

Eight digits for life since 25 September 2008; before, two more for the issue, and often a
letter.  Dates look the same, so only a word or a column's name tells.

Source: 公安部公告 2008-09-12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums, signs
from recognizers.scores import SIMILARITY
from recognizers.series import DATED, Series, SeriesRecognizer, are_dates

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask, Scores

LIFELONG = 8  # digits
WITH_LETTER = 11


class CnTaiwanCompatriotPermitRecognizer(SeriesRecognizer):
    """Recognize such numbers by their length, where something announces them."""

    ENTITY = "CN_TW_COMPATRIOT_PERMIT"
    TITLE = "Mainland travel permit for Taiwan residents"
    TITLE_ZH = "台湾居民来往大陆通行证号码"
    SOURCE = "公安部公告 2008-09-12"
    SERIES = (Series(signs.DIGITS, 7), Series(signs.DIGITS, 9))
    LENGTHS = (LIFELONG, 10, WITH_LETTER)
    PLAIN = "[0-9]{8}|[0-9]{10}[A-Za-z]?"
    PLAIN_SCORE = 0.2
    VARIANTS = (("letter in brackets", r"[0-9]{10}\([A-Za-z]\)", PLAIN_SCORE),)
    SIEVE = (("(", r"[0-9]{10}\([A-Za-z]\)"),)
    NEED = SIMILARITY
    CONTEXT = (
        *("台胞证", "台胞证号", "台胞证编号", "来往大陆通行证", "来往大陆", "台湾居民", "台湾同胞"),
        *("taiwan compatriot permit", "mainland travel permit", "mtp"),
    )
    NEGATIVE = (
        *("日期", "时间", "有效期", "出生", "生日", "电话", "传真", "编号", "订单", "邮编"),
        *("date", "time", "birth", "valid", "expiry", "tel", "phone", "fax"),
    )
    GENUINE = ("12345678", "0012345601", "0012345601B", "0012345601(B)", "0012345601（B）")
    IMPOSTORS = (
        "H12345678",
        "1234567",
        "123456789",
        "00123456011",
        "0012345601(1)",
    )

    def compact(self, text: str) -> str:
        """Return the lifelong number."""
        return super().compact(text)[:LIFELONG]

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are digits, before a letter where longest; return the lifelong part."""
        if values.shape[1] != WITH_LETTER:
            shaped, normal = super().plain(values)
            return shaped, normal[:, :LIFELONG]
        letters = signs.one_of(signs.in_capitals(values[:, -1]), signs.LETTERS)
        return checksums.is_digits(values[:, :-1]) & letters, values[:, :LIFELONG]

    def bonus(self, values: Bytes) -> Scores:
        """Take from what is a date as well: 20301231."""
        return np.where(are_dates(values), DATED, 0.0)
