"""Tell a table from other text, and what separates its cells.

A delimiter is judged by its records: how many have the usual number of cells, and whether
the first has, how many cells still hold another delimiter.  Prose with commas, logs and
source code must not pass for tables, so the less a file's name speaks for a table, the more
its cells must.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, takewhile
from statistics import median

from recognizers import headers
from scanner.readers.headed.forms import label_of, pairs
from scanner.readers.header import is_value

# How far a sign is to be trusted: ; and | part lists in cells too, and ， sentences.
DELIMITERS = {",": 0.95, "\t": 1.0, ";": 0.7, "|": 0.85, "\x01": 1.0, "，": 0.5}
NONE = "\x1f"  # for a table of one column: occurs in no sane text
MAX_COLUMNS = 5_000
_TABLE_NAMES = frozenset("csv tsv tab psv xls".split())
_TEXT_NAMES = frozenset(
    "log md markdown json jsonl ndjson xml html htm yaml yml sql ini cfg conf toml py js ts java c"
    " h cpp cs go rs rb php sh bat ps1 css tex rst eml properties srt vtt".split(),
)
_SEP_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?|[\d/:. -]+:\d\d,\d+")  # or a time
_RULE = " \t|:+-"  # what the line under a Markdown heading is made of
_CLOCK_COMMA = re.compile(r":\d\d,\d{3}\b")  # a log's milliseconds
_SENTENCE = re.compile(r"[。！？…]|[.!?](?:\s|$)|\w+(?: \w+){5}")
_LABELLED = re.compile(r"\s*[^\W\d]\w{0,30}\s*[=:：](?![/\\])\s*\S")  # mobile=1, no C:\\ or http://
_TITLE_LINES = 10  # more are no titles
_FEW, _MANY = 3, 10  # records
_HALF, _MOSTLY = 0.5, 0.9
_LONG_CELL = 60  # characters
_ENOUGH = 200  # characters of a cell that are looked at


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the sample, and where it ends."""

    cells: tuple[str, ...]
    stop: int  # characters from the beginning of the sample


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written, with its first records from the first full one on."""

    delimiter: str
    width: int  # cells of the usual record
    start: int  # characters before the table: titles and the like
    skip: int  # of these, the "sep=" line: no content
    records: tuple[Record, ...]
    fits: tuple[bool, ...]  # whether a record is like the usual one; those above the table too

    @property
    def share(self) -> float:
        """Return the share of records that are like the usual one."""
        return sum(self.fits[-len(self.records) :]) / len(self.records)


def sniff(text: str, extension: str, *, is_whole: bool) -> Dialect | None:
    """Tell how the table is written whose beginning is ``text``; None if it is no table."""
    told = _SEP_LINE.match(text)
    if told:
        return _read(text, told[1], told.end(), is_whole=is_whole)
    found = [
        dialect
        for delimiter in DELIMITERS
        if delimiter in text and (dialect := _read(text, delimiter, 0, is_whole=is_whole))
    ]
    top = max((len(dialect.fits) - len(dialect.records) for dialect in found), default=0) + 1
    best = max(found, key=partial(_quality, text, top), default=None)
    if best and _is_table(best, text, extension):
        return best
    if extension not in ("csv", "tsv") or (best and _is_form(best)):
        return None
    return _one_column(text, is_whole=is_whole)


def count_columns(text: str) -> int:
    """Return the greatest number of cells any delimiter makes of the first line."""
    line = text[: max(text.find("\n"), 0) or len(text)]
    return max(map(line.count, DELIMITERS)) + 1


def _read(text: str, delimiter: str, skip: int, *, is_whole: bool) -> Dialect | None:
    """Read the sample with one delimiter; None if no record has two cells."""
    everything = _records(text, delimiter, skip, is_whole=is_whole)
    filled = [record for record in everything if record.cells]
    widths = Counter(len(record.cells) for record in filled if len(record.cells) > 1)
    if not widths:
        return None
    width = max(widths, key=lambda width: (widths[width], width))
    above, fits = _beginning(filled, width)
    begins = everything.index(filled[above])
    start = everything[begins - 1].stop if begins else skip
    return Dialect(delimiter, width, start, skip, tuple(filled[above:]), fits)


def _beginning(filled: list[Record], width: int) -> tuple[int, tuple[bool, ...]]:
    """Tell how many records stand above the table, and of each whether it is like the usual one.

    Commas in a remark that nobody quoted make its record longer: the row that names the columns
    tells then how many cells are the least.
    """
    titles = len(list(takewhile(lambda record: _is_title(record, width), filled)))
    above = titles if titles <= _TITLE_LINES and titles < len(filled) else 0
    fits = tuple(len(record.cells) == width for record in filled)
    first = filled[: min(titles, _TITLE_LINES) + 1]
    named = next((at for at, record in enumerate(first) if _is_header(record)), None)
    if named is None:
        return above, fits
    cells = filled[named].cells
    is_usual = sum(fits[above:]) >= _HALF * len(fits[above:])
    is_no_title = named + 1 == above and not _is_known(filled[above])
    if is_usual and not (is_no_title and not pairs(map(str.encode, cells))):
        return above, fits
    least = len(cells)
    return named, tuple(len(record.cells) >= least for record in filled)


def _records(text: str, delimiter: str, skip: int, *, is_whole: bool) -> list[Record]:
    """Read the sample with ``csv``; its last record may be cut off and is left out."""
    lines = list(io.StringIO(text[skip:], newline=""))
    stops = list(accumulate(map(len, lines), initial=skip))
    found: list[Record] = []
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        reader = csv.reader(lines, delimiter=delimiter, quoting=quoting)
        found = [Record(tuple(cells), stops[reader.line_num]) for cells in reader]
        if len(found) > 1 or len(lines) == 1:  # else a quote that never closes took all
            break
    return found if is_whole or len(found) < _FEW else found[:-1]


def _is_title(record: Record, width: int) -> bool:
    """Tell a title from a row: one cell, or far fewer than the rest have."""
    filled = sum(map(bool, record.cells))
    return filled * 2 <= width and (len(record.cells) < width or width >= _FEW)


def _quality(text: str, top: int, dialect: Dialect) -> float:
    """Rate a delimiter by what speaks for it and against it.

    A list in a cell, 查看;新增;修改, may be as regular as the rows and longer.  But no row above it
    names its parts, and it ends where other cells are cut.
    """
    likely = DELIMITERS[dialect.delimiter] * dialect.share * (1 - 1 / dialect.width)
    unlike = top - sum(dialect.fits[:top])
    doubts = (1 + unlike) ** 2 * (1 + _strays(dialect) / len(dialect.records))
    return (
        likely * (1 + _named(dialect.records[0])) / doubts / (1 + _broken(text, dialect.delimiter))
    )


def _named(record: Record) -> float:
    """Return the share of cells that are words that name columns, one word each."""
    if not _is_known(record):
        return 0.0
    single = [cell for cell in record.cells if DELIMITERS.keys().isdisjoint(cell)]
    return sum(bool(headers.match(cell)) for cell in single) / len(record.cells)


def _strays(dialect: Dialect) -> int:
    """Count the cells that hold another delimiter; one in a number, or at an end, is none."""
    cells = [cell for record in dialect.records for cell in record.cells]
    text = "\n".join(cells)
    plain, holding = cells, list[str]()
    for sign in DELIMITERS.keys() - {dialect.delimiter}:
        if sign in text:  # seldom
            holding += [cell for cell in plain if sign in cell.strip()]
            plain = [cell for cell in plain if sign not in cell]
    return len(holding) - sum(map(bool, map(_NUMBER.fullmatch, holding)))


def _broken(text: str, delimiter: str) -> float:
    """Return the share of lines in which a quote that opens a cell closes before its end."""
    if '"' not in text:
        return 0.0
    strict = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    broken, is_done = 0, False
    while not is_done:
        try:
            is_done = next(strict, None) is None
        except csv.Error:
            broken += 1
    return broken / strict.line_num


def _is_table(dialect: Dialect, text: str, extension: str) -> bool:
    if extension in _TABLE_NAMES:
        return dialect.share >= _HALF and not _is_form(dialect)
    if len(dialect.records) < (_FEW if dialect.delimiter == "，" else _FEW - 1):
        return False
    if _has_rule(text) or len(_CLOCK_COMMA.findall(text)) * 2 > len(dialect.records):
        return False
    is_textual = extension in _TEXT_NAMES
    enough = _MANY if is_textual else _FEW
    if dialect.share < _MOSTLY or (is_textual and dialect.width < _FEW):
        return False
    if _is_prose(dialect) or _is_form(dialect):
        return False
    return _is_known(dialect.records[0]) or (
        len(dialect.records) >= enough and _has_typed_column(dialect)
    )


def _has_rule(text: str) -> bool:
    return any("---" in line and not line.strip(_RULE) for line in text.splitlines())


def _is_prose(dialect: Dialect) -> bool:
    cells = [cell for record in dialect.records for cell in record.cells if cell]
    sentences = sum(bool(_SENTENCE.search(cell[:_ENOUGH])) for cell in cells)
    ends = sum(record.cells[-1].rstrip().endswith(tuple("。！？；")) for record in dialect.records)
    return (
        not cells
        or median(map(len, cells)) > _LONG_CELL
        or sentences * 3 > len(cells)
        or ends * 2 > len(dialect.records)
    )


def _is_form(dialect: Dialect) -> bool:
    """Tell whether cells are labels and values in turn, or hold labels: 姓名,张伟  mobile=1."""
    rows = [record.cells for record in dialect.records]
    if dialect.width == 2:  # noqa: PLR2004
        labels = [row[0] for row in rows if label_of(row[0].strip().encode())]
        values = sum(not label_of(row[-1].strip().encode()) for row in rows)
        is_half = len(labels) >= _HALF * len(rows) and values > _HALF * len(rows)
        return is_half and len(set(labels)) >= _FEW
    told = [pairs(map(str.encode, row)) for row in rows]
    if sum(count > 1 for count in told) >= _HALF * len(rows) and sum(told) >= _FEW:
        return True
    cells = [cell for row in rows for cell in row if cell]
    return sum(map(bool, map(_LABELLED.match, cells))) > _HALF * len(cells)


def _is_known(record: Record) -> bool:
    """Tell whether a third of the cells are words that name columns."""
    known = sum(bool(cell and headers.match(cell)) for cell in record.cells)
    return known * 3 >= len(record.cells) and not any(map(is_value, record.cells))


def _is_header(record: Record) -> bool:
    """Tell whether half of some cells, none of them empty, are words that name columns."""
    known = sum(bool(cell and headers.match(cell)) for cell in record.cells)
    is_full = len(record.cells) > 1 and all(record.cells)
    return is_full and known * 2 >= len(record.cells) and not any(map(is_value, record.cells))


def _has_typed_column(dialect: Dialect) -> bool:
    """Tell whether some column holds numbers, dates, addresses of mail ... throughout."""
    rows = [record.cells for record in dialect.records[1:] if len(record.cells) == dialect.width]
    columns = zip(*rows, strict=True)
    return any(
        sum(map(is_value, column)) >= _MOSTLY * max(_FEW - 1, sum(map(bool, column)))
        for column in columns
    )


def _one_column(text: str, *, is_whole: bool) -> Dialect | None:
    """Take short lines without a common delimiter as a table of one column."""
    body = tuple(record for record in _records(text, NONE, 0, is_whole=is_whole) if record.cells)
    if not body or median(len(record.cells[0]) for record in body) > _LONG_CELL:
        return None
    return Dialect(NONE, 1, 0, 0, body, (True,) * len(body))
