"""International bank account number (IBAN, 国际银行账号).

Country, two check digits, and an account number in the make of that country.  Makes are
those of the SWIFT registry: some of Presidio's are too short, and hold there only because
Presidio does not look at what follows.

Source: ISO 13616-1; SWIFT IBAN Registry, as python-stdnum has it.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import product
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits
from typing import TYPE_CHECKING

import numpy as np
import regex
import stdnum
from stdnum import numdb

from recognizers import checksums, dates
from recognizers.base import ProvenRecognizer
from recognizers.cn.order_words import ORDER_WORDS
from recognizers.kept import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from recognizers.arrays import Bytes, Mask, Scores

LONGEST = 34
DATED = -0.3  # two letters and a date: SO20230105..., an order number

_LETTERS = 26
_DIGIT, _CAPITAL = 1, 2
_KINDS = {"n": _DIGIT, "a": _CAPITAL, "c": _DIGIT | _CAPITAL}
_PART = regex.compile(r"([0-9]+)!?([nac])")


@cache
def makes() -> dict[str, str]:
    """Return by country what its IBANs are made of, a letter a sign: ``aannnnnn...``.

    ``n`` is a digit, ``a`` a capital letter, ``c`` either.
    """
    return kept(_makes, stdnum.__version__, (__file__,))


def _makes() -> dict[str, str]:
    registry = numdb.get("iban")
    found = {}
    for country in map("".join, product(ascii_uppercase, repeat=2)):
        make = registry.info(country)[0][1].get("bban")
        if make:
            signs = "".join(kind * int(count) for count, kind in _PART.findall(make))
            found[country] = f"aann{signs}"
    return found


def _countries_by_length() -> dict[int, list[str]]:
    lengths = defaultdict(list)
    for country, make in makes().items():
        lengths[len(make)].append(country)
    return lengths


def _written(signs: str, separator: str = "") -> str:
    """Return the regex of all countries' IBANs in groups of four."""
    forms = []
    for length, countries in sorted(_countries_by_length().items()):
        known = "|".join(countries if signs.isupper() else map(str.lower, countries))
        forms.append(f"(?:{known})[0-9]{{2}}{''.join(_groups(signs, separator, length - 4))}")
    return "|".join(forms)


def _groups(signs: str, separator: str, length: int) -> Iterator[str]:
    fours, rest = divmod(length, 4)
    sign = f"[0-9{signs[0]}-{signs[-1]}]"
    yield f"(?:{separator}{sign}{{4}}){{{fours}}}" if separator else f"{sign}{{{length}}}"
    if separator and rest:
        yield f"{separator}{sign}{{{rest}}}"


class IbanCodeRecognizer(ProvenRecognizer):
    """Recognize IBANs by country, length, make and check digits."""

    ENTITY = "IBAN_CODE"
    TITLE = "International bank account number (IBAN)"
    TITLE_ZH = "国际银行账号（IBAN）"
    COUNTRY_CODE = None
    SOURCE = "ISO 13616-1"
    LENGTHS = tuple(sorted(_countries_by_length()))
    HEADS = ascii_letters
    PLAIN = f"{_written(ascii_uppercase)}|{_written(ascii_lowercase)}"
    PLAIN_SCORE = 0.7
    VARIANTS = (
        ("grouped by blanks", _written(ascii_uppercase, " "), PLAIN_SCORE),
        ("grouped by hyphens", _written(ascii_uppercase, "-"), PLAIN_SCORE),
    )
    CONTEXT = (
        *("iban", "国际银行账号", "银行账号", "银行账户", "收款账号", "账号", "汇款", "电汇"),
        *("bank account", "account", "bank", "beneficiary", "swift", "bic", "transfer"),
    )
    NEGATIVE = ORDER_WORDS
    GENUINE = (
        "DE89370400440532013000",
        "de89370400440532013000",
        "DE89 3704 0044 0532 0130 00",
        "GB29-NWBK-6016-1331-9268-19",
        "NO9386011117947",
        "MT84MALT011000012345MTLCAST001S",
        "LC55HEMM000100010012001200023015",
        "PT50000201231234567890154",
    )
    IMPOSTORS = (
        "DE89370400440532013001",  # wrong check digits
        "DE8937040044053201300",
        "DE893704004405320130000",
        "DE89 3704-0044 0532 0130 00",
        "DE89\n3704\n0044\n0532\n0130\n00",
        "SO20230105123321000001",
        "XX82WEST12345698765432",
        "GB05123456WEST98765432",  # letters where digits belong; right check digits
        "De89370400440532013000",
        "ZDE89370400440532013000",
    )
    CHECK = "MOD 97-10"
    CHANCE = 1 / 97
    SHOWN = 2

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which begin as a country's and are as long; letters become capitals."""
        small = (values - np.uint8(ord("a"))) < _LETTERS
        capital = (values - np.uint8(ord("A"))) < _LETTERS
        normal = values - (small.view(np.uint8) << np.uint8(5))
        signs = _kinds()[normal] != 0
        one_case = ~(small.any(axis=1) & capital.any(axis=1))
        country = _country(normal)
        fits = (_lengths()[country] == values.shape[1]) & checksums.is_digits(values[:, 2:4])
        return fits & one_case & signs.all(axis=1), normal

    def passes(self, values: Bytes) -> Mask:
        """Tell which are made as the country's are, with the right check digits."""
        good = np.zeros(len(values), np.bool_)
        if values.shape[1] < min(self.LENGTHS):
            return good
        country = _country(values)
        rows = np.flatnonzero(_lengths()[country] == (values != 0).sum(axis=1))
        rows = rows[_is_made_so(values[rows], country[rows])]
        good[rows] = checksums.mod_97(values[rows])
        return good

    def bonus(self, values: Bytes) -> Scores:
        """Take from what holds a date of this century after its letters."""
        if values.shape[1] < min(self.LENGTHS):
            return np.zeros(len(values))
        dated = checksums.is_digits(values[:, 2:10]) & (values[:, 2] == ord("2"))
        return np.where(dated & dates.is_real(checksums.number(values, 2, 10)), DATED, 0.0)


def _country(values: Bytes) -> NDArray[np.intp]:
    """Return the number of the country's two letters; 0 (AA, no country) if they are none."""
    letters = (values[:, :2] - np.uint8(ord("A"))).astype(np.intp)
    return np.where((letters < _LETTERS).all(axis=1), letters @ [_LETTERS, 1], 0)


def _is_made_so(values: Bytes, country: NDArray[np.intp]) -> Mask:
    """Tell which rows, of the right lengths, have digits and letters in their places."""
    width = min(values.shape[1], LONGEST)
    wanted = _allowed()[country, :width]
    made: Mask = (((_kinds()[values[:, :width]] & wanted) != 0) | (wanted == 0)).all(axis=1)
    return made


@cache
def _kinds() -> Bytes:
    """Return what every byte is: a digit, a capital or neither."""
    table = np.zeros(256, np.uint8)
    table[list(digits.encode())] = _DIGIT
    table[list(ascii_uppercase.encode())] = _CAPITAL
    return table


@cache
def _allowed() -> Bytes:
    """Return by country and place what may stand there; 0 after the end."""
    table = np.zeros((_LETTERS**2, LONGEST), np.uint8)
    for country, make in makes().items():
        row = _country(np.frombuffer(country.encode(), np.uint8)[None])
        table[row, : len(make)] = [_KINDS[sign] for sign in make]
    return table


@cache
def _lengths() -> NDArray[np.int64]:
    """Return by country how long its IBANs are; 0 for what is no country."""
    lengths: NDArray[np.int64] = (_allowed() != 0).sum(axis=1)
    return lengths
