"""A report is either complete or not there: drafts that become the target at the end."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def draft(target: Path) -> Iterator[Path]:
    """Yield the path to write to; replace ``target`` when all went well, else leave nothing."""
    part = target.with_name(target.name + ".part")
    try:
        yield part
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
