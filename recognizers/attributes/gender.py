"""Gender (性别), by word or code.

Source: GB/T 2261.1-2003.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer

_ENGLISH = ("male", "female", "man", "woman", "boy", "girl", "other")


class GenderRecognizer(HiddenRecognizer):
    """Recognize genders, by word or code, in a column that announces them."""

    ENTITY = "GENDER"
    TITLE = "Gender"
    TITLE_ZH = "性别"
    COUNTRY_CODE = None
    SOURCE = "GB/T 2261.1-2003"
    SHAPE = r"[^\x00-\x20][^\x00-\x1f]*"
    CHECK_SHAPE = (
        "[男女](?:性|士|生|孩|童)?|先生|女士|小姐|未知(?:的性别)?|未说明的性别|保密|其他|"
        rf"[0129]{shapes.FLOAT}|[MFUXmfux]|{shapes.one_of(shapes.any_case(_ENGLISH))}"
    )
    STOP = frozenset(("未知",))
    HEADERS = ("性别", "gender", "xb")
    GENUINE = ("男", "女", "男性", "M", "female", "1", "2.0", "未说明的性别")
    IMPOSTORS = ("7", "北京", "yes", "-")
    STARS = "*"
