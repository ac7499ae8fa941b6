"""Mainland travel permit of Taiwan residents (台湾居民来往大陆通行证, 台胞证).

Eight digits for life; before 2008 with the issue's number and a letter.

Source: 公安部公告, 2008-09-12.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class TaiwanCompatriotPermitRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_TW_COMPATRIOT_PERMIT"
    TITLE = "Mainland travel permit for Taiwan residents"
    TITLE_ZH = "台湾居民来往大陆通行证号码"
    SOURCE = "公安部公告 2008-09-12"
    SHAPE = "[0-9A-Za-z()（）]{6,16}"
    CHECK_SHAPE = "[0-9]{8}|[0-9]{10}[(（]?[A-Za-z]?[)）]?"
    STOP = shapes.NOTHING
    HEADERS = ("台胞证号", "taiwan_permit", "tbz")
    GENUINE = ("12345678", "0012345601", "0012345601(B)")
    IMPOSTORS = ("H12345678", "1234567", "台胞证")
    SHOWN = 2
