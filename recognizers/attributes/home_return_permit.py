"""Home return permit of Hong Kong and Macao residents (港澳居民来往内地通行证, 回乡证).

A lifelong number, in older cards with two digits for the issue.

Source: 公安部公告, 2010-03-10.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class HomeReturnPermitRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_HOME_RETURN_PERMIT"
    TITLE = "Home return permit (Hong Kong, Macao)"
    TITLE_ZH = "港澳居民来往内地通行证号码"
    SOURCE = "公安部公告 2010-03-10"
    SHAPE = "[0-9A-Za-z]{6,12}"
    CHECK_SHAPE = "[HhMm][0-9]{8}(?:[0-9]{2})?"
    STOP = shapes.NOTHING
    HEADERS = ("回乡证号", "home_return_permit", "hxz")
    GENUINE = ("H12345678", "M1234567801")
    IMPOSTORS = ("A12345678", "H1234567", "回乡证")
    SHOWN = 2
