"""Words beside numbers of goods and papers about goods, which number no person."""

from __future__ import annotations

PRODUCT_WORDS = (
    *("料号", "物料", "货号", "零件", "型号", "规格", "款号", "版本", "合同", "发票"),
    *("批号", "批次", "编号", "单号", "订单", "流水", "序列号", "设备号", "资产", "航班", "车次"),
    *("sku", "part no", "part number", "model", "version", "contract", "invoice"),
    *("order", "batch", "serial", "commit", "flight", "product"),
)
