"""Salary or income (工资薪金收入): an amount or a range of amounts.

Source: GB/T 45574-2025 Annex A; GB/T 35273-2020 Annex B.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class SalaryRecognizer(HiddenRecognizer):
    """Recognize amounts in a column that announces income."""

    ENTITY = "SALARY_INCOME"
    TITLE = "Salary or income"
    TITLE_ZH = "工资薪金收入"
    COUNTRY_CODE = None
    SOURCE = "GB/T 45574-2025 附录A; GB/T 35273-2020 附录B"
    SHAPE = shapes.SAID
    CHECK_SHAPE = f"{shapes.AMOUNT}(?: ?[-~～—至] ?{shapes.AMOUNT})?"
    STOP = shapes.NOTHING
    IN_COMPANY = True
    HEADERS = ("工资", "月收入", "salary", "实发工资")
    GENUINE = ("12800", "12,800.00", "¥12800", "1.5万", "8k-12k", "0")
    IMPOSTORS = ("无", "面议", "2024-01-01", "-")
