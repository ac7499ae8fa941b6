"""Bank account of an organisation (对公账号): no personal information, yet confidential.

Source: 《人民币银行结算账户管理办法》; GB/T 45574-2025 Annex A (by contrast).
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class BankAccountCorpRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_BANK_ACCOUNT_CORP"
    TITLE = "Bank account number of an organisation"
    TITLE_ZH = "对公银行账号"
    SOURCE = "《人民币银行结算账户管理办法》"
    SHAPE = "[0-9][0-9 -]*[0-9]"
    CHECK_SHAPE = r"[0-9]{9,30}|[0-9]{4}(?:[ -][0-9]{3,4}){2,7}"
    STOP = shapes.NOTHING
    HEADERS = ("对公账号", "公户", "dgzh", "corporate_account_no")
    GENUINE = ("0200000109000000001", "330012345678", "3300 1234 5678 9012 345")
    IMPOSTORS = ("1234567", "工商银行", "91350100M000100Y43", "-")
    SHOWN = 2
