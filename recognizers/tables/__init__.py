"""Tables of facts and the scripts that made them; NOTICE.md says from what."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def path(name: str) -> Traversable:
    """Return where ``<name>.csv`` is."""
    return files(__name__).joinpath(f"{name}.csv")


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of ``<name>.csv``."""
    table = path(name)
    header, *cells = csv.reader(table.read_text(encoding="utf-8").splitlines())
    return [dict(zip(header, row, strict=True)) for row in cells]
