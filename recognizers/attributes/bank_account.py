"""Bank account number (银行账号): twelve digits or more, no common check.

Cards are recognized by their issuer and check digit; this is what an account column holds.

Source: GB/T 45574-2025 Annex A.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class BankAccountRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_BANK_ACCOUNT_PERSONAL"
    TITLE = "Bank account number"
    TITLE_ZH = "银行账号"
    SOURCE = "GB/T 45574-2025 附录A"
    SHAPE = "[0-9][0-9 -]*[0-9]"
    CHECK_SHAPE = r"[0-9]{12,30}|[0-9]{4}(?:[ -][0-9]{3,4}){2,7}"
    STOP = shapes.NOTHING
    HEADERS = ("银行账号", "收款账号", "bank_account", "yhzh")
    GENUINE = ("6228480402564890018", "330012345678", "6228 4804 0256 4890 018")
    IMPOSTORS = ("1234567", "工商银行", "13800138000", "-")
    SHOWN = 2
