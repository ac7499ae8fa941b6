"""Disability (残疾信息): kind and grade, in words, or whether there is one: 是, 无.

The certificate's number has a recognizer of its own.

Source: GB/T 26341-2010; GB/T 45574-2025 Annex A.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer

_ENGLISH = (
    "blind deaf mute visual hearing speech physical intellectual mental multiple disabled".split()
)


class DisabilityRecognizer(HiddenRecognizer):
    """Recognize disabilities, by words, in a column that announces them."""

    ENTITY = "DISABILITY"
    TITLE = "Disability"
    TITLE_ZH = "残疾信息"
    SOURCE = "GB/T 26341-2010; GB/T 45574-2025 附录A"
    SHAPE = r"[^\x00-\x20][^\x00-\x1f]*"
    CHECK_SHAPE = (
        "(?:(?:视力|听力|言语|肢体|智力|精神|多重|盲|聋|哑)(?:残疾|障碍)?[人者]?[、,/ ]?)+"
        "(?:[一二三四1-4] ?级)?|[一二三四1-4] ?级|"
        f"{shapes.one_of(shapes.any_case(_ENGLISH))}|{shapes.YES_OR_NO}"
    )
    STOP = shapes.NOTHING
    HEADERS = ("残疾类别", "残疾等级", "disability")
    GENUINE = ("肢体残疾", "视力残疾一级", "听力", "四级", "Blind", "是", "无")
    IMPOSTORS = ("-", "北京", "11010519491231002X")
