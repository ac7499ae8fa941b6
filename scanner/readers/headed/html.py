"""Tables of HTML: the words of a row of heads go before the cells below them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from recognizers import headers
from scanner.readers.headed.cells import MOST_COLUMNS, plain_rows
from scanner.readers.headed.rows import MOST_PLACES, joined, labelled

if TYPE_CHECKING:
    from recognizers.grouping import Ints

_TAG = re.compile(rb"<(/?)(table|thead|tbody|tr|th|td)\b([^<>]*)>", re.IGNORECASE)
_UNFINISHED = re.compile(
    rb"<(?:/?[a-z]{0,5}|/?(?:table|thead|tbody|tr|th|td)\s[^<>]*)\Z", re.IGNORECASE
)
_INK = re.compile(rb"\S")
_ANY_TAG = re.compile(rb"<[^<>]*>")
_SPANS = re.compile(rb"\b(?:col|row)span\s*=\s*[\"']?\s*(?:[2-9]|1[0-9])", re.IGNORECASE)
_LONGEST_TAG = 4096  # bytes
_LONGEST_HEAD = 80  # bytes of a column's name
_LONGEST_CELL = 400  # bytes of a head with the tags in it
_KNOWN = 2 / 3  # of the cells of a row that no <th> marks as heads


@dataclass(slots=True)
class Html:
    """Reads the tags of tables, block by block."""

    held: bytes = b""
    depth: int = 0  # of tables within tables, which are left alone
    columns: list[bytes] = field(default_factory=list)
    row: _Row | None = None
    rows: int = 0  # of this table, so far
    is_head: bool = False  # within <thead>
    label: bytes = b""  # of the cell that begins
    out: list[bytes] = field(default_factory=list)
    places: Ints = field(default_factory=lambda: np.empty((MOST_PLACES, 2), np.int64))

    def feed(self, block: bytes) -> bytes:
        """Return what is complete so far."""
        data = self.held + block
        unfinished = _UNFINISHED.search(data, max(0, len(data) - _LONGEST_TAG))
        stop = unfinished.start() if unfinished else len(data)
        self.held, self.out = data[stop:], []
        done = self._plain_rows(data, 0, stop)
        while tag := _TAG.search(data, done, stop):
            self._hear(data[done : tag.start()])
            self._say(data[done : tag.end()])
            self._meet(tag[2].lower(), tag[3], closes=bool(tag[1]))
            done = self._plain_rows(data, tag.end(), stop)
        self._hear(data[done:stop])
        self._say(data[done:stop])
        return b"".join(self.out)

    def _plain_rows(self, data: bytes, place: int, stop: int) -> int:
        """Write names before the cells of plain rows, if such may follow; return where they end."""
        if self.row or not self.columns or self.is_head or self.depth != 1:
            return place
        view = np.frombuffer(data, np.uint8)
        labels = joined([name + b": " if name else b"" for name in self.columns])
        while True:
            count, end = plain_rows(view, place, stop, self.places)
            if end == place:
                return place
            self.out.append(labelled(view, place, end, self.places[:count], labels).tobytes())
            place = end

    def rest(self) -> bytes:
        """Return what was held back."""
        held, self.held = self.held, b""
        return held

    def _say(self, text: bytes) -> None:
        """Write text, and before what is no blank the name that is due."""
        if self.label and (ink := _INK.search(text)):
            self.out += [text[: ink.start()], self.label]
            text, self.label = text[ink.start() :], b""
        self.out.append(text)

    def _hear(self, text: bytes) -> None:
        """Note text that may be a head."""
        if self.row and (self.row.is_heads or not self.columns):
            self.row.hear(text)

    def _meet(self, name: bytes, attributes: bytes, *, closes: bool) -> None:
        if name == b"table":
            self._table(closes=closes)
        elif self.depth != 1:
            return
        elif name in (b"thead", b"tbody"):
            self.is_head = name == b"thead" and not closes
        elif name == b"tr":
            self._end_row()
            self.row = None if closes else _Row()
        elif self.row and not closes:
            self._cell(self.row, name, attributes)

    def _table(self, *, closes: bool) -> None:
        self.depth = max(0, self.depth + (-1 if closes else 1))
        self.columns, self.row, self.rows, self.is_head = [], None, 0, False

    def _cell(self, row: _Row, name: bytes, attributes: bytes) -> None:
        is_head = name == b"th" or self.is_head
        row.begin(is_head=is_head, spans=bool(_SPANS.search(attributes)))
        number = len(row.heads) - 1
        if is_head or row.spans or number >= len(self.columns):
            return
        if self.columns[number]:
            self.label = self.columns[number] + b": "

    def _end_row(self) -> None:
        """Take the columns from a row of heads; give them up where cells span others.

        A row of one cell before them is the table's title.
        """
        row = self.row
        if row is None or not row.heads or (row.is_title and not self.columns):
            return
        self.rows += 1
        if row.spans:
            self.columns = []
        elif row.is_heads or (self.rows == 1 and row.looks_like_heads()):
            self.columns = row.names()


@dataclass(slots=True)
class _Row:
    """The cells of a row."""

    heads: list[bytes] = field(default_factory=list)  # their text, as far as it may be a name
    is_heads: bool = True  # so far
    spans: bool = False

    @property
    def is_title(self) -> bool:
        """Tell a single cell that is no head of a column."""
        return len(self.heads) == 1 and (self.spans or not self.is_heads)

    def begin(self, *, is_head: bool, spans: bool) -> None:
        """Begin a cell."""
        self.heads.append(b"")
        self.is_heads = self.is_heads and is_head
        self.spans = self.spans or spans or len(self.heads) > MOST_COLUMNS

    def hear(self, text: bytes) -> None:
        """Add to the text of the cell."""
        if self.heads:
            self.heads[-1] = (self.heads[-1] + text[:_LONGEST_CELL])[:_LONGEST_CELL]

    def names(self) -> list[bytes]:
        """Return the cells' text without tags; empty where it is no name."""
        return [_name(head) for head in self.heads]

    def looks_like_heads(self) -> bool:
        """Tell whether most cells are words that name columns, as where nobody wrote <th>."""
        names = [name.decode("utf-8", "replace") for name in self.names()]
        known = sum(bool(name and headers.match(name)) for name in names)
        return len(names) > 1 and all(names) and known >= _KNOWN * len(names)


def _name(head: bytes) -> bytes:
    name = b" ".join(_ANY_TAG.sub(b"", head).split())
    return name if len(name) <= _LONGEST_HEAD and b":" not in name else b""
