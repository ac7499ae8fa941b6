"""Content of communications (通信内容): chats, text messages, mails, calls in writing.

Source: Fa Shi [2017] No. 10, Art. 5(1)(3); GB/T 35273-2020 Annex B.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class CommContentRecognizer(HiddenRecognizer):
    """Recognize any value that says something in a column that announces it."""

    ENTITY = "COMM_CONTENT"
    TITLE = "Content of communications"
    TITLE_ZH = "通信内容"
    COUNTRY_CODE = None
    SOURCE = "法释〔2017〕10号第五条; GB/T 35273-2020 附录B"
    SHAPE = shapes.SAID
    STOP = shapes.NOTHING
    VAGUE, TELLING = True, ""
    HEADERS = ("聊天内容", "短信内容", "chat_history", "mail_body")
    GENUINE = ("明天下午三点见", "好的", "See you tomorrow at 3.")
    IMPOSTORS = ("NULL", "-", "……")
