"""Profile tag (个人标签): what a person is taken to like, to be or to be worth.

Source: GB/T 43697-2024 Annex B (B.14); 《个人信息保护法》 Art. 24.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class ProfileTagRecognizer(HiddenRecognizer):
    """Recognize any value that says something in a column that announces it."""

    ENTITY = "PROFILE_TAG"
    TITLE = "Profile tag"
    TITLE_ZH = "个人标签"
    COUNTRY_CODE = None
    SOURCE = "GB/T 43697-2024 附录B（B.14）; 《个人信息保护法》第24条"
    SHAPE = shapes.SAID
    STOP = shapes.NOTHING
    VAGUE, TELLING = True, ""
    HEADERS = ("用户标签", "用户画像", "兴趣爱好", "user_tags")
    GENUINE = ("高消费", "母婴", "读书,旅游", "high value")
    IMPOSTORS = ("NULL", "-", "……")
