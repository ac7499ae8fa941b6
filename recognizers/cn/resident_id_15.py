"""Resident identity card number of before 1999, 15 digits (15位居民身份证号码).

Area (6), date of birth with two-digit year (6), sequence (3); no check digit.  Void as a
document since 2013, still found in old tables.  The shape is common, so it counts only
with a header or words around it.

An IMSI (460, a network, no listed county) is told by the number itself.  IMEIs, business
licences and old taxpayer numbers are told by their column: nearly all pass the Luhn check,
MOD 11,10 or GB 11714 there, and hardly any has a date of birth in the middle.

Source: GB 11643-1989.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums, dates
from recognizers.base import ProvenRecognizer
from recognizers.cn import divisions, gb11643
from recognizers.cn.order_words import ORDER_WORDS

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask, Scores

WIDTH = 15
KNOWN_COUNTY = 0.1
CENTURY = 19_000_000

# Mobile network codes behind country code 460: an IMSI has these five digits first,
# and 46 is also the province of Hainan.
_CHINA_MCC = 460
_NETWORKS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 15, 20)


class CnResidentId15Recognizer(ProvenRecognizer):
    """Recognize 15-digit resident ID numbers by province and date of birth."""

    ENTITY = "CN_RESIDENT_ID_15"
    TITLE = "Resident identity card number (15, old)"
    TITLE_ZH = "居民身份证号码（15位旧证）"
    SOURCE = "GB 11643-1989"
    LENGTHS = (WIDTH,)
    PLAIN = "[0-9]{15}"
    PLAIN_SCORE = 0.2
    VARIANTS = (
        ("grouped by blanks", "[0-9]{6} [0-9]{6} [0-9]{3}", 0.2),
        ("grouped by hyphens", "[0-9]{6}-[0-9]{6}-[0-9]{3}", 0.2),
    )
    CONTEXT = ("身份证", "身份号码", "公民身份", "证件号", "户口", "户籍", "id card", "identity")
    NEGATIVE = (*ORDER_WORDS, "imei", "imsi", "注册号", "营业执照", "串号")
    GENUINE = ("110105491231002", "110105 491231 002", "110105-491231-002", "440301850307001")
    IMPOSTORS = (
        "110105491331002",  # month 13
        "990105491231002",  # no such province
        "460011234567890",  # an IMSI
        "1101054912310021",
        "110105 491231-002",
    )
    CHANCE = 1 / 3  # of numbers that carry a date, those that also begin with a province
    CHECK = "date"
    SHOWN = 2

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are digits."""
        return checksums.is_digits(values), values

    def passes(self, values: Bytes) -> Mask:
        """Tell which have a province and a real date, and are no IMSI."""
        good = np.zeros(len(values), np.bool_)
        if values.shape[1] < WIDTH:
            return good
        rows = np.flatnonzero((values[:, WIDTH - 1] != 0) & ~values[:, WIDTH:].any(axis=1))
        numbers = values[rows, :WIDTH]
        areas = gb11643.areas(numbers)
        real = dates.is_real(_births(numbers)) & divisions.provinces()[areas // 10_000]
        good[rows] = checksums.is_digits(numbers) & real & ~_is_imsi(numbers, areas)
        return good

    def bonus(self, values: Bytes) -> Scores:
        """Add for a listed county code."""
        listed = divisions.last_years()[gb11643.areas(values)] != divisions.UNKNOWN
        return np.where(listed, KNOWN_COUNTY, 0.0)


def _births(values: Bytes) -> dates.Ints:
    return checksums.number(values, 6, 12) + CENTURY


def _is_imsi(values: Bytes, areas: dates.Ints) -> Mask:
    """Tell which begin as a Chinese IMSI and with no listed county."""
    chinese = checksums.number(values, 0, 3) == _CHINA_MCC
    networked = np.isin(checksums.number(values, 3, 5), _NETWORKS)
    unlisted = divisions.last_years()[areas] == divisions.UNKNOWN
    imsi: Mask = chinese & networked & unlisted
    return imsi
