"""Taxpayer number of an organisation before 2015 (税务登记号), or for a while.

Division (6) and organization code (9) with its check sign; who registers for a while has L before
the unified social credit code.  Later numbers are the unified social
credit code itself; a trader's is a resident ID number with a suffix (``personal_taxpayer_id``).

Source: 国家税务总局公告2015年第66号; GB 11714-1997.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums
from recognizers.base import ProvenRecognizer
from recognizers.cn import divisions, gb11643
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.cn.uscc import CnUsccRecognizer
from recognizers.scores import WEAK_HEADER
from recognizers.signs import in_capitals, is_alnum

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

WIDTH = 15
_AREA = 6  # digits
_TEMPORARY = 19  # L and a unified social credit code
_FIRMS = CnUsccRecognizer()


class CnTaxpayerIdRecognizer(ProvenRecognizer):
    """Recognize old taxpayer numbers by place and check sign, where words announce them."""

    ENTITY = "CN_TAXPAYER_ID"
    TITLE = "Taxpayer number of an organisation (15, old; or L and the USCC)"
    TITLE_ZH = "纳税人识别号（15位旧号，或L加统一社会信用代码）"
    SOURCE = "国家税务总局公告2015年第66号; GB 11714-1997"
    LENGTHS = (WIDTH, _TEMPORARY)
    HEADS = "123456789Ll"
    PLAIN = "[1-9][0-9]{5}[0-9A-Za-z]{8}[0-9Xx]|[Ll][0-9A-Za-z]{2}[0-9]{6}[0-9A-Za-z]{10}"
    PLAIN_SCORE = 0.2
    NEED = WEAK_HEADER
    CONTEXT = (
        *("纳税人识别号", "税号", "税务登记", "国税", "地税", "开票"),
        *("tax id", "tax no", "taxpayer", "tin"),
    )
    NEGATIVE = (*ORDER_WORDS, "imei", "imsi", "串号", "身份证", "注册号")
    GENUINE = (
        "110108M000100Y4",
        "310101310101122",
        "440301X00000123",
        "110108m000100y4",
        "L91350100M000100Y43",
    )
    IMPOSTORS = (
        "110108M000100Y5",  # wrong check sign
        "990108M000100Y4",  # no such province
        "11010M000100Y4",
        "110108M000100Y44",
        "11010AM000100Y4",
        "L91350100M000100Y44",
        "T91350100M000100Y43",
    )
    CHECK = "GB 11714"
    CHANCE = 1 / 11

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are six digits, eight letters or digits, and a digit or X."""
        codes = in_capitals(values)
        if values.shape[1] == _TEMPORARY:
            coded = (codes[:, 0] == ord("L")) & checksums.is_digits(codes[:, 3:9])
            return coded & is_alnum(codes), codes
        shaped = checksums.is_digits(codes[:, :_AREA]) & (codes[:, 0] != ord("0"))
        last = codes[:, WIDTH - 1 :]
        shaped &= checksums.is_digits(last) | (last[:, 0] == checksums.LETTER_X)
        return shaped & is_alnum(codes[:, _AREA : WIDTH - 1]), codes

    def passes(self, values: Bytes) -> Mask:
        """Tell which begin with a province's division and hold the check sign."""
        if values.shape[1] < WIDTH:
            return np.zeros(len(values), np.bool_)
        good: Mask = divisions.provinces()[gb11643.areas(values) // 10_000]  # a copy
        good &= ~values[:, WIDTH:].any(axis=1)
        good &= checksums.gb_11714(values[:, _AREA:WIDTH])
        is_temporary = (checksums.lengths(values) == _TEMPORARY) & (values[:, 0] == ord("L"))
        rows = np.flatnonzero(is_temporary)
        if len(rows):
            good[rows] = _FIRMS.passes(values[rows, 1:_TEMPORARY])
        return good
