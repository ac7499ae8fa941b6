"""Words beside numbers of things, which number no person."""

from __future__ import annotations

ORDER_WORDS = (
    *("订单", "单号", "流水", "交易号", "运单", "批次", "批号", "序列号", "编号", "主键", "雪花"),
    *("order", "order no", "order id", "order_no", "order_id", "trade_no", "trade no", "serial"),
    *("batch", "waybill", "tracking", "trace", "trace_id", "request_id", "transaction id", "txn"),
)
