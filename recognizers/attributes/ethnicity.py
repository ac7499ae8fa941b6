"""Ethnic group (民族), by name or code.

Source: GB/T 3304-1991.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer, ListedRecognizer

_NAMES = shapes.names("ethnicity")
_SHORT = [name.removesuffix("族") for name in _NAMES if name.endswith("族")]
_ENGLISH = shapes.any_case(
    "han mongol hui tibetan uygur uyghur miao yi zhuang bouyei korean manchu dong yao bai".split()
)
# As censuses abroad ask.
_ABROAD = shapes.any_case(
    (
        *"white black asian hispanic latino latina caucasian arab chinese indian mixed".split(),
        *("african american", "native american", "pacific islander", "two or more races"),
        *("white british", "black british", "asian british", "black african"),
    )
)


class EthnicityRecognizer(ListedRecognizer):
    """Recognize ethnic groups, by name or code, in a column that announces them."""

    ENTITY = "ETHNICITY"
    TITLE = "Ethnic group"
    TITLE_ZH = "民族"
    SOURCE = "GB/T 3304-1991"
    SHAPE = r"[^\x00-\x20][^\x00-\x1f]*"
    CHECK_SHAPE = (
        f"{shapes.one_of((*_NAMES, *_SHORT, *_ENGLISH, *_ABROAD))}|{shapes.codes('ethnicity')}"
    )
    HEADERS = ("民族", "ethnic_group", "mzm")
    GENUINE = ("汉族", "汉", "维吾尔族", "維吾爾族", "01", "1", "56", "Han", "White", "其他")
    IMPOSTORS = ("中国", "99", "57", "Chinese food")

    @classmethod
    def alone(cls) -> type[HiddenRecognizer]:
        """Return the recognizer of the words of the list, without codes."""
        return _NamedRecognizer


class _NamedRecognizer(EthnicityRecognizer):
    """Recognize names that end as those of ethnic groups do."""

    SHAPE = shapes.one_of(name for name in _NAMES if name.endswith("族"))
    CHECK_SHAPE = ""
