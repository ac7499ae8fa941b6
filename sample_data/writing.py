"""How people write values: grouped, full-width, with Excel's marks, with typing errors."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from sample_data.ledger import Field, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

_FULL_WIDTH = str.maketrans("0123456789Xx", "０１２３４５６７８９Ｘｘ")


class Cell(NamedTuple):
    """A text and what it mentions."""

    text: str
    mentions: tuple[Mention, ...] = ()


def holding(entity: str, value: str, text: str | None = None) -> Cell:
    """Return a cell that holds a value, written as ``text`` or as it is."""
    return Cell(value if text is None else text, (Mention(entity, value),))


def about_a_child(entity: str, value: str) -> Cell:
    """Return a cell that holds a value, and with it information about a minor."""
    return Cell(value, (Mention(entity, value), Mention("MINOR_ANY", value)))


def mistyped(entity: str, value: str) -> Cell:
    """Return a cell with the shape of the value and a check digit that fails."""
    wrong = value[:-2] + str((int(value[-2]) + 1) % 10) + value[-1]
    return Cell(wrong, (Mention(entity, wrong, valid=False),))


def id_forms(value: str, dice: Random) -> str:
    """Write a resident ID the way somebody may type it."""
    forms = (
        value.lower(),
        f"{value[:6]} {value[6:14]} {value[14:]}",
        value.translate(_FULL_WIDTH),
        f"'{value}",
    )
    return value if dice.random() < 0.7 else dice.choice(forms)


def phone_forms(value: str, dice: Random) -> str:
    """Write a mobile number the way somebody may type it."""
    grouped = (value[:3], value[3:7], value[7:])
    forms = (
        " ".join(grouped),
        "-".join(grouped),
        f"+86{value}",
        f"+86 {' '.join(grouped)}",
        f"0086-{value}",
        value.translate(_FULL_WIDTH),
        f"'{value}",
        f'="{value}"',
        f"{value}.0",
    )
    return value if dice.random() < 0.65 else dice.choice(forms)


def card_forms(value: str, dice: Random) -> str:
    """Write a card number plain or in groups of four."""
    groups = [value[start : start + 4] for start in range(0, len(value), 4)]
    return value if dice.random() < 0.7 else " ".join(groups)


class Table:
    """Rows of cells under names, with what each column is expected to hold."""

    def __init__(self, **verdicts: dict[str, str]) -> None:
        self.columns = {name: Field(name, expected) for name, expected in verdicts.items()}
        self.rows: list[list[str]] = []

    def add(self, *cells: Cell | str) -> None:
        """Add a row; a plain text mentions nothing."""
        given = [cell if isinstance(cell, Cell) else Cell(cell) for cell in cells]
        for column, cell in zip(self.columns.values(), given, strict=True):
            if cell.text:
                column.note(*cell.mentions)
        self.rows.append([cell.text for cell in given])

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the columns."""
        return tuple(self.columns.values())

    def csv(self, delimiter: str = ",", *, header: bool = True) -> str:
        """Return the table as text, quoted where needed."""
        return delimited([*([list(self.columns)] if header else []), *self.rows], delimiter)


def delimited(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    """Return rows as Excel saves them."""
    page = io.StringIO()
    csv.writer(page, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return page.getvalue()


class Page:
    """Running text with what it mentions, line by line."""

    def __init__(self, **verdicts: str) -> None:
        self.field = Field("", verdicts)
        self.lines: list[str] = []

    def say(self, line: str = "", *mentions: Mention) -> None:
        """Add a line."""
        self.lines.append(line)
        if line.strip():
            self.field.note(*mentions)

    def text(self, end: str = "\n") -> str:
        """Return the page, each line ended."""
        return "".join(line + end for line in self.lines)
