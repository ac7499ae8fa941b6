"""Business registration number (工商注册号), fifteen digits.

Registry (6, its division), series (8; its first digit tells domestic firms 0-3, foreign-invested
ones 4-5 and individual traders 6-9), check digit.  Before 2007 thirteen digits without a check,
which nothing tells from others; today the unified social credit code.

Source: GS 15-2006; GB 32100-2015.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums
from recognizers.base import ProvenRecognizer
from recognizers.cn import divisions, gb11643
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.scores import WEAK_HEADER

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask, Scores

WIDTH = 15
KNOWN_REGISTRY = 0.1
_NATIONAL = 100_000  # the State Administration's own register
_KIND = 6  # place of the digit that tells firms from traders


class CnBizLicenseRecognizer(ProvenRecognizer):
    """Recognize registration numbers by place and check digit, where words announce them."""

    ENTITY = "CN_BIZ_LICENSE_15"
    TITLE = "Business registration number"
    TITLE_ZH = "工商注册号"
    SOURCE = "GS 15-2006"
    LENGTHS = (WIDTH,)
    PLAIN = "[1-9][0-9]{14}"
    PLAIN_SCORE = 0.2
    NEED = WEAK_HEADER
    CONTEXT = (
        *("工商注册号", "注册号", "营业执照", "执照号", "工商登记"),
        *("business license", "registration no", "registration number", "reg no"),
    )
    NEGATIVE = (*ORDER_WORDS, "imei", "imsi", "串号", "身份证", "运单")
    GENUINE = ("110108000000016", "440301000000011", "100000400000019")
    IMPOSTORS = (
        "110108000000017",  # wrong check digit
        "990108000000014",  # no such province
        "11010800000001",
        "1101080000000161",
        "010108000000016",
    )
    CHECK = "MOD 11,10"
    CHANCE = 0.1

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are digits that do not begin with zero."""
        return checksums.is_digits(values) & (values[:, 0] != ord("0")), values

    def passes(self, values: Bytes) -> Mask:
        """Tell which begin with a registry's division and hold the check digit."""
        if values.shape[1] < WIDTH:
            return np.zeros(len(values), np.bool_)
        areas = gb11643.areas(values)
        good: Mask = divisions.provinces()[areas // 10_000] | (areas == _NATIONAL)
        good &= ~values[:, WIDTH:].any(axis=1)
        return good & checksums.mod_11_10(values[:, :WIDTH])

    def bonus(self, values: Bytes) -> Scores:
        """Add for a listed division."""
        listed = divisions.last_years()[gb11643.areas(values)] != divisions.UNKNOWN
        return np.where(listed, KNOWN_REGISTRY, 0.0)

    def facts(self, values: Bytes, today: str) -> dict[str, Mask]:
        """Tell which belong to an individual trader, who is a person."""
        del today
        return {"individual_trader": values[:, _KIND] >= ord("6")}
