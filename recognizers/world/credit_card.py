"""Payment card number of the international brands (信用卡号).

Brands are told by their leading digits and lengths; Presidio takes every 13 to 17 digits
that begin with 1 or 3 to 6.  What a Chinese bank issued is a ``CN_BANK_CARD``.

Source: ISO/IEC 7812-1; ranges that the brands publish.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np
import regex

from recognizers import checksums
from recognizers.base import ProvenRecognizer
from recognizers.cn.bank_card import CnBankCardRecognizer, hyphened
from recognizers.compiled import telling

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recognizers.arrays import Bytes, Mask

# (how numbers begin, their lengths); four digits tell at most.
BRANDS = (
    ("4", (13, 16, 19)),  # Visa
    ("5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720", (16,)),  # Mastercard
    ("3[47]", (15,)),  # American Express
    ("30[0-5]|3095|3[689]", (14, 16, 19)),  # Diners Club
    ("6011|64[4-9]|65", (16, 19)),  # Discover
    ("35(?:2[89]|[3-8])", (16, 19)),  # JCB
    ("50(?:18|20|38)|5893|6304|6759|676[1-3]", (13, 15, 16, 18, 19)),  # Maestro
    ("220[0-4]", (16, 19)),  # Mir
    ("5019", (16,)),  # Dankort
    ("508|60[2-9]|8[12]", (16,)),  # RuPay
)
_FOURS = (4, 4, 4, 3)  # as programs group, and as longer numbers end
_GROUPS = {
    13: ((4, 3, 3, 3),),
    14: ((4, 6, 4),),
    15: ((4, 6, 5), _FOURS),
    16: ((4, 4, 4, 4),),
    19: ((4, 4, 4, 4, 3),),
}
_INDEXED = 4  # leading digits


def _plain() -> str:
    return "|".join(
        f"(?={start})[0-9]{{{length}}}(?![0-9])" for start, lengths in BRANDS for length in lengths
    )


def _alone(groups: tuple[int, ...], separator: str) -> str:
    return f"(?<![0-9]{{4}}{separator})" if groups == _FOURS else ""


def _grouped(separator: str) -> str:
    """Return the groups that people write, with one separator throughout."""
    return "|".join(
        f"{_alone(groups, separator)}(?={start})"
        + separator.join(f"[0-9]{{{group}}}" for group in groups)
        for start, lengths in BRANDS
        for length in lengths
        for groups in _GROUPS.get(length, ())
    )


class PaymentCardRecognizer(ProvenRecognizer):
    """Recognize cards by brand, length and Luhn digit."""

    ENTITY = "CREDIT_CARD"
    TITLE = "Payment card number of an international brand"
    TITLE_ZH = "国际信用卡号"
    COUNTRY_CODE = None
    SOURCE = "ISO/IEC 7812-1"
    LENGTHS = tuple(sorted({length for _, lengths in BRANDS for length in lengths}))
    HEADS = "234568"
    PLAIN = _plain()
    PLAIN_SCORE = 0.6
    VARIANTS = (
        ("grouped by blanks", _grouped(" "), PLAIN_SCORE),
        ("grouped by hyphens", hyphened(_grouped("-")), PLAIN_SCORE),
    )
    CONTEXT = (
        *("信用卡", "贷记卡", "外卡", "银行卡", "卡号", "credit card", "credit", "card", "visa"),
        *("mastercard", "amex", "american express", "jcb", "diners", "discover", "maestro", "pan"),
    )
    NEGATIVE = CnBankCardRecognizer.NEGATIVE
    GENUINE = (
        "4012888888881881",
        "4012 8888 8888 1881",
        "4012-8888-8888-1881",
        "5555555555554444",
        "2223003122003222",
        "371449635398431",
        "3714 496353 98431",
        "3714-4963-5398-431",
        "3056 930902 5904",
        "6011000990139424",
        "3530111333300000",
        "4222222222222",
    )
    IMPOSTORS = (
        "4012888888881882",  # wrong Luhn digit
        "401288888888188",
        "9012888888881881",
        "4012 8888-8888 1881",
        "4012\n8888\n8888\n1881",
        "40128888888818811",
        "6228480402564890018",  # a Chinese bank's
        "1672531200000",  # a timestamp
    )
    CHECK = "Luhn"
    CHANCE = 0.1
    SHOWN = 4

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which begin as a brand's cards of this length do."""
        return _shaped(values, _starts(values.shape[1])).view(np.bool_), values

    def passes(self, values: Bytes) -> Mask:
        """Tell which have the Luhn digit and no Chinese issuer."""
        good = checksums.luhn(values)
        rows = np.flatnonzero(good)
        good[rows] = ~self._chinese.passes(values[rows])
        return good

    @cached_property
    def _chinese(self) -> CnBankCardRecognizer:
        return CnBankCardRecognizer()


@telling
def _shaped(shaped: Bytes, values: Bytes, starts: Mask) -> None:
    """Tell which are digits of which the first are a start."""
    for row in range(len(values)):
        number = 0
        for place in range(_INDEXED):
            number = number * 10 + int(values[row, place]) - ord("0")
        if 0 <= number < len(starts) and starts[number]:
            shaped[row] = checksums.all_digits(values[row], values.shape[1])


@cache
def _starts(length: int) -> NDArray[np.bool_]:
    """Return by the first four digits whether a brand has such cards of a length."""
    known = "|".join(start for start, lengths in BRANDS if length in lengths)
    begins = regex.compile(f"(?:{known})" if known else "(?!)")
    return np.array([bool(begins.match(f"{start:04}")) for start in range(10**_INDEXED)])
