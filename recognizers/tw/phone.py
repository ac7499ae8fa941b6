"""Telephone number of Taiwan (台湾电话号码): +886, or a zero at home.

Mobiles are 9 and eight digits; fixed lines an area of one digit to three, eight or nine digits
with the number (02-2345-6789).

Source: 國家通訊傳播委員會 電信號碼計畫 (NCC); ITU-T E.164, numbering plan of Taiwan.
"""

from __future__ import annotations

from recognizers.dialled import DialledRecognizer

_MOBILE = "9[0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3}"
_SUBSCRIBER = "[2-9][0-9]{2,3}[ -]?[0-9]{4}|[2-9][0-9]{5}"
_AREA = "[2-8]|37|49|82|89|826|836"


class TwPhoneRecognizer(DialledRecognizer):
    """Recognize numbers of Taiwan by its code, or where a word announces them."""

    ENTITY = "TW_PHONE"
    TITLE = "Telephone number of Taiwan"
    TITLE_ZH = "台湾电话号码"
    COUNTRY_CODE = "tw"
    SOURCE = "國家通訊傳播委員會 電信號碼計畫"
    CODE = "886"
    TRUNK = "0"
    NUMBER = "9[0-9]{8}|[2-8][0-9]{7,8}"
    SIZES = (8, 9)
    GROUPED = rf"{_MOBILE}|(?:(?:{_AREA})|\((?:{_AREA})\))[ -]?(?:{_SUBSCRIBER})"
    AT_HOME = (
        "09[0-9]{2}[ -][0-9]{3}[ -]?[0-9]{3}|09[0-9]{2}[ -][0-9]{6}|"
        rf"(?:0(?:{_AREA})[ -]|\(0(?:{_AREA})\) ?)(?:{_SUBSCRIBER})"
    )
    GENUINE = (
        "+886 912 345 678",
        "+886-912-345-678",
        "+886912345678",
        "+886-912345678",
        "+886 (0)912 345 678",
        "00886912345678",
        "886-912-345-678",
        "+886-2-2345-6789",
        "+886 2 2345 6789",
        "+886(2)2345-6789",
        "+886 37 323456",
        "0912-345-678",
        "0912345678",
        "0912 345 678",
        "(02)2345-6789",
        "02-2345-6789",
        "049-2345678",
    )
    IMPOSTORS = (
        "+886 112 345 678",  # no area
        "+886 912 345 67",
        "+886 912 345 6789",
        "0912-345-6789",
        "0112345678",
        "+886\n912\n345\n678",
    )
    CHANCE = 1.0  # the shape is all there is
