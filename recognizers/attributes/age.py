"""Age (年龄), in years, of infants in months or days.

Source: GB/T 43697-2024 Annex B.
"""

from __future__ import annotations

from recognizers.attributes.hidden import HiddenRecognizer


class AgeRecognizer(HiddenRecognizer):
    """Recognize ages in a column that announces them."""

    ENTITY = "AGE"
    TITLE = "Age"
    TITLE_ZH = "年龄"
    COUNTRY_CODE = None
    SOURCE = "GB/T 43697-2024 附录B"
    SHAPE = r"[0-9]+(?:\.[0-9]+)? ?(?:周?岁|个?月龄?|天|[Yy]ears?(?: old)?)?"
    CHECK_SHAPE = (
        r"(?:[0-9]{1,2}|1[01][0-9]|120)(?:\.[0-9]{1,2})? ?(?:周?岁|[Yy]ears?(?: old)?)?|"
        "[0-9]{1,2} ?个?月龄?|[0-9]{1,3} ?天"
    )
    HEADERS = ("年龄", "age", "nl")
    GENUINE = ("35", "7", "102", "35岁", "35.0", "8个月", "3 years")
    IMPOSTORS = ("350", "121", "1990", "-1", "青年", "")
