"""Home return permit of Hong Kong and Macao residents (港澳居民来往内地通行证, 回乡证).

H or M and eight digits for life; older cards add two digits that count the renewals.

Source: 公安部公告 2010-03-10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.cn.product_words import PRODUCT_WORDS
from recognizers.scores import WEAK_HEADER
from recognizers.series import Series, SeriesRecognizer

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

LIFELONG = 9  # signs


class CnHomeReturnPermitRecognizer(SeriesRecognizer):
    """Recognize such numbers by their series, where something announces them."""

    ENTITY = "CN_HOME_RETURN_PERMIT"
    TITLE = "Home return permit (Hong Kong, Macao)"
    TITLE_ZH = "港澳居民来往内地通行证号码"
    SOURCE = "公安部公告 2010-03-10"
    SERIES = (Series("HM", 8), Series("HM", 10))
    PLAIN_SCORE = 0.3
    NEED = WEAK_HEADER
    CONTEXT = (
        *("回乡证", "来往内地通行证", "来往内地", "港澳居民", "港澳同胞", "通行证", "通行证号"),
        *("证件号", "证件号码", "home return permit", "home-return permit"),
    )
    NEGATIVE = PRODUCT_WORDS
    GENUINE = ("H12345678", "M12345678", "m12345678", "H1234567801", "M1234567801")
    IMPOSTORS = (
        "A12345678",
        "H1234567",
        "H123456780",  # one digit for the renewals
        "HJ1234567",  # a passport of Hong Kong
        "H12345678-01",
    )

    def compact(self, text: str) -> str:
        """Return the lifelong number."""
        return super().compact(text)[:LIFELONG]

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are numbers of a series; return the lifelong part."""
        shaped, normal = super().plain(values)
        return shaped, normal[:, :LIFELONG]
