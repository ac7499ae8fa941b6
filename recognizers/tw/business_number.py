"""Taiwan business number (營利事業統一編號, UBN, 統編).

Eight digits.  Weights 1 2 1 2 1 2 4 1, the digits of each product are summed up; the sum is
a multiple of five (of ten before April 2023), where the product of a seventh digit 7, which
is 28, counts as 1 or 0.  No personal information; eight digits are a date or a serial
number as well, so only a word or a column's name tells.

Source: 財政部財政資訊中心 營利事業統一編號檢查碼邏輯修正說明.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import signs
from recognizers.scores import SIMILARITY
from recognizers.series import DATED, Series, SeriesRecognizer, are_dates

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask, Scores

WIDTH = 8
MODULUS = 5
SEVENTH, SEVEN = 6, ord("7")
_WEIGHTS = (1, 2, 1, 2, 1, 2, 4, 1)
# What each byte adds in each place: the digits of its product, summed up.
_ADDS = np.zeros((WIDTH, 256), np.int64)
for _place, _weight in enumerate(_WEIGHTS):
    for _digit in range(10):
        _ADDS[_place, ord("0") + _digit] = sum(divmod(_digit * _weight, 10))


class TwBusinessNumberRecognizer(SeriesRecognizer):
    """Recognize business numbers by check digit, where something announces them."""

    ENTITY = "TW_UBN"
    TITLE = "Taiwan business number"
    TITLE_ZH = "台湾营利事业统一编号"
    COUNTRY_CODE = "tw"
    SOURCE = "財政部財政資訊中心 營利事業統一編號檢查碼邏輯"
    SERIES = (Series(signs.DIGITS, WIDTH - 1),)
    PLAIN_SCORE = 0.2
    NEED = SIMILARITY
    CONTEXT = (
        *("統一編號", "统一编号", "營利事業", "营利事业", "統編", "统编", "買方統編"),
        *("ubn", "unified business number", "business administration number", "gui number"),
    )
    NEGATIVE = ("日期", "時間", "时间", "電話", "电话", "身分證", "date", "time", "tel", "phone")
    GENUINE = ("00501503", "12345675", "24680246", "13579078")
    IMPOSTORS = (
        "00501502",  # wrong check digit
        "0050150",
        "005015030",
        "A0501503",
        "0050 1503",
    )
    CHECK = "MOD 5"
    CHANCE = 0.22

    def passes(self, values: Bytes) -> Mask:
        """Tell which have the right check digit."""
        good = super().passes(values)
        rows = np.flatnonzero(good)
        numbers = values[rows, :WIDTH]
        total = sum(_ADDS[place][numbers[:, place]] for place in range(WIDTH))
        is_either = numbers[:, SEVENTH] == SEVEN  # 28: 10 here, 1 or 0 by the rule
        good[rows] = (total % MODULUS == 0) | (is_either & ((total + 1) % MODULUS == 0))
        return good

    def bonus(self, values: Bytes) -> Scores:
        """Take from what is a date as well: 20301231."""
        return np.where(are_dates(values), DATED, 0.0)
