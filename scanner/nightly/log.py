"""The log of the nights: one JSON object a line, paths and counts only, rotated."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 5 << 20  # bytes
_OLDER = 5  # files that are kept


def note(path: Path, event: str, **facts: object) -> None:
    """Add a line; a log that has grown large makes way for a new one first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _rotate(path)
    line = json.dumps({"time": datetime.now(UTC).isoformat(), "event": event, **facts})
    descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    with open(descriptor, "a", encoding="ascii") as stream:
        stream.write(line + "\n")


def _rotate(path: Path) -> None:
    if not path.exists() or path.stat().st_size < _LARGEST:
        return
    for number in range(_OLDER, 0, -1):
        older = path.with_name(f"{path.name}.{number}")
        newer = path.with_name(f"{path.name}.{number - 1}") if number > 1 else path
        if newer.exists():
            newer.replace(older)
