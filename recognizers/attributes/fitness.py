"""Fitness (运动信息): steps, distances, minutes, pulse.

Source: GB/T 43697-2024 Annex B (B.15).
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer

_UNITS = shapes.one_of(
    "步 公里 千米 米 次/分 次 分钟 小时 大卡 千卡 卡 km m bpm min h kcal cal steps".split()
)


class FitnessRecognizer(HiddenRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "FITNESS"
    TITLE = "Fitness"
    TITLE_ZH = "运动信息"
    COUNTRY_CODE = None
    SOURCE = "GB/T 43697-2024 附录B（B.15）"
    SHAPE = shapes.SAID
    CHECK_SHAPE = (
        rf"(?:[0-9]+|[0-9]{{1,3}}(?:,[0-9]{{3}})+)(?:\.[0-9]+)? ?(?:{_UNITS})?|"
        "[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
    )
    STOP = shapes.NOTHING
    HEADERS = ("步数", "心率", "step_count", "heart_rate")
    GENUINE = ("8,214", "10321步", "72 bpm", "5.2公里", "00:31:05")
    IMPOSTORS = ("良好", "-", "步数")
