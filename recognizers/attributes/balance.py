"""Account balance or assets (账户余额, 资产): an amount.

Source: GB/T 45574-2025 Annex A; GB/T 35273-2020 Annex B.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class BalanceRecognizer(HiddenRecognizer):
    """Recognize amounts in a column that announces assets."""

    ENTITY = "ASSET_BALANCE"
    TITLE = "Account balance or assets"
    TITLE_ZH = "账户余额或资产"
    COUNTRY_CODE = None
    SOURCE = "GB/T 45574-2025 附录A; GB/T 35273-2020 附录B"
    SHAPE = shapes.SAID
    CHECK_SHAPE = shapes.AMOUNT
    STOP = shapes.NOTHING
    IN_COMPANY = True
    HEADERS = ("账户余额", "余额", "balance", "个人资产")
    GENUINE = ("12800", "-12,800.00", "￥35.2", "0")
    IMPOSTORS = ("无", "待定", "2024-01-01", "-")
