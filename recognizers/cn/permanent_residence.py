"""Foreigner's permanent resident identity card (外国人永久居留身份证).

Since 1 December 2023: 9, province (2), country (3, ISO 3166-1 numeric), date of birth (8),
sequence (3), check sign as citizens have it.  Before: country (3 letters), place (4),
date of birth with two-digit year (6), sequence and check (2).

Source: National Immigration Administration, machine-reading rules of October 2023.
"""

from __future__ import annotations

from functools import cache
from string import ascii_uppercase
from typing import TYPE_CHECKING

import numpy as np

from recognizers import checksums, dates, tables
from recognizers.cn import divisions, gb11643
from recognizers.cn.resident_id_15 import CENTURY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recognizers.arrays import Bytes, Mask, Scores

OLD_WIDTH = 15
OLD_STYLE = -0.3  # without a check sign that is known
HEAD = ord("9")
A_CENTURY = 1_000_000  # as a difference of dates


class CnPermanentResidenceRecognizer(gb11643.CitizenNumberRecognizer):
    """Recognize both styles by country, place and date of birth; the new one by check sign."""

    ENTITY = "CN_FOREIGN_PR_ID"
    TITLE = "Foreigner's permanent resident ID card number"
    TITLE_ZH = "外国人永久居留身份证号码"
    SOURCE = "国家移民管理局《新版外国人永久居留身份证机读规则》2023-10"
    LENGTHS = (OLD_WIDTH, gb11643.WIDTH)
    HEADS = f"9{ascii_uppercase}"
    PLAIN = "9[0-9]{16}[0-9Xx]|[A-Z]{3}[0-9]{12}"
    PLAIN_SCORE = 0.7
    VARIANTS = gb11643.variants("9[0-9]{5}", PLAIN_SCORE)
    CONTEXT = ("永居", "永久居留", "五星卡", "外国人", "permanent resident", "fpr")
    NEGATIVE = ("信用代码", "税号", "订单", "单号", "流水")
    GENUINE = (
        "932682198501010017",
        "911124198108030024",
        "932682 19850101 0017",
        "932682-19850101-0017",
        "911124-1981-0803-0024",
        "93268219850101005×",
        "CAN110181080301",
    )
    IMPOSTORS = (
        "932682198501010018",  # wrong check sign
        "932683198501010015",  # no such country
        "11010519491231002X",
        "CAN110181133101",  # month 13
        "XYZ110181080301",  # no such country
        "932682 19850101-0017",
    )

    def plain(self, values: Bytes) -> tuple[Mask, Bytes]:
        """Tell which have the shape of their style."""
        if values.shape[1] == OLD_WIDTH:
            heads = values[:, :3]
            letters = ((heads >= ord("A")) & (heads <= ord("Z"))).all(axis=1)
            return letters & checksums.is_digits(values[:, 3:]), values
        shaped, normal = super().plain(values)
        return shaped & (normal[:, 0] == HEAD), normal

    def passes(self, values: Bytes) -> Mask:
        """Tell which pass in their style; one in 341 is a social credit code as well."""
        return super().passes(values) | self._passes_old(values)

    def is_ours(self, values: Bytes) -> Mask:
        """Tell which begin with 9, a province and a country."""
        place = checksums.number(values, 1, 3).astype(np.uint8)
        country = checksums.number(values, 3, 6).astype(np.uint16) % 1000
        ours: Mask = (values[:, 0] == HEAD) & divisions.provinces()[place] & _numeric()[country]
        return ours

    def bonus(self, values: Bytes) -> Scores:
        """Take from the old style, which has no known check sign."""
        return np.where(gb11643.is_wide(values), 0.0, OLD_STYLE)

    def facts(self, values: Bytes, today: str) -> dict[str, Mask]:
        """Tell which bearers are children by law."""
        new = gb11643.is_wide(values)
        births = np.where(new, gb11643.births(_padded(values)), _old_births(values))
        limit = dates.years_before(today, gb11643.PROTECTED_UNDER)
        return {"under_14": births > limit}

    def _passes_old(self, values: Bytes) -> Mask:
        good = np.zeros(len(values), np.bool_)
        if values.shape[1] < OLD_WIDTH:
            return good
        narrow = (values[:, OLD_WIDTH - 1] != 0) & ~values[:, OLD_WIDTH:].any(axis=1)
        rows = np.flatnonzero(narrow)
        numbers = values[rows, :OLD_WIDTH]
        place = checksums.number(numbers, 3, 5).astype(np.uint8)
        known = divisions.provinces()[place] & np.isin(_letters(numbers), _alpha())
        dated = dates.is_real(_old_births(numbers)) & checksums.is_digits(numbers[:, 3:])
        good[rows] = known & dated
        return good


def _padded(values: Bytes) -> Bytes:
    """Return at least 18 columns."""
    missing = max(0, gb11643.WIDTH - values.shape[1])
    return np.pad(values, ((0, 0), (0, missing)))


def _old_births(values: Bytes) -> dates.Ints:
    """Return dates of birth as 19491231, in this century where that is not to come.

    The old card has two digits for the year, and nobody on it is over a hundred.
    """
    births = checksums.number(values, 7, 13) + CENTURY
    return np.where(births + A_CENTURY <= dates.today(), births + A_CENTURY, births)


def _letters(values: Bytes) -> NDArray[np.uint32]:
    heads = values[:, :3].astype(np.uint32)
    return heads @ np.array([1 << 16, 1 << 8, 1], np.uint32)


@cache
def _numeric() -> NDArray[np.bool_]:
    table = np.zeros(1000, np.bool_)
    table[[int(row["numeric"]) for row in tables.rows("countries")]] = True
    return table


@cache
def _alpha() -> NDArray[np.uint32]:
    codes = "".join(row["alpha3"] for row in tables.rows("countries")).encode()
    return _letters(np.frombuffer(codes, np.uint8).reshape(-1, 3))
