"""Browsing log (上网浏览记录): pages seen, words searched for, cookies.

Source: GB/T 43697-2024 Annex B (B.11); GB/T 35273-2020 Annex B.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class BrowseLogRecognizer(HiddenRecognizer):
    """Recognize any value that says something in a column that announces it."""

    ENTITY = "BROWSE_LOG"
    TITLE = "Browsing log"
    TITLE_ZH = "上网浏览记录"
    COUNTRY_CODE = None
    SOURCE = "GB/T 43697-2024 附录B（B.11）; GB/T 35273-2020 附录B"
    SHAPE = shapes.SAID
    STOP = shapes.NOTHING
    VAGUE, TELLING = True, ""
    HEADERS = ("浏览记录", "搜索记录", "browse_history", "cookie")
    GENUINE = ("https://example.com/item/1", "儿童奶粉", "sid=abc123; lang=zh")
    IMPOSTORS = ("NULL", "-", "……")
