"""Health information (健康医疗信息), in words, codes or numbers of records.

That nothing was found is a finding, so 无 and 正常 count; a blank or a dash does not.

Source: GB/T 45574-2025 Annex A; 《个人信息保护法》 Art. 28.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class HealthTextRecognizer(HiddenRecognizer):
    """Recognize any value that says something in a column that announces it."""

    ENTITY = "HEALTH_TEXT"
    TITLE = "Health information"
    TITLE_ZH = "健康医疗信息"
    COUNTRY_CODE = None
    SOURCE = "GB/T 45574-2025 附录A; 《个人信息保护法》第28条"
    SHAPE = shapes.SAID
    STOP = shapes.NOTHING
    HEADERS = ("诊断", "过敏史", "diagnosis", "病史")
    GENUINE = ("高血压2级", "2型糖尿病", "青霉素过敏", "E11.9", "pregnant", "无")
    IMPOSTORS = ("NULL", "-", "未填写", "……")
