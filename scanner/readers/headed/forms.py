"""Forms in plain text: a label on a line of its own, or in a cell, goes before what follows it.

    姓名            姓名            姓名<tab>张伟<tab>性别<tab>男       姓名,张伟
    张伟      ->    姓名: 张伟

Only words that say in Chinese what a value is are labels here, and a label is no value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from recognizers import headers
from recognizers.labels import is_clear

LARGEST = 1 << 20  # bytes of a text that may be a form
_LONGEST_LINE, _LONGEST_VALUE, _LONGEST_LABEL = 1024, 200, 48  # bytes
_SENTENCE = re.compile("。|；|！|？".encode())
_LABEL = re.compile("((?:[㐀-鿿][ \u3000]{0,4}){1,12}(?:[（(][^()（）]{0,12}[)）])?) ?[:：]?")


@dataclass(slots=True)
class Forms:
    """Reads lines, block by block."""

    label: bytes = b""  # which the line before consists of

    def feed(self, block: bytes) -> bytes:
        """Return the block with labels before its values."""
        return b"".join(map(self._line, block.splitlines(keepends=True)))

    def rest(self) -> bytes:
        """Return what was held back: nothing."""
        return b""

    def _line(self, line: bytes) -> bytes:
        text = line.strip()
        if not text:
            return line
        before, self.label = self.label, label_of(text)
        if self.label or len(line) > _LONGEST_LINE:
            return line
        if before and _is_value(text):
            return before + b": " + line
        for sign in (b"\t", b","):
            if sign in line:
                return _cells(line, sign)
        return line


def _cells(line: bytes, sign: bytes) -> bytes:
    """Return a line with labels before the cells that follow theirs."""
    cells = line.split(sign)
    if sign == b"," and len(cells) != 2:  # noqa: PLR2004 -- else a list, or a sentence
        return line
    label = b""
    for number, cell in enumerate(cells):
        found = label_of(cell.strip())
        if label and not found and cell.strip():
            cells[number] = label + b": " + cell
        label = found
    return sign.join(cells)


@lru_cache(1 << 12)
def label_of(text: bytes) -> bytes:
    """Return the label that a text is, without a colon; b"" if it is none."""
    if not text or len(text) > _LONGEST_LABEL or text.isascii():
        return b""
    label = _LABEL.fullmatch(text.decode("utf-8", "replace"))
    return label[1].encode() if label and any(map(is_clear, headers.match(label[1]))) else b""


def _is_value(text: bytes) -> bool:
    return len(text) <= _LONGEST_VALUE and not _SENTENCE.search(text)
