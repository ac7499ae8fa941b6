"""Marital status (婚姻状况), by word or code.

Source: GB/T 2261.2-2003.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer, ListedRecognizer

_WORDS = "离异 单身 已婚已育 已婚未育 未婚未育 有配偶 无配偶 分居 未知 保密 是 否 已 未 Y N".split()
_OF_NOBODY_ELSE = "离异 已婚已育 已婚未育 未婚未育 有配偶 无配偶".split()
_ENGLISH = shapes.any_case(
    "single married divorced widowed separated unmarried remarried yes no true false".split()
)


class MaritalRecognizer(ListedRecognizer):
    """Recognize marital status, by word or code, in a column that announces it."""

    ENTITY = "MARITAL"
    TITLE = "Marital status"
    TITLE_ZH = "婚姻状况"
    COUNTRY_CODE = None
    SOURCE = "GB/T 2261.2-2003"
    SHAPE = r"[^\x00-\x20][^\x00-\x1f]*"
    CHECK_SHAPE = (
        f"{shapes.one_of((*shapes.names('marital'), *_WORDS, *_ENGLISH))}|"
        rf"{shapes.codes('marital')}|[0-9]{shapes.FLOAT}"
    )
    HEADERS = ("婚姻状况", "marital_status", "hyzk", "婚否")
    GENUINE = ("未婚", "已婚", "离异", "20", "Married", "1", "否")
    IMPOSTORS = ("北京", "77", "良好", "-")

    @classmethod
    def alone(cls) -> type[HiddenRecognizer]:
        """Return the recognizer of the words of the list, without codes."""
        return _WordRecognizer


class _WordRecognizer(MaritalRecognizer):
    """Recognize words that name no other status."""

    SHAPE = shapes.one_of((*shapes.names("marital"), *_OF_NOBODY_ELSE))
    CHECK_SHAPE = ""
