"""The rows of a sheet that came back, told apart by their headings and nothing else.

Sheets may be renamed, rows sorted and filtered, columns moved, hidden or added, and a title
put above; only the hidden key and the headings of what is read must be there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from scanner.errors import Misused
from scanner.review import labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_FORMULA_STARTS = tuple("=+-@＝＋－＠")  # a CSV file has an apostrophe before these
HEADINGS_WITHIN = 20  # rows from the top
CELL_CHARS = 32_767


Cells = Mapping[int, frozenset[int]]  # columns from 0, by row from 1


class Sheet(StrEnum):
    """What a sheet is about; the value is the column that shows it."""

    INVENTORY = "decision"
    FIELDS = "finding"
    SPOT_CHECK = "tick"

    @property
    def words(self) -> tuple[str, ...]:
        """Return the columns that people fill in beside it."""
        return "reason", "reviewer", "until" if self is Sheet.FIELDS else "date"


@dataclass(frozen=True, slots=True)
class Line:
    """One row that has a key."""

    sheet: Sheet
    name: str  # of the sheet, as its tab shows
    row: int  # as the program shows it, 1-based
    cells: Mapping[str, str] = field(repr=False)  # by the keys of ``labels.COLUMNS``
    formulas: frozenset[str] = frozenset()  # columns in which a formula stands, not a value
    merged: frozenset[str] = frozenset()  # columns whose cell is one with others

    def flaw(self, columns: AbstractSet[str]) -> str:
        """Return the key of the mistake for which some cells cannot be taken as they are."""
        if self.formulas & columns:
            return "review.mistake.formula"
        return "review.mistake.merged" if self.merged & columns else ""

    def fills(self, column: str) -> bool:
        """Tell whether a cell holds anything, if only a formula."""
        return column in self.formulas or bool(self.text(column))

    @property
    def has_words_only(self) -> bool:
        """Whether somebody wrote beside the decision, and none was made."""
        return not self.fills(self.sheet) and any(map(self.fills, self.sheet.words))

    def text(self, column: str) -> str:
        """Return a cell without what programs add to it, and without what cannot be seen."""
        text = self.cells.get(column, "").replace("_x000D_", "")
        text = _INVISIBLE.sub("", text).strip()
        return text.removeprefix("'") if text[1:2] in _FORMULA_STARTS else text


def lines(
    name: str, rows: Iterable[Sequence[object]], formulas: Cells, merged: Cells
) -> Iterator[Line]:
    """Yield the lines of a sheet; nothing if it is none of those that are read.

    A line has a key, or decides without one: somebody put it there by hand.

    Args:
        name: Of the sheet.
        rows: All rows from the first on, as values of any type.
        formulas: Where a formula stands.
        merged: Which cells are one with others.

    Raises:
        Misused: It is one of those, and lacks a heading without which it cannot be read.
    """
    numbered = enumerate(rows, 1)
    columns, lacking = _headings(name, islice(numbered, HEADINGS_WITHIN))
    if not columns and lacking:
        raise _without(name, lacking)
    for number, row in numbered if columns else ():
        cells = {key: as_text(row[at]) for at, key in columns.items() if at < len(row)}
        there = (_among(columns, formulas.get(number)), _among(columns, merged.get(number)))
        line = Line(_sheet(columns), name, number, cells, *there)
        if line.text("key") or labels.choice(f"report.{line.sheet}.", line.text(line.sheet)):
            if lacking and line.fills(line.sheet):
                raise _without(name, lacking)
            yield line


def _headings(
    name: str, rows: Iterable[tuple[int, Sequence[object]]]
) -> tuple[dict[int, str], list[str]]:
    """Return our columns, none if the sheet has no key, and which it should have and has not."""
    lacking = _lacking(labels.named_like(name), ())
    for _, row in rows:
        if columns := _columns(row):
            return columns, _lacking(_sheet(columns), columns.values())
        texts = [as_text(cell) for cell in row]
        lacking = _lacking(labels.headed_like(texts), map(labels.heading, texts)) or lacking
    return {}, lacking


def _without(name: str, lacking: Iterable[str]) -> Misused:
    return Misused("review.book.headings", sheet=name, columns=labels.titles(lacking))


def _lacking(sheet: str, there: Iterable[str]) -> list[str]:
    """Return the headings that a sheet of ours needs and does not have."""
    if not sheet:
        return []
    known = set(there)
    return [key for key in (sheet, *Sheet(sheet).words, "key") if key not in known]


def _among(columns: Mapping[int, str], cells: frozenset[int] | None) -> frozenset[str]:
    return frozenset(columns[at] for at in cells if at in columns) if cells else frozenset()


def _columns(row: Sequence[object]) -> dict[int, str]:
    """Return our columns by their place, if the row is the one of the headings."""
    named = {at: labels.heading(as_text(cell)) for at, cell in enumerate(row)}
    found: dict[str, int] = {}
    for at, key in named.items():
        found.setdefault(key, at)
    is_ours = "key" in found and any(sheet in found for sheet in Sheet)
    return {at: key for key, at in found.items() if key} if is_ours else {}


def _sheet(columns: Mapping[int, str]) -> Sheet:
    return next(sheet for sheet in Sheet if sheet in columns.values())


def as_text(cell: object) -> str:
    """Return a cell as text: dates in ISO form, whole numbers without a point."""
    match cell:
        case None:
            return ""
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)[:CELL_CHARS]
