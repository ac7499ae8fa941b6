"""Transactions of a person (交易记录): amounts paid, bought, insured, refunded.

Goods and firms have amounts too, so most names of such columns need a table about people.

Source: GB/T 43697-2024 Annex B (B.7); Fa Shi [2017] No. 10, Art. 5(1)(4).
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class TransactionRecognizer(HiddenRecognizer):
    """Recognize any value that says something in a column that announces it."""

    ENTITY = "TRANSACTION"
    TITLE = "Transactions"
    TITLE_ZH = "交易记录"
    COUNTRY_CODE = None
    SOURCE = "GB/T 43697-2024 附录B（B.7）; 法释〔2017〕10号第五条"
    SHAPE = shapes.SAID
    STOP = shapes.NOTHING
    VAGUE, TELLING = True, ""
    HEADERS = ("消费记录", "交易明细", "客户消费金额", "transaction_history")
    GENUINE = ("128.50", "¥1,280.00", "购买理财产品", "-35.2")
    IMPOSTORS = ("NULL", "-", "……")
