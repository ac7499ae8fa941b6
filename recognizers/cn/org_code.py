"""Organization code (组织机构代码): eight signs and a check sign, written XXXXXXXX-X.

Superseded by the unified social credit code, which holds it in places 9 to 17.  Nine signs of
which one in eleven passes are no evidence: only a header or words around tell.

Source: GB 11714-1997.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums
from recognizers.base import ProvenRecognizer
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.scores import WEAK_HEADER
from recognizers.signs import in_capitals, is_alnum

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

WIDTH = 9
_BODY = "(?=[A-Za-z]{0,7}[0-9])[0-9A-Za-z]{8}"


class CnOrgCodeRecognizer(ProvenRecognizer):
    """Recognize organization codes by their check sign, where words announce them."""

    ENTITY = "CN_ORG_CODE"
    TITLE = "Organization code"
    TITLE_ZH = "组织机构代码"
    SOURCE = "GB 11714-1997"
    LENGTHS = (WIDTH,)
    HEADS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    PLAIN = f"{_BODY}[0-9Xx]"
    PLAIN_SCORE = 0.2
    VARIANTS = (("with a hyphen", f"{_BODY}-[0-9Xx]", 0.4),)
    SIEVE = (("-", "[A-Za-z][0-9A-Za-z][A-Za-z][0-9A-Za-z]{5}-[0-9Xx]"),)
    NEED = WEAK_HEADER
    CONTEXT = (
        *("组织机构代码", "机构代码", "代码证", "organization code", "organisation code"),
        "org code",
    )
    NEGATIVE = (*ORDER_WORDS, "护照", "日期", "邮编", "date", "phone")
    GENUINE = ("M000100Y-4", "M000100Y4", "31010112-2", "MA1B2C3D8", "mac12x45-7")
    IMPOSTORS = (
        "M000100Y-5",  # wrong check sign
        "M000100Y-44",
        "000100Y-4",
        "ABCDEFGHX",  # a word
        "M000100Y 4",
    )
    CHECK = "GB 11714"
    CHANCE = 1 / 11
    SHOWN = 3

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are letters and digits, one digit at least, and end in a digit or X."""
        codes = in_capitals(values)
        signs = codes[:, : WIDTH - 1]
        has_digit = ((signs >= ord("0")) & (signs <= ord("9"))).any(axis=1)
        last = codes[:, WIDTH - 1 :]
        ends = checksums.is_digits(last) | (last[:, 0] == checksums.LETTER_X)
        return has_digit & ends & is_alnum(signs), codes

    def passes(self, values: Bytes) -> Mask:
        """Tell which hold the check sign."""
        if values.shape[1] < WIDTH:
            return np.zeros(len(values), np.bool_)
        good: Mask = checksums.gb_11714(values[:, :WIDTH]) & ~values[:, WIDTH:].any(axis=1)
        return good
