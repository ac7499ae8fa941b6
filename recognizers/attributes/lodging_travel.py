"""Lodging and travel (住宿和出行): hotels, rooms, flights, trains, and their days.

Timetables have such columns too, so most of their names need a table about people.

Source: Fa Shi [2017] No. 10, Art. 5(1)(4); GB/T 43697-2024 Annex B (B.13).
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class LodgingTravelRecognizer(HiddenRecognizer):
    """Recognize any value that says something in a column that announces it."""

    ENTITY = "LODGING_TRAVEL"
    TITLE = "Lodging and travel"
    TITLE_ZH = "住宿和出行记录"
    COUNTRY_CODE = None
    SOURCE = "法释〔2017〕10号第五条; GB/T 43697-2024 附录B（B.13）"
    SHAPE = shapes.SAID
    STOP = shapes.NOTHING
    VAGUE, TELLING = True, ""
    HEADERS = ("入住时间", "离店日期", "乘客航班号", "check_in_date")
    GENUINE = ("2024-05-01 14:00", "CA1234", "G101", "虹桥火车站")
    IMPOSTORS = ("NULL", "-", "……")
