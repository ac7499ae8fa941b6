"""Telephone number of Macao (澳门电话号码): +853 and eight digits.

Mobiles begin with 6, fixed lines with 28, others with 8.

Source: CTT Macao, Numbering Plan (Despacho 78/SATOP/97 as amended).
"""

from __future__ import annotations

from recognizers.dialled import DialledRecognizer


class MoPhoneRecognizer(DialledRecognizer):
    """Recognize numbers of Macao by its code."""

    ENTITY = "MO_PHONE"
    TITLE = "Telephone number of Macao"
    TITLE_ZH = "澳门电话号码"
    COUNTRY_CODE = "mo"
    SOURCE = "ITU-T E.164: numbering plan of Macao"
    CODE = "853"
    NUMBER = "(?:6[0-9]|8[0-9]|28)[0-9]{6}"
    SIZES = (8,)
    GROUPED = "(?:6[0-9]|8[0-9]|28)[0-9]{2}[ -]?[0-9]{4}"
    GENUINE = (
        "+853 6612 3456",
        "+85366123456",
        "+853-6612-3456",
        "+853-66123456",
        "(+853) 2833 6789",
        "00853-66123456",
        "0085366123456",
        "(853) 6612 3456",
        "85366123456",
    )
    IMPOSTORS = (
        "+853 5612 3456",  # nobody's
        "+853 6612 345",
        "+853 6612 34567",
        "0853-6612-3456",
        "+853\n6612\n3456",
        "66123456",
    )
    CHANCE = 1.0  # the shape is all there is
