"""ICCID of a mainland operator's SIM card (集成电路卡识别码).

19 or 20 signs: 89 (telecom), 86 (country), operator (2), then digits and capitals as the
operator likes.  The Luhn digit of ITU-T E.118 is often missing or wrong on Chinese cards,
so none is asked for.

Source: ITU-T E.118; operators' card numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums
from recognizers.base import ProvenRecognizer

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

LENGTHS = (19, 20)
# China Mobile 00 02 04 07 08, Unicom 01 06 09, Telecom 03 11, Broadnet 15.
OPERATORS = (0, 1, 2, 3, 4, 6, 7, 8, 9, 11, 15)
_SMALL = np.uint8(ord("a") - ord("A"))
_SIGNS = np.zeros(256, np.bool_)
_SIGNS[list(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")] = True


class IccidRecognizer(ProvenRecognizer):
    """Recognize card numbers of mainland operators."""

    ENTITY = "ICCID"
    TITLE = "ICCID of a mainland SIM card"
    TITLE_ZH = "SIM 卡号（ICCID）"
    SOURCE = "ITU-T E.118"
    LENGTHS = LENGTHS
    HEADS = "8"
    PLAIN = "8986[0-9A-Za-z]{15,16}"
    PLAIN_SCORE = 0.45
    CONTEXT = ("iccid", "sim卡", "sim", "卡板号", "卡号", "物联网卡", "sim card")
    NEGATIVE = ("订单", "单号", "流水", "交易", "order", "trade", "waybill")
    GENUINE = ("89860012345678901234", "8986031234567890123", "898600A1234567890123")
    IMPOSTORS = (
        "89869912345678901234",  # no such operator
        "89850012345678901234",  # Hong Kong
        "898600123456789012",
        "898600123456789012345",
        "898600\n12345678901234",
    )
    CHECK = "operator"
    CHANCE = 0.11
    SHOWN = 4
    SERIAL = slice(12, 16)

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which begin with telecom and country; capitals."""
        small = (values >= ord("a")) & (values <= ord("z"))
        normal = values - small * _SMALL
        return (checksums.number(values, 0, 4) == 8986) & _SIGNS[normal].all(axis=1), normal  # noqa: PLR2004

    def passes(self, values: Bytes) -> Mask:
        """Tell which begin with an operator of the country."""
        lengths = checksums.lengths(values)
        if values.shape[1] < min(LENGTHS):
            return np.zeros(len(values), np.bool_)
        known = [8986 * 100 + operator for operator in OPERATORS]
        good: Mask = np.isin(lengths, LENGTHS) & np.isin(checksums.number(values, 0, 6), known)
        good &= (_SIGNS[values] | (values == 0)).all(axis=1)
        return good
