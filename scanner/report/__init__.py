"""The inventory on paper: one writer a format, loaded when it is asked for.

A writer module has ``write(inventory: InventoryView, target: Path, language: str) -> None``.
It streams the files, never holds them, and replaces ``target`` only when it is complete.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.report.view import InventoryView

WRITERS = {
    "xlsx": "scanner.report.xlsx",
    "csv": "scanner.report.csv",
    "json": "scanner.report.json",
}


class Writer(Protocol):
    """A module that writes one format."""

    def write(self, inventory: InventoryView, target: Path, language: str) -> None:
        """Write the inventory to ``target`` in ``language`` ("zh" or "en")."""


def writer_for(format_: str) -> Writer:
    """Load the writer of one format in ``WRITERS``."""
    return cast("Writer", import_module(WRITERS[format_]))
