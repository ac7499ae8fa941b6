"""Tables of facts and the scripts that made them; NOTICE.md says from what."""

from __future__ import annotations

import csv
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of ``<name>.csv``."""
    table = files(__name__).joinpath(f"{name}.csv")
    header, *cells = csv.reader(table.read_text(encoding="utf-8").splitlines())
    return [dict(zip(header, row, strict=True)) for row in cells]
