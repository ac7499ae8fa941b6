"""IMEI, what a mobile telephone is called for good (国际移动设备识别码).

15 digits: type allocation code (8, the first two name the body that gave it), serial (6),
Luhn digit.  Resident ID numbers of 15 digits, licences and account numbers look alike, so
an IMEI needs a word or a column name that says so.

Source: 3GPP TS 23.003, 6.2; GSMA TS.06 (reporting bodies).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums
from recognizers.base import ProvenRecognizer

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

WIDTH = 15
# Who gave type codes: PTCRB, several European bodies, TAF (86), BABT, MSAI, GHA, multi-band.
BODIES = (1, 10, 30, 31, 33, 35, 44, 45, 49, 50, 51, 52, 53, 54, 86, 91, 98, 99)


class ImeiRecognizer(ProvenRecognizer):
    """Recognize IMEIs by the body that gave the type code and the Luhn digit."""

    ENTITY = "IMEI"
    TITLE = "IMEI of a mobile telephone"
    TITLE_ZH = "手机串号（IMEI）"
    COUNTRY_CODE = None
    SOURCE = "3GPP TS 23.003; GSMA TS.06"
    LENGTHS = (WIDTH,)
    HEADS = "013456789"
    PLAIN = "[013-9][0-9]{14}"
    PLAIN_SCORE = 0.3
    CONTEXT = (
        *("串号", "手机串号", "设备号", "设备识别码", "入网许可", "imei", "device id", "handset"),
        *("meid", "imei1", "imei2"),
    )
    NEGATIVE = ("订单", "单号", "流水", "身份证", "执照", "注册号", "order", "serial", "invoice")
    GENUINE = ("354178036859789", "490154203237518", "860000000000009")
    IMPOSTORS = (
        "354178036859780",  # wrong Luhn digit
        "204178036859786",  # no such reporting body
        "35417803685978",  # without its check digit
        "3541780368597890",
        "354178\n036859789",
        "000000000000000",
    )
    CHECK = "Luhn"
    CHANCE = (
        0.1  # numbers of one kind share their leading pair: the Luhn digit is all that luck has
    )
    SHOWN = 3
    SERIAL = slice(8, 12)

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are digits with a possible first one."""
        return checksums.is_digits(values) & (values[:, 0] != ord("2")), values

    def may_pass(self, values: Bytes) -> Mask:
        """Tell which begin with a reporting body."""
        return _is_given(values)

    def passes(self, values: Bytes) -> Mask:
        """Tell which begin with a reporting body and have the Luhn digit."""
        if values.shape[1] < WIDTH:
            return np.zeros(len(values), np.bool_)
        good: Mask = ~values[:, WIDTH:].any(axis=1) & _is_given(values)
        good &= checksums.is_digits(values[:, :WIDTH])
        return good & checksums.luhn(values[:, :WIDTH])


def _is_given(values: Bytes) -> Mask:
    given: Mask = np.isin(checksums.number(values, 0, 2), BODIES)
    return given
