"""The columns of the long sheets, as data: heading, width, look, and where the value is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner.report.speech import Speaker

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text that is to stand out: ``mark`` names its look."""

    text: str
    mark: str


Cell = str | int | float | datetime | Marked | None


class Group(StrEnum):
    """Whose column it is, shown by the colour of its heading."""

    FACT = "fact"  # of the file
    FINDING = "finding"  # ours
    LEGAL = "legal"  # to be filled in by people


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """One column of a sheet that has one ``RowT`` a row."""

    key: str  # of its heading
    width: float  # in characters of the sheet's font
    value: Callable[[RowT, Speaker], Cell]
    look: str = "wrap"  # a style's name
    group: Group = Group.FINDING
    folds: bool = False  # of an outline that can be folded away
    hidden: bool = False
    choices: tuple[str, ...] = ()  # keys of what may be entered
