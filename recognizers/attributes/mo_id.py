"""Macao identity card number (澳门居民身份证号码); its check digit is not public.

Source: Macao Law 8/2002.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class MoIdRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "MO_ID"
    TITLE = "Macao identity card number"
    TITLE_ZH = "澳门居民身份证号码"
    COUNTRY_CODE = "mo"
    SOURCE = "Macao Law 8/2002"
    SHAPE = "[0-9()（）/ ]{6,12}"
    CHECK_SHAPE = "[157][0-9]{6} ?[(（]?[0-9][)）]?|[1-9]/[0-9]{6}/[0-9]"
    STOP = shapes.NOTHING
    HEADERS = ("澳门身份证", "macau_id", "amsfz")
    GENUINE = ("1234567(8)", "51234567", "5/123456/7")
    IMPOSTORS = ("21234567", "123456", "澳门")
    SHOWN = 2
