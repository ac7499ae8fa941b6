"""Tell whether a table's first row names its columns, and how they are called.

A header is only taken from evidence, because field names enter the report and a row of
data must not: one value-like cell and the row is data.
"""

from __future__ import annotations

import re
from collections import Counter
from string import ascii_uppercase
from typing import TYPE_CHECKING

from recognizers import headers
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_NAME = 100  # characters
_ENOUGH = 200  # characters of a cell that are looked at
_MOSTLY = 0.9
_TWO = 2  # rows, or cells
_LONG_DIGITS = re.compile(r"\d{7,}|\d(?:[ .-]?\d){10,}")
_MAIL = re.compile(r"[^\s@＠]+[@＠](?=[^\s@＠]+[.．])[^\s@＠]+")
_VALUE = re.compile(
    r"""[+-]?[\d.,]*\d[\d.,]*\s?[%元万]?        # a number or an amount
    | [^@\s]+@[^@\s]+\.[^@\s]+                  # a mail address
    | \d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?.*  # a date
    | \d{1,2}:\d{2}(?::\d{2})?                  # a time of day
    | .*(?:\d[ -]?){7}.*                        # anything with a long number
    | true|false|null|none|nan|n/?a
    | [男女是否无有]
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_NOTHING = frozenset(
    ("", "-", "--", "/", "无", "不详", "未知", "暂无", "空", "null", "none", "n/a", "na")
)


def is_value(cell: str) -> bool:
    """Tell whether a cell looks like a value and not like a name or a word."""
    return bool(_VALUE.fullmatch(cell[:_ENOUGH].strip().lstrip("'=\"").rstrip('"')))


def judge(first: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[bool, Note]:
    """Tell whether ``first`` is a header, and why, given some of the rows below it."""
    named = [cell.strip() for cell in first if cell.strip()]
    if not named or len(named) * 2 < len(first):
        return False, Note.of("delimited.no_header_empty")
    if any(map(is_value, named)):
        return False, Note.of("delimited.no_header_values")
    if max(map(len, named)) > LONGEST_NAME or len(set(named)) * 2 < len(named):
        return False, Note.of("delimited.no_header_no_names")
    known = sum(bool(headers.match(cell)) for cell in named)
    is_known = known * 2 >= len(named)
    typed, agreeing = (0, 0) if is_known else _votes(first, rows)
    if is_known or (known * 4 >= len(named) and not agreeing):
        return True, Note.of("delimited.header_known", known=known)
    if typed and not agreeing and len(set(named)) == len(named):
        return True, Note.of("delimited.header_shape", typed=typed)
    return False, Note.of("delimited.no_header_alike")


def below_counted(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the second row if it names the columns that the first only counts, else nothing.

    Programs write such a row above a table that has a title, or that they took to have no names.
    What numbers the rows then numbers the second row, too, and is no name of its column.
    """
    if len(rows) < _TWO or not _counts(rows[0]):
        return ()
    first, second, *others = rows
    is_numbered = not first[0].strip() or headers.is_unnamed(first[0])
    below = ("", *second[1:]) if is_numbered and is_value(second[0]) else tuple(second)
    has_names, note = judge(below, others)
    return below if has_names and note.key == "delimited.header_known" else ()


def names(cells: Iterable[str]) -> tuple[str, ...]:
    """Return display names: unique, never empty, bounded, without numbers or mail addresses."""
    taken: Counter[str] = Counter()
    shown: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = _presentable(cell) or f"column {number}"
        while taken[name]:
            taken[name] += 1
            name = f"{name} ({taken[name]})"
        taken[name] += 1
        shown.append(name)
    return tuple(shown)


def numbered(names_: Sequence[str], width: int) -> tuple[str, ...]:
    """Extend names to ``width`` columns: "column 8", "column 9" ..."""
    return names((*names_, *[""] * (width - len(names_))))[:width]


def _counts(row: Sequence[str]) -> bool:
    """Tell whether a row only counts columns, some by a title: 名单,Unnamed: 1  A,B,C  0,1,2."""
    named = [cell.strip() for cell in row if cell.strip()]
    if len(named) < _TWO:
        return False
    letters, first = named[: len(ascii_uppercase)], int(named[0] == "1")
    return (
        sum(map(headers.is_unnamed, named)) * 2 >= len(named)
        or [*map(str.upper, letters)] == [*ascii_uppercase[: len(letters)]]
        or named == [str(number) for number in range(first, first + len(named))]
    )


def _presentable(cell: str) -> str:
    """Return a name fit for a report."""
    name = " ".join(cell.split())
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME - 1] + "…"
    name = _MAIL.sub("***@***", name)
    return _LONG_DIGITS.sub(lambda digits: "*" * len(digits[0]), name)


def _votes(first: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Count the columns of values, and those of the others that repeat the first row's word."""
    typed = agreeing = 0
    for index, name in enumerate(first):
        cells = [row[index].strip() for row in rows if index < len(row)]
        filled = [cell for cell in cells if cell.lower() not in _NOTHING]
        if name.strip().lower() in _NOTHING or not filled:
            continue
        typed += _are_values(filled)
        agreeing += name.strip() in filled
    return typed, agreeing


def _are_values(cells: Sequence[str]) -> bool:
    """Tell whether more than nine in ten look like values; stop where they cannot any more."""
    left = len(cells)
    for cell in cells:
        left -= not is_value(cell)
        if left <= len(cells) * _MOSTLY:
            return False
    return True
