"""Sex life, orientation, past marriages (性生活, 性取向, 婚史).

That there is none is a statement as well, so 无 counts.

Source: GB/T 45574-2025 Annex A; GB/T 35273-2020 Annex B.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class SexLifeRecognizer(HiddenRecognizer):
    """Recognize any value that says something in a column that announces it."""

    ENTITY = "SEX_LIFE_ORIENTATION"
    TITLE = "Sex life or orientation"
    TITLE_ZH = "性生活或性取向"
    COUNTRY_CODE = None
    SOURCE = "GB/T 45574-2025 附录A; GB/T 35273-2020 附录B"
    SHAPE = shapes.SAID
    STOP = shapes.NOTHING
    VAGUE, TELLING = True, r"[^\x00]*(?:异性|同性|双性|无性|未婚|已婚|离异|离婚|再婚|丧偶)[^\x00]*"
    HEADERS = ("性取向", "婚史", "sexual_orientation")
    GENUINE = ("异性", "离异一次", "无")
    IMPOSTORS = ("NULL", "-", "……")
