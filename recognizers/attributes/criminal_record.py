"""Criminal record (违法犯罪记录), in words.

That somebody has none is such a record too, so 无 counts; a blank or a dash does not.

Source: GB/T 45574-2025 Annex A; 《个人信息保护法》 Art. 28.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class CriminalRecordRecognizer(HiddenRecognizer):
    """Recognize any value that says something in a column that announces it."""

    ENTITY = "CRIMINAL_RECORD"
    TITLE = "Criminal record"
    TITLE_ZH = "违法犯罪记录"
    COUNTRY_CODE = None
    SOURCE = "GB/T 45574-2025 附录A; 《个人信息保护法》第28条"
    SHAPE = shapes.SAID
    STOP = shapes.NOTHING
    VAGUE, TELLING = True, r"[^\x00]*(?:罪|徒刑|拘役|拘留|管制|缓刑|判处|判决|违法|前科)[^\x00]*"
    HEADERS = ("犯罪记录", "criminal_record", "前科")
    GENUINE = ("2015年盗窃罪", "有", "有期徒刑一年", "无")
    IMPOSTORS = ("-", "不详", "N/A")
