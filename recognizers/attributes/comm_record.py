"""Record of communications (通信记录): who called whom, when and for how long.

Source: Fa Shi [2017] No. 10, Art. 5(1)(4); GB/T 35273-2020 Annex B.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class CommRecordRecognizer(HiddenRecognizer):
    """Recognize any value that says something in a column that announces it."""

    ENTITY = "COMM_RECORD"
    TITLE = "Record of communications"
    TITLE_ZH = "通信记录"
    COUNTRY_CODE = None
    SOURCE = "法释〔2017〕10号第五条; GB/T 35273-2020 附录B"
    SHAPE = shapes.SAID
    STOP = shapes.NOTHING
    VAGUE, TELLING = True, ""
    HEADERS = ("通话记录", "通话时长", "call_duration", "被叫号码")
    GENUINE = ("182秒", "00:03:02", "主叫", "13800138000")
    IMPOSTORS = ("NULL", "-", "……")
