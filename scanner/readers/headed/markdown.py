"""Tables of Markdown and of consoles: the words of the first row go before the cells below them.

    | 姓名 | 性别 |     +------+------+      姓名 | 性别
    |------|------|     | 姓名 | 性别 |     ------+------
    | 张伟 | 男   |     +------+------+      张伟 | 男

Rows that are a form by themselves, | 姓名 | 张伟 | 性别 | 男 |, are read as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from scanner.readers.headed import forms

_RULE = re.compile(rb"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?\s*\Z")
_FRAME = re.compile(rb"[ \t]*(?:\+-[-+]*\+|-+(?:\+-+)+)\s*\Z")  # a rule of mysql, or of psql
_CELL = re.compile(rb"(?<!\\)\|")
_LONGEST_LINE = 32 << 10  # bytes; a longer one is no row, and may come in pieces


@dataclass(slots=True)
class Markdown:
    """Reads lines, block by block."""

    before: bytes = b""  # the line before
    columns: list[bytes] = field(default_factory=list)

    def feed(self, block: bytes) -> bytes:
        """Return the block with names before its cells."""
        if not (self.before or self.columns or b"|" in block):
            return block
        return b"".join(map(self._line, block.splitlines(keepends=True)))

    def rest(self) -> bytes:
        """Return what was held back: nothing."""
        return b""

    def _line(self, line: bytes) -> bytes:
        if b"|" not in line or len(line) > _LONGEST_LINE:
            self.columns = [] if self.columns or not _FRAME.match(line) else _names(self.before)
            self.before = b""
            return line
        if found := forms.pairs(_CELL.split(line)):
            self.before = line
            return forms.labelled(line, b"|") if found > 1 else line  # two cells tell as they are
        if self.columns:
            return self._row(line)
        if _RULE.match(line):
            self.columns = _names(self.before)
        self.before = line
        return line

    def _row(self, line: bytes) -> bytes:
        """Return a row with names before its cells, if it has as many as the first."""
        cells = _CELL.split(line)
        if len(cells) != len(self.columns):
            return line
        named = (
            b" %s: %s" % (name, cell.lstrip(b" \t")) if name and cell.strip() else cell
            for name, cell in zip(self.columns, cells, strict=True)
        )
        return b"|".join(named)


def _names(line: bytes) -> list[bytes]:
    """Return what the cells of a row say; none of a line that is no row."""
    return [cell.strip(b" \t\r\n*`") for cell in _CELL.split(line)] if line else []
