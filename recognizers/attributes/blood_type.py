"""Blood type (血型), ABO and Rh.

Source: WS 364.4-2023; JY/T 1001-2012.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class BloodTypeRecognizer(HiddenRecognizer):
    """Recognize blood types in a column that announces them."""

    ENTITY = "BLOOD_TYPE"
    TITLE = "Blood type"
    TITLE_ZH = "血型"
    COUNTRY_CODE = None
    SOURCE = "WS 364.4-2023; JY/T 1001-2012"
    SHAPE = r"[^\x00-\x20][^\x00-\x1f]*"
    CHECK_SHAPE = (
        "(?:[Aa][Bb]|[ABOabo]) ?(?:型?血?|[Tt]ype)"
        "(?: ?[（(]?(?:[Rr][Hh][（(]?)?[Dd]?(?:[+＋-]|阳性?|阴性?)[）)]*)?|"
        rf"[1-5]{shapes.FLOAT}"
    )
    HEADERS = ("血型", "blood_type", "xuexing")
    GENUINE = ("A", "AB", "O型", "B型Rh+", "A+", "AB RH-", "O型RH阴性", "1")
    IMPOSTORS = ("C", "AA", "9", "良好", "-")
