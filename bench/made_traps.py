"""Columns of numbers that have the length, the prefix or the dates of somebody's, and are not.

Under names that say nothing or little, so that only the values can tell.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bench.made_cells import digits, made
from sample_data import numbers

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from bench.made_cells import Table

NAMES = ("x", "编号", "code", "号码", "数据")
AREAS = ("110105", "310101", "440305", "330106")
_BEGIN = datetime(2023, 1, 1)  # noqa: DTZ001 -- a clock on a wall
_YEAR = 31_536_000  # seconds


def tables(dice: Random) -> dict[str, Table]:
    """Return one table for each name, a column for each kind of number."""
    return {
        f"look_alikes_{name}": {
            f"{name} {kind}": made(one) for kind, one in enumerate(_kinds(dice), 1)
        }
        for name in NAMES
    }


def _kinds(dice: Random) -> list[Callable[[int], str]]:
    def moment(form: str) -> str:
        return (_BEGIN + timedelta(seconds=dice.randrange(_YEAR))).strftime(form)

    return [
        lambda _: digits(dice, 15),
        lambda _: digits(dice, 17),
        lambda _: digits(dice, 19),
        lambda _: f"{moment('%Y%m%d%H%M%S')}{digits(dice, 4)}",  # an order, a moment
        lambda row: f"{dice.choice(AREAS)}{moment('%Y%m%d')}{row:04}",  # shop, day, counter
        lambda row: f"{1_600_000_000_000_000_000 + row * 4_194_304_123}",  # snowflake
        lambda row: f"{350_000_000_000_000_000 + row * 4_194_304_123}",
        lambda _: f"{1_440_000_000_000 + dice.randrange(10**10)}",  # milliseconds
        lambda row: f"6222021001{row:09}",  # a bank's own serial numbers
        lambda _: f"6222{digits(dice, 12)}",
        lambda _: f"{dice.choice(AREAS)}{digits(dice, 9)}",  # old register of companies
        lambda _: numbers.barcode(f"9787{digits(dice, 8)}"),  # books
        lambda row: f"E{20_240_000 + row}",  # contracts
        lambda _: f"SF{digits(dice, 13)}",
        lambda _: f"{dice.getrandbits(128):032x}",
        lambda _: f"{dice.randrange(12)}.{dice.randrange(30)}.{dice.randrange(9)}",
        lambda _: f"{dice.random() * 1e6:.12f}",
        lambda _: f"{moment('%Y%m%d')}-{moment('%Y%m%d')}",
    ]
