"""Bank card number as Chinese banks issue it (银行卡号).

13 to 19 digits: issuer's prefix (BIN), account, Luhn digit.  A prefix goes with one
length or few; both together are worth far more than the check digit, which one random
number in ten passes.  No list of issuers is complete: what begins with UnionPay's 62, has
16 to 19 digits and passes, but is on no list, needs words around it or a column of its like.

Source: ISO/IEC 7812-1; JR/T 0025; issuers' prefixes from the package bankcard.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums, tables, words
from recognizers.arrays import SHAPED, VALID, taken
from recognizers.base import ProvenRecognizer
from recognizers.cn.order_words import GOODS_WORDS
from recognizers.compiled import compiled, telling
from recognizers.facts import ROUNDED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recognizers.arrays import Bytes, Mask, Scores

SHORTEST, LONGEST = 13, 19
LOST = 4  # digits of the longest, where a spreadsheet has cut them
_INDEXED = 6  # digits of a BIN that the bitmap looks at; few have more
_UNIONPAY, _SHORTEST_UNIONPAY = b"62", 16
UNLISTED = -0.35
_UNCLEAR = 3  # beside ``SHAPED`` and ``VALID``
_AFTER_INDEXED = 10 ** (words.WORD - _INDEXED)
_HAS_LONGER = 1 << 7  # beside the seven bits for the lengths


# Three groups of four that begin with zero may be a telephone number, or part of a card's or
# amid a UUID.
_THREE_GROUPS = "0[0-9]{3}[ -][0-9]{4}[ -][0-9]{4}"
NO_PART_OF_CARD = (
    f"(?!{_THREE_GROUPS}-[0-9A-Fa-f]{{12}}(?![0-9A-Za-z]))"
    f"(?!{_THREE_GROUPS}[ -][0-9]{{4}}(?![0-9]))"
    f"(?!(?<=(?<![0-9])[0-9]{{4}}[ -]){_THREE_GROUPS}(?![0-9]))"
)


def grouped(separator: str) -> str:
    """Return the groups people write card numbers in, with one separator throughout."""
    four = f"{separator}[0-9]{{4}}"
    fours, short = f"(?:{four}){{3}}", f"(?:{four}){{2}}{separator}[0-9]{{3}}"
    return (
        f"(?<![0-9]{{4}}{separator})[1-9][0-9]{{3}}{short}|"  # else the end of a longer number
        f"[1-9][0-9]{{3}}(?:{fours}(?:{separator}[0-9]{{1,3}})?|"
        f"{separator}[0-9]{{6}}{separator}[0-9]{{5}})|[1-9][0-9]{{5}}{separator}[0-9]{{10,13}}"
    )


def hyphened(groups: str) -> str:
    """Return the regex of groups held by hyphens, unless one more of four makes it a serial."""
    return f"(?<![0-9]{{4}}-)(?:{groups})(?!-[0-9]{{4}})"


class CnBankCardRecognizer(ProvenRecognizer):
    """Recognize bank cards by issuer, length and Luhn digit."""

    ENTITY = "CN_BANK_CARD"
    TITLE = "Bank card number"
    TITLE_ZH = "银行卡号"
    SOURCE = "ISO/IEC 7812-1; JR/T 0025"
    LENGTHS = tuple(range(SHORTEST, LONGEST + 1))
    HEADS = "123456789"
    PLAIN = "[1-9][0-9]{12,18}"
    PLAIN_SCORE = 0.65
    VARIANTS = (
        ("grouped by blanks", grouped(" "), 0.65),
        ("grouped by hyphens", hyphened(grouped("-")), 0.65),
    )
    CONTEXT = (
        *(
            "银行卡",
            "卡号",
            "储蓄卡",
            "借记卡",
            "贷记卡",
            "主账号",
            "信用卡",
            "开户行",
            "工资卡",
            "绑卡",
            "还款",
            "收款",
        ),
        *("银联", "bank card", "card number", "card no", "debit", "credit card", "unionpay"),
        *("account", "yhkh", "yhk", "gzkh"),
    )
    NEGATIVE = (
        *("订单", "流水", "条码", "运单", "雪花", "主键", "单号", "批次", "编号", "序列号"),
        *("order", "order no", "order_no", "serial", "waybill", "tracking", "barcode", "trace"),
        *GOODS_WORDS,
    )
    GENUINE = (
        "6228480402564890018",
        "6228 4804 0256 4890 018",
        "6228-4804-0256-4890-018",
        "622848 0402564890018",
        "3702 4729 9214 899",
        "6225880000000001",
    )
    IMPOSTORS = (
        "6228480402564890019",  # wrong Luhn digit
        "622848040256489",  # right prefix, wrong length
        "6901234567892",  # an EAN that passes Luhn
        "62284804025648900181",
        "6228 4804-0256 4890 018",
        "6228\n4804\n0256\n4890\n018",
        "0228480402564890018",
        "6228-4804-0256-4890-0180",  # a serial
        "1234-6225-8800-0000-0001",
    )
    CHECK = "Luhn"
    CHANCE = 0.1
    SHOWN = 4

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which are digits that do not begin with zero."""
        return checksums.is_digits(values) & (values[:, 0] != ord("0")), values

    def may_pass(self, values: Bytes) -> Mask:
        """Tell which begin as some card does."""
        lengths = np.full(len(values), values.shape[1], np.uint8)
        return _is_issued(values, lengths) | _is_unionpay(values, lengths)

    def tell(self, values: Bytes) -> tuple[Bytes, Bytes]:
        """Tell all at once, in one loop, but what a longer prefix has to."""
        told = _told(values, _issued()[0])
        unclear = told == _UNCLEAR
        told[unclear] = SHAPED
        rows = np.flatnonzero(unclear)
        if len(rows):
            told[rows[self.passes(taken(values, rows))]] = VALID
        return told, values

    def passes(self, values: Bytes) -> Mask:
        """Tell which have an issuer's prefix with its length, or UnionPay's, and the Luhn digit."""
        if values.shape[1] < _INDEXED:
            return np.zeros(len(values), np.bool_)
        lengths = checksums.lengths(values)
        good = _is_issued(values, lengths) | _is_unionpay(values, lengths)
        rows = np.flatnonzero(good)
        good[rows] = checksums.luhn(values[rows])
        return good

    def facts(self, values: Bytes, today: str) -> dict[str, Mask]:
        """Tell which end as a card number does that a spreadsheet has cut."""
        del today
        if values.shape[1] < LONGEST:
            return {ROUNDED: np.zeros(len(values), np.bool_)}
        return {ROUNDED: ends_in_zeros(values)}

    def bonus(self, values: Bytes) -> Scores:
        """Take much from numbers that are on no issuer's list."""
        if values.shape[1] < _INDEXED:
            return np.zeros(len(values))
        return np.where(_is_issued(values, checksums.lengths(values)), 0.0, UNLISTED)


def _is_unionpay(values: Bytes, lengths: NDArray[np.uint8]) -> Mask:
    """Tell which begin as UnionPay's cards do and are as long."""
    begins: Mask = (values[:, 0] == _UNIONPAY[0]) & (values[:, 1] == _UNIONPAY[1])
    return begins & (lengths >= _SHORTEST_UNIONPAY) & (lengths <= LONGEST)


def _is_issued(values: Bytes, lengths: NDArray[np.uint8]) -> Mask:
    """Tell which begin with a prefix whose cards have this length."""
    short, long = _issued()
    issued, unclear = _by_six(values, lengths, short)
    for row in np.flatnonzero(unclear).tolist():
        number = values[row, : lengths[row]].tobytes().decode("ascii", "replace")
        issued[row] = any(number.startswith(prefix) for prefix in long.get(int(lengths[row]), ()))
    return issued


@telling
def _told(told: Bytes, values: Bytes, short: NDArray[np.uint8]) -> None:
    """Tell what rows of digits are; ``_UNCLEAR`` of which six digits do not say enough."""
    width = values.shape[1]
    for row in range(len(values)):
        value = values[row]
        if value[0] == ord("0") or not checksums.all_digits(value, width):
            continue
        told[row] = SHAPED
        issued = short[words.number(words.load(value, 0)) // _AFTER_INDEXED]
        is_known = issued >> (width - SHORTEST) & 1
        is_unionpay = value[0] == ord("6") and value[1] == ord("2") and width >= _SHORTEST_UNIONPAY
        if not (is_known or is_unionpay or issued & _HAS_LONGER):
            continue
        if checksums.luhn_total(value, width) % 10 == 0:
            told[row] = VALID if is_known or is_unionpay else _UNCLEAR


@compiled
def ends_in_zeros(values: Bytes) -> Mask:
    """Tell which rows have zeros where a spreadsheet cuts the longest number."""
    zeros = np.ones(len(values), np.bool_)
    for row in range(len(values)):
        for place in range(LONGEST - LOST, LONGEST):
            zeros[row] &= values[row, place] == ord("0")
    return zeros


@compiled
def _by_six(
    values: Bytes, lengths: NDArray[np.uint8], short: NDArray[np.uint8]
) -> tuple[Mask, Mask]:
    """Tell by six digits which are issued, and which a longer prefix has to tell."""
    issued, unclear = np.zeros(len(values), np.bool_), np.zeros(len(values), np.bool_)
    for row in range(len(values) if values.shape[1] >= SHORTEST else 0):
        length, word = lengths[row], words.load(values[row], 0)
        if SHORTEST <= length <= LONGEST and not words.no_digit(word):
            head = words.number(word) // _AFTER_INDEXED
            issued[row] = short[head] >> (length - SHORTEST) & 1
            unclear[row] = not issued[row] and short[head] & _HAS_LONGER
    return issued, unclear


@cache
def _issued() -> tuple[NDArray[np.uint8], dict[int, list[str]]]:
    """Return prefixes: by six digits a bit for each length; longer ones by length."""
    short = np.zeros(10**_INDEXED, np.uint8)
    long: dict[int, list[str]] = {}
    for row in tables.rows("bank_bins"):
        prefix, length = row["bin"], int(row["length"])
        spare = _INDEXED - len(prefix)
        if spare >= 0:
            first = int(prefix) * 10**spare
            short[first : first + 10**spare] |= np.uint8(1 << length - SHORTEST)
        else:
            short[int(prefix[:_INDEXED])] |= _HAS_LONGER
            long.setdefault(length, []).append(prefix)
    return short, long
