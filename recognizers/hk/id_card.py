"""Hong Kong identity card number (香港身份证号码).

One or two letters, six digits, and a check sign 0 to 9 or A, usually in brackets.  Check:
letters count 10 to 35, a missing first one 36, weights 9 down to 1, the sum a multiple of
11.  In brackets the number speaks for itself; without, a whole column that passes does.

Source: Registration of Persons Ordinance, Cap. 177; check sign as published by the OECD
(TIN of Hong Kong).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums, signs
from recognizers.base import ProvenRecognizer
from recognizers.cn.product_words import PRODUCT_WORDS

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

ONE_LETTER, TWO_LETTERS = 8, 9  # signs
MODULUS = 11
_WEIGHTS = np.arange(9, 0, -1, dtype=np.int64)
_NO_LETTER = 36


class HkIdCardRecognizer(ProvenRecognizer):
    """Recognize Hong Kong identity cards by brackets and check sign."""

    ENTITY = "HK_ID"
    TITLE = "Hong Kong identity card number"
    TITLE_ZH = "香港身份证号码"
    COUNTRY_CODE = "hk"
    SOURCE = "Registration of Persons Ordinance, Cap. 177"
    LENGTHS = (ONE_LETTER, TWO_LETTERS)
    HEADS = signs.LETTERS + signs.LETTERS.lower()
    PLAIN = "[A-Za-z]{1,2}[0-9]{6}[0-9Aa]"
    PLAIN_SCORE = 0.3
    VARIANTS = (
        ("in brackets", r"[A-Za-z]{1,2} ?[0-9]{6} ?\([0-9Aa]\)", 0.7),
        ("after a blank or a hyphen", "[A-Za-z]{1,2}[0-9]{6}[ -][0-9]", 0.3),
    )
    SIEVE = (("(", r"[0-9]{6} ?\([0-9Aa]\)"),)
    CONTEXT = (
        *("香港身份证", "香港身份證", "港身份证", "香港居民身份证", "身份证", "身份證", "证件号"),
        *("证件号码", "港证", "hkid", "hkic", "hong kong id", "hong kong identity"),
        *("identity card", "id card", "id no"),
    )
    NEGATIVE = (*PRODUCT_WORDS, "护照", "passport")
    GENUINE = (
        "A123456(3)",
        "G123456(A)",
        "AB987654(3)",
        "A123456 (3)",
        "A 123456(3)",
        "a123456(3)",
        "A123456（3）",
        "A1234563",
        "A123456 3",
        "AB987654-3",
        "AB9876543",
        "G123456A",
    )
    IMPOSTORS = (
        "A123456(4)",  # wrong check sign
        "A1234564",
        "A12345(3)",
        "ABC123456(3)",
        "1123456(3)",
        "A123456(B)",  # no check sign
        "A123456\n(3)",
        "A12345673",
    )
    CHECK = "MOD 11"
    CHANCE = 1 / 11
    SHOWN = 2

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are letters, six digits and a check sign."""
        normal = signs.in_capitals(values)
        letters = np.all(signs.one_of(normal[:, :-7], signs.LETTERS), axis=1)
        closed = signs.one_of(normal[:, -1], f"{signs.DIGITS}A")
        return letters & checksums.is_digits(normal[:, -7:-1]) & closed, normal

    def passes(self, values: Bytes) -> Mask:
        """Tell which have the right check sign."""
        good = np.zeros(len(values), np.bool_)
        lengths = checksums.lengths(values)
        for length in (one for one in self.LENGTHS if one <= values.shape[1]):
            rows = np.flatnonzero(lengths == length)
            good[rows] = self._hold(values[rows, :length])
        return good

    def _hold(self, numbers: Bytes) -> Mask:
        """Judge numbers of one length."""
        shaped, normal = self.plain(numbers)
        values = signs.base_36(normal).astype(np.int64)
        total = values @ _WEIGHTS[-numbers.shape[1] :]
        if numbers.shape[1] == ONE_LETTER:
            total += _NO_LETTER * _WEIGHTS[0]
        held: Mask = total % MODULUS == 0
        return shaped & held
