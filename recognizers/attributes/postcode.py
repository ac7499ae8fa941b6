"""Postal code (邮政编码): six digits with a province's first two, or a foreign one.

Five digits are foreign, or Chinese with the zero lost to a number column.

Source: 中国邮政集团 邮政编码; formats of the Universal Postal Union.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class PostcodeRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "POSTCODE"
    TITLE = "Postal code"
    TITLE_ZH = "邮政编码"
    SOURCE = "中国邮政集团 邮政编码"
    SHAPE = r"[0-9A-Za-z][0-9A-Za-z -]{2,9}(?:\.0)?"
    CHECK_SHAPE = (
        "(?:0[1-7]|1[0-356]|2[0-7]|3[0-6]|4[0-7]|5[1-7]|6[1-7]|7[0-5]|8[013-6])[0-9]{4}"
        rf"{shapes.FLOAT}|[0-9]{{5}}(?:-[0-9]{{4}})?{shapes.FLOAT}|"
        "[A-Za-z]{1,2}[0-9][0-9A-Za-z]? [0-9][A-Za-z]{2}"
    )
    STOP = shapes.NOTHING
    HEADERS = ("邮编", "postcode", "yzbm")
    GENUINE = ("100080", "518057", "710001.0", "10080", "94105-1234", "SW1A 1AA")
    IMPOSTORS = ("990000", "1000800", "ABC123", "1000", "-")
    SHOWN = 2
