"""Order number (订单号): no one's own number, but what leads to a purchase and its buyer.

Every shop makes its own; only the column's name tells.  The same name speaks against cards,
phones and IDs that such numbers look like.

Source: GB/T 43697-2024 Annex B (B.7).
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class OrderNumberRecognizer(HeaderRecognizer):
    """Recognize numbers of at least four digits in a column that announces orders."""

    ENTITY = "ORDER_NO"
    TITLE = "Order number"
    TITLE_ZH = "订单号"
    COUNTRY_CODE = None
    SOURCE = "GB/T 43697-2024 附录B（B.7）"
    SHAPE = f"[A-Za-z]{{0,8}}[-_]?[0-9]{{4,32}}(?:[-_][0-9A-Za-z]{{1,16}})*|{shapes.UUID}"
    IN_TEXT = False
    HEADERS = ("订单号", "订单编号", "order_no", "ddbh")
    GENUINE = (
        "20240105123321000017",
        "SO-2024-0001",
        "DD20240105001",
        "4200001234202401058888888888",
    )
    IMPOSTORS = ("17", "已取消", "SO-", "2024年", "订单20240105")
    SHOWN = 2
