"""Credit record (征信信息): scores, limits, days overdue, judgements in words.

A clean record is one too, so 无 and 正常 count; a blank or a dash does not.

Source: GB/T 45574-2025 Annex A; 《征信业管理条例》.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class CreditRecordRecognizer(HiddenRecognizer):
    """Recognize any value that says something in a column that announces it."""

    ENTITY = "CREDIT_RECORD"
    TITLE = "Credit record"
    TITLE_ZH = "征信信息"
    COUNTRY_CODE = None
    SOURCE = "GB/T 45574-2025 附录A; 《征信业管理条例》"
    SHAPE = shapes.SAID
    STOP = shapes.NOTHING
    VAGUE, TELLING = (
        True,
        r"[^\x00]*(?:逾期|失信|呆账|代偿|垫款|关注类|次级类|可疑类|损失类)[^\x00]*",
    )
    HEADERS = ("征信", "信用评分", "credit_score", "逾期")
    GENUINE = ("逾期3次", "680", "关注类", "无")
    IMPOSTORS = ("N/A", "-", "待定")
