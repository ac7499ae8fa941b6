"""Recognizers of personal information for Presidio, Chinese identifiers first.

A plain Presidio registry takes them:

    from presidio_analyzer import RecognizerRegistry

    registry = RecognizerRegistry(recognizers.load("zh"), supported_languages=["zh"])

Presidio takes seconds to load, so the classes are loaded when they are first asked for;
what is said of them here comes from a table that ``recognizers.table`` writes.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from recognizers import tables

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

    from recognizers.catalogue import (
        ALL,
        HeaderRecognizer,
        ProvenRecognizer,
        Recognizer,
        by_entity,
    )
else:  # the type checker knows the real ones

    def __getattr__(name: str) -> object:
        """Load a name of the catalogue when it is first asked for."""
        if name not in __all__:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message, name=name)
        return getattr(import_module("recognizers.catalogue"), name)


__all__ = [
    "ALL",
    "LANGUAGES",
    "Check",
    "HeaderRecognizer",
    "ProvenRecognizer",
    "Recognizer",
    "by_entity",
    "checks",
    "load",
]

LANGUAGES = ("zh", "en")  # whose words around a value every recognizer knows


class Check(NamedTuple):
    """What values have to pass beyond their shape."""

    name: str  # "MOD 11-2"; "": it has no name
    chance: float  # share of random values of the shape that pass


def load(language: str = "zh") -> list[EntityRecognizer]:
    """Return fresh recognizers for a registry that analyzes texts of ``language``.

    Each knows Chinese and English context words; Presidio merely runs only those
    that are registered for the language of the text.
    """
    from recognizers import catalogue

    return [recognizer(supported_language=language) for recognizer in catalogue.ALL]


@cache
def checks() -> dict[str, Check | None]:
    """Return the check of every entity; ``None`` where only a column's name tells."""
    return {
        row["entity"]: Check(row["check"], float(row["chance"])) if row["chance"] else None
        for row in tables.rows("entities")
    }
