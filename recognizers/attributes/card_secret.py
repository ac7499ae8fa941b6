"""Card verification value, PIN or magnetic track (CVN2, 磁道): must not be stored at all.

Source: JR/T 0171-2020, class C3; PCI DSS requirement 3.3.
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class CardSecretRecognizer(HiddenRecognizer):
    """Recognize card secrets in a column that announces them."""

    ENTITY = "CVV_TRACK_PIN"
    TITLE = "Card verification value, PIN or track"
    TITLE_ZH = "银行卡验证码、密码或磁道"
    COUNTRY_CODE = None
    SOURCE = "JR/T 0171-2020 C3; PCI DSS 3.3"
    SHAPE = r"[^\x00-\x20][^\x00-\x1f]*"
    CHECK_SHAPE = (
        rf"[0-9]{{3,4}}{shapes.FLOAT}|[0-9]{{6}}|[;%]?[Bb]?[0-9]{{13,19}}[=D^][^\x00-\x1f]+"
    )
    STOP = shapes.NOTHING
    HEADERS = ("cvv2", "cvv", "track2", "card_pin")
    GENUINE = ("123", "0042", "123456", "6228480402564890018=25122010000012345678")
    IMPOSTORS = ("12", "卡", "-", "PIN")
