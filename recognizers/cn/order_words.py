"""Words beside numbers of things, which number no person."""

from __future__ import annotations

GOODS_WORDS = (
    *("货号", "条码", "条形码", "商品id", "sku", "sku id", "spu", "spu id", "item id", "goods id"),
    *("product id", "barcode", "seq", "seq no"),
)
ORDER_WORDS = (
    *GOODS_WORDS,
    *("订单", "单号", "流水", "交易号", "运单", "批次", "批号", "序列号", "编号", "主键", "雪花"),
    *("order", "order no", "order id", "order_no", "order_id", "trade_no", "trade no", "serial"),
    *("batch", "waybill", "tracking", "trace", "trace_id", "request_id", "transaction id", "txn"),
)
