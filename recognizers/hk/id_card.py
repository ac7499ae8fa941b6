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
from recognizers.arrays import SHAPED, VALID
from recognizers.base import ProvenRecognizer
from recognizers.cn.product_words import PRODUCT_WORDS
from recognizers.compiled import inner, telling

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

ONE_LETTER, TWO_LETTERS = 8, 9  # signs
MODULUS = 11
_NUMBERED = 7  # digits, the check sign among them
_WEIGHT = 9  # of the first sign; each further one weighs one less
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
        told, normal = self.tell(values)
        return told != 0, normal

    def tell(self, values: Bytes) -> tuple[Bytes, Bytes]:
        """Tell all at once, in one loop."""
        normal = signs.in_capitals(values)
        return _told(normal, np.full(len(values), values.shape[1], np.uint8)), normal

    def passes(self, values: Bytes) -> Mask:
        """Tell which have the right check sign."""
        good: Mask = _told(signs.in_capitals(values), checksums.lengths(values)) == VALID
        return good


@telling
def _told(told: Bytes, values: Bytes, lengths: Bytes) -> None:
    for row in range(len(values)):
        letters = int(lengths[row]) - _NUMBERED
        if 1 <= letters <= TWO_LETTERS - _NUMBERED:
            told[row] = _judged(values[row], letters)


@inner
def _judged(value: Bytes, letters: int) -> int:
    """Return what so many letters, six digits and a check sign are."""
    total, weight, wrong = 0, _WEIGHT, False
    if letters == 1:
        total, weight = _NO_LETTER * weight, weight - 1
    for place in range(letters + _NUMBERED):
        sign = int(value[place])
        number = sign - ord("0")
        if place < letters:
            number = sign - ord("A") + checksums.TEN
            wrong |= not ord("A") <= sign <= ord("Z")
        elif place == letters + _NUMBERED - 1 and sign == ord("A"):
            number = checksums.TEN
        else:
            wrong |= not 0 <= number < checksums.TEN
        total += number * weight
        weight -= 1
    if wrong:
        return 0
    return VALID if total % MODULUS == 0 else SHAPED
