"""Military or police certificate (军官证, 士兵证, 警官证): unit's character and a number.

That its bearer serves is sensitive in itself, so a sample shows nothing.

Source: GA/T 517-2004; JR/T 0014-2005.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class MilitaryIdRecognizer(HiddenRecognizer):
    """Recognize such numbers by their make in a column that announces them."""

    ENTITY = "CN_MILITARY_ID"
    TITLE = "Military or police certificate"
    TITLE_ZH = "军人或警察证件号"
    SOURCE = "GA/T 517-2004; JR/T 0014-2005"
    SHAPE = "[^\\x00-\\x20][^\\x00-\\x1f]*"
    CHECK_SHAPE = (
        "[军海空士兵文武参政后装南北沈兰济成广火联警退][字士]?第?[0-9]{4,10}号?|[0-9]{6,9}"
    )
    STOP = shapes.NOTHING
    HEADERS = ("军官证号", "士兵证", "military_id")
    GENUINE = ("军字第1234567号", "士字第12345678号", "南字12345678", "1234567")
    IMPOSTORS = ("12345", "军官证", "11010519491231002X")
