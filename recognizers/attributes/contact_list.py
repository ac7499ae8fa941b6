"""Contact list (通讯录): a person's contacts, friends and family, and how they are related.

Source: GB/T 43697-2024 Annex B (B.10); GB/T 35273-2020 Annex B.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class ContactListRecognizer(HiddenRecognizer):
    """Recognize any value that says something in a column that announces it."""

    ENTITY = "CONTACT_LIST"
    TITLE = "Contact list"
    TITLE_ZH = "通讯录和亲友关系"
    COUNTRY_CODE = None
    SOURCE = "GB/T 43697-2024 附录B（B.10）; GB/T 35273-2020 附录B"
    SHAPE = shapes.SAID
    STOP = shapes.NOTHING
    VAGUE, TELLING = (
        True,
        "(?:父|母|夫|妻|子|女|兄|弟|姐|妹|祖|孙|配偶|夫妻|父母|子女|兄弟|姐妹)+(?:关系)?",
    )
    HEADERS = ("通讯录", "好友列表", "与本人关系", "contact_list")
    GENUINE = ("父女", "张三,李四", "mother")
    IMPOSTORS = ("NULL", "-", "……")
