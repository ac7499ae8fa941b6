"""How people write the values of one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_data.people import CARD_STARTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from random import Random

    from sample_data.people import Person

    Table = dict[str, tuple[str, list[str]]]

ROWS = 600
WRONG = 0.03  # share of cells
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def written(number: str, dice: Random) -> str:
    """Write a number as people do; a few are mistyped."""
    if dice.random() < WRONG:
        place = dice.randrange(6, len(number) - 1)
        number = f"{number[:place]}{(int(number[place]) + 1) % 10}{number[place + 1 :]}"
    forms = (number, number, f"'{number}", f'="{number}"', number.translate(FULL_WIDTH))
    return dice.choice(forms)


def phone(number: str, dice: Random) -> str:
    """Return phone as a table may hold it."""
    grouped = f"{number[:3]} {number[3:7]} {number[7:]}"
    return dice.choice((number, f"+86{number}", grouped, grouped.replace(" ", "-"), f"{number}.0"))


def a_date(day: date, dice: Random) -> str:
    """Return a date as a table may hold it."""
    forms = (f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日")
    return dice.choice(forms)


def remark(person: Person, dice: Random) -> str:
    """Return remark as a table may hold it."""
    sentences = (
        f"家里没人请打{person.phone}",
        "要求周末配送",
        "VIP 客户，已开票",
        "发票号 12345678",
    )
    return dice.choice(sentences)


def old_id(person: Person) -> str:
    """Return old id as a table may hold it."""
    return person.resident_id[:6] + person.resident_id[8:17]


def public_ip(dice: Random) -> str:
    """Return public ip as a table may hold it."""
    rest = (dice.randrange(256), dice.randrange(256), dice.randrange(1, 255))
    return ".".join(map(str, (dice.choice((36, 58, 112, 221)), *rest)))


def digits(dice: Random, count: int) -> str:
    """Return random digits that do not begin with zero."""
    return f"{dice.randrange(10 ** (count - 1), 10**count)}"


def numbers_only(dice: Random) -> Table:
    """Return columns without names that hold nobody's numbers."""
    return {
        "a": made(lambda _: digits(dice, 18)),
        "b": made(lambda _: f"1{digits(dice, 10)}"),
        "c": made(lambda _: digits(dice, 16)),
        "d": made(lambda _: f"0{digits(dice, 10)}"),
        "e": made(lambda _: f"{dice.choice(tuple(CARD_STARTS))}{digits(dice, 13)}"),
        "f": made(lambda row: f"13900{row:06}"),
        "g": made(lambda _: f"11010519{digits(dice, 7)}"),
        "h": made(
            lambda row: f"{dice.randrange(110000, 659000)}1990{row % 12 + 1:02}01{digits(dice, 4)}"
        ),
    }


def made(one: Callable[[int], str]) -> tuple[str, list[str]]:
    """Return a column of a trap, made row by row."""
    return "", [one(row) for row in range(ROWS)]
