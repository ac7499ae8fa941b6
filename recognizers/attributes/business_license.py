"""Business registration number (工商注册号), fifteen digits, before 2007 thirteen.

Today the column holds the unified social credit code.

Source: GS 15-2006; GB 32100-2015.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer

_SIGN = "[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]"  # of the unified social credit code


class BusinessLicenseRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_BIZ_LICENSE_15"
    TITLE = "Business registration number"
    TITLE_ZH = "工商注册号"
    SOURCE = "GS 15-2006; GB 32100-2015"
    SHAPE = "[0-9A-Za-z-]{6,24}"
    CHECK_SHAPE = f"[1-9][0-9]{{14}}|[1-9][0-9]{{12}}|{_SIGN}{{2}}[0-9]{{6}}{_SIGN}{{10}}"
    STOP = shapes.NOTHING
    HEADERS = ("营业执照号", "工商注册号", "yyzz")
    GENUINE = ("110108000000016", "91350100M000100Y43")
    IMPOSTORS = ("123456", "营业执照", "010108000000016")
    SHOWN = 3
