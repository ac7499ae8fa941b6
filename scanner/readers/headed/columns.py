"""The columns that a statement of SQL lists or makes, and what they are called."""

from __future__ import annotations

import re

from recognizers import headers

ONE_NAME = rb"(?:`[^`\n]+`|\"[^\"\n]+\"|\[[^\]\n]+\]|[\w$\x80-\xff]+)"
NAME = rb"(" + ONE_NAME + rb"(?:\s*\.\s*" + ONE_NAME + rb")*)"
_TOKEN = re.compile(
    rb"'(?:[^'\\]|''|\\.)*+'|`[^`]*`|\"[^\"]*\"|--[^\n]*|/\*.*?\*/|[(),]", re.DOTALL
)
_COLUMN = re.compile(rb"\s*(" + ONE_NAME + rb")\s")
_ASIDE = re.compile(rb"--[^\n]*|/\*.*?\*/", re.DOTALL)
_COMMENT = re.compile(rb"\bCOMMENT\s+'([^'\\]*)'", re.IGNORECASE)
_REMARK = re.compile(r"[\s:：,，;；(（/、|].*", re.DOTALL)  # 性别：1男 2女
_CLAUSES = frozenset(
    b"PRIMARY KEY UNIQUE INDEX CONSTRAINT FULLTEXT SPATIAL FOREIGN CHECK EXCLUDE PERIOD"
    b" LIKE".split()
)
LONGEST = 256 << 10  # bytes of a statement before its rows


def bare(name: bytes) -> bytes:
    """Return a name without its schema and its quotes."""
    return name.rpartition(b".")[2].strip(b' \t\r\n`"[]')


def listed(names: bytes) -> list[bytes]:
    """Return the names of a list."""
    return [bare(name) for name in names.split(b",")]


def made(data: bytes, start: int) -> tuple[dict[bytes, bytes], int] | None:
    """Return the columns that CREATE TABLE makes and what they are called, and where it ends.

    Args:
        data: A text.
        start: Where the bracket of the columns opens; None comes back if it does not close.
    """
    pieces, depth, begin = list[bytes](), 0, start + 1
    for token in _TOKEN.finditer(data, start, start + LONGEST):
        sign = token[0]
        depth += (sign == b"(") - (sign == b")")
        if (sign == b"," and depth == 1) or not depth:
            pieces.append(data[begin : token.start()])
            begin = token.end()
        if not depth:
            return dict(filter(None, map(_column, pieces))), token.end()
    return None


def _column(piece: bytes) -> tuple[bytes, bytes] | None:
    """Return a column's name, and what it is called; None for another clause."""
    piece = _ASIDE.sub(b"", piece)
    found = _COLUMN.match(piece)
    if not found or found[1].upper() in _CLAUSES:
        return None
    name = bare(found[1])
    comment = _COMMENT.search(piece)
    called = _REMARK.sub("", comment[1].decode("utf-8", "replace").strip()) if comment else ""
    return name.lower(), called.encode() if called and headers.match(called) else name
