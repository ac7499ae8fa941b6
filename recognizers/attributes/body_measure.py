"""Measurements of the body (身高, 体重, 血压, 体温, 视力): physical condition, no illness.

Source: GB/T 43697-2024 Annex B (B.5).
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer

_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,2})?"
_UNITS = shapes.one_of(
    "cm CM 厘米 米 m kg KG Kg 公斤 千克 斤 mmHg 毫米汞柱 ℃ °C 度 ml mL 毫升".split()
)


class BodyMeasureRecognizer(HiddenRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "BODY_MEASURE"
    TITLE = "Measurements of the body"
    TITLE_ZH = "身高体重等体征"
    COUNTRY_CODE = None
    SOURCE = "GB/T 43697-2024 附录B（B.5）"
    SHAPE = shapes.SAID
    CHECK_SHAPE = rf"{_NUMBER}(?: ?/ ?{_NUMBER})? ?(?:{_UNITS})?"
    STOP = shapes.NOTHING
    HEADERS = ("身高", "体重", "血压", "用户体温")
    GENUINE = ("175", "175cm", "62.5 kg", "120/80", "36.5℃", "5.0")
    IMPOSTORS = ("良好", "-", "2024-01-01")
