"""Organization code (组织机构代码), eight signs and a check sign.

Source: GB 11714-1997.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.by_header import HeaderRecognizer


class OrgCodeRecognizer(HeaderRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_ORG_CODE"
    TITLE = "Organization code"
    TITLE_ZH = "组织机构代码"
    SOURCE = "GB 11714-1997"
    SHAPE = "[0-9A-Za-z-]{6,20}"
    CHECK_SHAPE = "[0-9A-Za-z]{8}-?[0-9Xx]"
    STOP = shapes.NOTHING
    HEADERS = ("组织机构代码", "organization_code", "zzjgdm")
    GENUINE = ("M000100Y-4", "M000100Y4")
    IMPOSTORS = ("12345", "M000100Y-44", "机构")
    SHOWN = 3
