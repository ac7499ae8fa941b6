"""How much room a text takes, so that rows are as high as what they hold."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from scanner.report.columns import Cell, Marked

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE_POINTS = 16.5
MOST_POINTS = 409.0  # that a row can have


def row_points(cells: Iterable[tuple[Cell, float]]) -> float:
    """Return the height for wrapped cells, each given with its width in characters."""
    lines = 1  # numbers and times never wrap
    for cell, width in cells:
        text = cell.text if isinstance(cell, Marked) else cell
        if isinstance(text, str) and text:
            lines = max(lines, lines_needed(text, width))
    return min(MOST_POINTS, LINE_POINTS * lines)


def lines_needed(text: str, width: float) -> int:
    """Estimate the lines that a text takes."""
    if "\n" not in text:
        return max(1, math.ceil(columns_of(text) / width))
    return sum(lines_needed(line, width) for line in text.split("\n"))


def columns_of(text: str) -> int:
    """Return the width of a text in narrow characters; GB 18030 gives Han characters two."""
    return len(text) if text.isascii() else len(text.encode("gb18030", "replace"))
