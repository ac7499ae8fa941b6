"""Housing fund account (住房公积金账号): local numbers, in places the resident ID.

Source: JGJ/T 320-2014; GB/T 45574-2025 Annex A.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class HousingFundRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_HOUSING_FUND_ACCT"
    TITLE = "Housing fund account"
    TITLE_ZH = "住房公积金账号"
    SOURCE = "JGJ/T 320-2014; GB/T 45574-2025 附录A"
    SHAPE = "[0-9A-Za-z -]{4,24}"
    CHECK_SHAPE = f"{shapes.RESIDENT_ID}|[0-9]{{8,12}}|[0-9]{{15,16}}|[0-9]{{20}}"
    STOP = shapes.NOTHING
    HEADERS = ("公积金账号", "housing_fund_no", "gjjzh")
    GENUINE = ("110105194912", "123456789", "11010519491231002X")
    IMPOSTORS = ("12345", "公积金", "3500.00", "-")
    SHOWN = 2
