"""Nickname or login name (昵称, 用户名).

Source: GB/T 43697-2024 Annex B.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class NicknameRecognizer(HiddenRecognizer):
    """Recognize any value that says something in a column that announces it."""

    ENTITY = "NICKNAME"
    TITLE = "Nickname or login name"
    TITLE_ZH = "昵称或用户名"
    COUNTRY_CODE = None
    SOURCE = "GB/T 43697-2024 附录B"
    SHAPE = shapes.SAID
    STOP = frozenset((*shapes.NOTHING, *shapes.NO))
    VAGUE, TELLING = True, ""
    HEADERS = ("昵称", "用户名", "nickname")
    GENUINE = ("快乐的小鱼", "xiaoming_88", "Lily", "🌸")
    IMPOSTORS = ("NULL", "-", "无")
