"""Bank branch code (联行号) of the payment system: bank, place, branch, check digit.

Source: 中国人民银行支付系统行名行号标准.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class CnapsRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_CNAPS"
    TITLE = "Bank branch code (CNAPS)"
    TITLE_ZH = "支付系统行号（联行号）"
    SOURCE = "中国人民银行支付系统行名行号标准"
    SHAPE = "[0-9]{6,14}"
    CHECK_SHAPE = rf"[1-9][0-9]{{11}}|0[0-9]{{11}}{shapes.FLOAT}"
    STOP = shapes.NOTHING
    HEADERS = ("联行号", "开户行号", "cnaps_code")
    GENUINE = ("102100099996", "308584000013")
    IMPOSTORS = ("1021000999", "联行号", "6228480402564890018")
    SHOWN = 3
