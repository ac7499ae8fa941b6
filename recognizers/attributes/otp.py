"""One-time codes (短信验证码): four to eight digits or capitals, used up or not.

Source: GB/T 43697-2024 Annex B (B.8); JR/T 0171-2020.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class OtpRecognizer(HiddenRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "OTP_LOG"
    TITLE = "One-time codes"
    TITLE_ZH = "短信验证码记录"
    COUNTRY_CODE = None
    SOURCE = "GB/T 43697-2024 附录B（B.8）; JR/T 0171-2020"
    SHAPE = shapes.SAID
    CHECK_SHAPE = rf"[0-9]{{4,8}}{shapes.FLOAT}|[0-9A-Z]{{4,8}}"
    STOP = shapes.NOTHING
    HEADERS = ("验证码", "sms_code", "otp")
    GENUINE = ("482913", "0042", "7KQ2")
    IMPOSTORS = ("已发送", "-", "123")
