"""QQ number (QQ 号), also as the e-mail address made of it.

Source: Tencent.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class QqRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "QQ"
    TITLE = "QQ number"
    TITLE_ZH = "QQ 号"
    SOURCE = "Tencent: five to eleven digits"
    SHAPE = r"[0-9]+(?:@qq\.com)?(?:\.0)?"
    CHECK_SHAPE = rf"[1-9][0-9]{{4,10}}(?:@qq\.com)?{shapes.FLOAT}"
    STOP = shapes.NOTHING
    TELLING = r"[1-9][0-9]{4,10}@qq\.com"
    HEADERS = ("QQ", "QQ号", "qq_no")
    GENUINE = ("10001", "1234567890", "1234567890@qq.com")
    IMPOSTORS = ("0123456", "1234", "abc", "123456789012")
    SHOWN = 2
