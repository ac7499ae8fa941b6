"""Telephone number of Hong Kong (香港电话号码): +852 and eight digits.

Source: OFCA, The Telecommunications Numbering Plan of Hong Kong.
"""

from __future__ import annotations

from recognizers.dialled import DialledRecognizer


class HkPhoneRecognizer(DialledRecognizer):
    """Recognize numbers of Hong Kong by its code."""

    ENTITY = "HK_PHONE"
    TITLE = "Telephone number of Hong Kong"
    TITLE_ZH = "香港电话号码"
    COUNTRY_CODE = "hk"
    SOURCE = "OFCA: Numbering Plan for Telecommunications Services in Hong Kong"
    CODE = "852"
    NUMBER = "[2-9][0-9]{7}"
    SIZES = (8,)
    GROUPED = "[2-9][0-9]{3}[ -]?[0-9]{4}"
    GENUINE = (
        "+852 9123 4567",
        "+85291234567",
        "+852-9123-4567",
        "+852-91234567",
        "(+852) 2345 6789",
        "00852-91234567",
        "0085291234567",
        "(852) 9123 4567",
        "852-91234567",
        "85291234567",
    )
    IMPOSTORS = (
        "+852 1234 5678",  # no subscriber begins with 1
        "+852 9123 456",
        "+852 9123 45678",
        "+851 9123 4567",
        "0852-9123-4567",
        "+852\n9123\n4567",
        "91234567",
    )
    CHANCE = 1.0  # the shape is all there is
