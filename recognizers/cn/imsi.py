"""IMSI of a mainland operator: whose SIM card a telephone holds (国际移动用户识别码).

15 digits: country 460, network (2), subscriber (10).  No check digit; the networks are
few.  A resident ID number of 15 digits from Hainan begins alike, so networks that are
also a city of Hainan (460 1x, 460 2x) need the others around them.

Source: ITU-T E.212 and its list of networks; MIIT allotments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums
from recognizers.base import ProvenRecognizer
from recognizers.cn.order_words import ORDER_WORDS

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

WIDTH = 15
# China Mobile 00 02 04 07 08, Unicom 01 06 09, Telecom 03 05 11, Broadnet 15, GSM-R 20.
NETWORKS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 15, 20)


class ImsiRecognizer(ProvenRecognizer):
    """Recognize IMSIs of mainland networks."""

    ENTITY = "IMSI"
    TITLE = "IMSI of a mainland SIM card"
    TITLE_ZH = "国际移动用户识别码（IMSI）"
    SOURCE = "ITU-T E.212"
    LENGTHS = (WIDTH,)
    HEADS = "4"
    PLAIN = "460[0-9]{12}"
    PLAIN_SCORE = 0.3
    CONTEXT = ("imsi", "sim卡", "sim", "用户识别码", "subscriber")
    NEGATIVE = ("身份证", *ORDER_WORDS)
    GENUINE = ("460001234567890", "460110123456789", "460150000000001")
    IMPOSTORS = (
        "460991234567890",  # no such network
        "461001234567890",
        "46000123456789",
        "4600012345678901",
        "46000\n1234567890",
    )
    CHECK = "network"
    CHANCE = 0.2
    SHOWN = 4
    SERIAL = slice(6, 10)

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are digits that begin with the country."""
        is_ours = checksums.number(values, 0, 3) == 460  # noqa: PLR2004 -- China, ITU-T E.212
        return checksums.is_digits(values) & is_ours, values

    def passes(self, values: Bytes) -> Mask:
        """Tell which begin with a network of the country."""
        if values.shape[1] < WIDTH:
            return np.zeros(len(values), np.bool_)
        good: Mask = ~values[:, WIDTH:].any(axis=1) & checksums.is_digits(values[:, :WIDTH])
        known = [460 * 100 + network for network in NETWORKS]
        return good & np.isin(checksums.number(values, 0, 5), known)
