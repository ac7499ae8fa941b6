"""Mobile number in scientific notation (1.3800138E+10), as spreadsheets save it.

With ten decimals the number is whole; with fewer its end may be zeros or lost.

Source: number formats of ECMA-376, 18.8.30.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class ScientificMobileRecognizer(HeaderRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "SCIENTIFIC_CN_MOBILE"
    TITLE = "Mobile number as a spreadsheet rounds it"
    TITLE_ZH = "科学计数法的手机号码"
    COUNTRY_CODE = "cn"
    SOURCE = "ECMA-376 18.8.30"
    SHAPE = shapes.SAID
    CHECK_SHAPE = r"1\.[3-9][0-9]{0,9}[Ee][+]?10"
    STOP = shapes.NOTHING
    IN_TEXT = False
    HEADERS = ("手机号", "mobile")
    GENUINE = ("1.3800138E+10", "1.3912345678E+10", "1.38e10")
    IMPOSTORS = ("13800138000", "1.2E+10", "1.38E+11", "-")
