"""Forms in plain text: a label on a line of its own, or in a cell, goes before what follows it.

    姓名            姓名            姓名<tab>张伟<tab>性别<tab>男       姓名,张伟
    张伟      ->    姓名: 张伟      姓名,张伟,性别,男

Only words that say in Chinese what a value is are labels here, and a label is no value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from recognizers import headers
from recognizers.labels import is_clear

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST = 1 << 20  # bytes of a text that may be a form
_LONGEST_LINE, _LONGEST_VALUE, _LONGEST_LABEL = 1024, 200, 48  # bytes
_EDGES = b' \t\r\n"*`'  # of what a cell says
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
        if before and is_value(text):
            return before + b": " + line
        for sign in (b"\t", b","):
            if sign in line:
                cells = line.split(sign)
                is_form = sign == b"\t" or len(cells) == 2  # noqa: PLR2004
                if is_form or pairs(cells) > 1:  # else a list, or a sentence
                    return labelled(line, sign)
                return line
        return line


def labelled(line: bytes, sign: bytes) -> bytes:
    """Return a line with labels before the cells that follow theirs."""
    cells, label = line.split(sign), b""
    for number, cell in enumerate(cells):
        said = cell.strip(_EDGES)
        found = label_of(said)
        if label and said and not found:
            before = len(cell) - len(cell.lstrip(b" "))
            cells[number] = cell[:before] + label + b": " + cell[before:]
        label = found if said else label
    return sign.join(cells)


def pairs(cells: Iterable[bytes]) -> int:
    """Return how many labels with their values a row consists of; 0 if of anything else."""
    filled = filter(None, (cell.strip(_EDGES) for cell in cells))
    if not label_of(first := next(filled, b"")):  # of most rows no more need be looked at
        return 0
    said = [first, *filled]
    labels, values = said[::2], said[1::2]
    is_form = len(labels) == len(values) and all(map(label_of, labels))
    return len(labels) if is_form and not any(map(label_of, values)) else 0


@lru_cache(1 << 12)
def label_of(text: bytes) -> bytes:
    """Return the label that a text is, without a colon; b"" if it is none."""
    if not text or len(text) > _LONGEST_LABEL or text.isascii():
        return b""
    label = _LABEL.fullmatch(text.decode("utf-8", "replace"))
    return label[1].encode() if label and any(map(is_clear, headers.match(label[1]))) else b""


def is_value(text: bytes) -> bool:
    """Tell whether a text may be what stands after a label: no sentence."""
    return len(text) <= _LONGEST_VALUE and not _SENTENCE.search(text)
