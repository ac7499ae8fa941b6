"""Recognizers of personal information for Presidio, Chinese identifiers first.

A plain Presidio registry takes them:

    from presidio_analyzer import RecognizerRegistry

    registry = RecognizerRegistry(recognizers.load(languages=["zh"]), supported_languages=["zh"])

or a registry file, whose path ``registry_file`` returns.

The classes are loaded when they are first asked for; what is said of them here comes from a
table that ``recognizers.table`` writes.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from recognizers import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    "REGIONS",
    "Check",
    "HeaderRecognizer",
    "ProvenRecognizer",
    "Recognizer",
    "by_entity",
    "checks",
    "load",
    "registry_file",
]

LANGUAGES = ("zh", "en")  # whose words around a value every recognizer knows
WORLD = "world"  # of no country, or of another one
REGIONS = ("cn", "hk", "mo", "tw", WORLD)


class Check(NamedTuple):
    """What values have to pass beyond their shape."""

    name: str  # "MOD 11-2"; "": it has no name
    chance: float  # share of random values of the shape that pass


def load(
    regions: Sequence[str] = REGIONS, languages: Sequence[str] = LANGUAGES
) -> list[EntityRecognizer]:
    """Return fresh recognizers for a registry, one of a kind for each language.

    Each knows Chinese and English context words; Presidio merely runs only those that are
    registered for the language of the text.

    Args:
        regions: Whose identifiers, of ``REGIONS``.
        languages: Of the texts, of ``LANGUAGES``.

    Raises:
        ValueError: There is no such region or language.
    """
    from recognizers import catalogue

    _check("region", regions, REGIONS)
    _check("language", languages, LANGUAGES)
    chosen = [one for one in catalogue.ALL if _region(one) in regions]
    return [one(supported_language=language) for language in languages for one in chosen]


def _region(recognizer: type[Recognizer]) -> str:
    code = recognizer.COUNTRY_CODE
    return code if code in REGIONS else WORLD


def _check(what: str, given: Sequence[str], known: Sequence[str]) -> None:
    if isinstance(given, str) or not set(given) <= set(known):
        message = f"{what}s are some of {', '.join(known)}"
        raise ValueError(message)


def registry_file() -> str:
    """Return the path of a registry file with all recognizers, for Presidio's provider.

    They are loaded by it, since Presidio looks for their names among the classes there are.
    """
    import_module("recognizers.catalogue")
    return str(files(__name__) / "conf" / "recognizers_zh.yaml")


@cache
def checks() -> dict[str, Check | None]:
    """Return the check of every entity; ``None`` where only a column's name tells."""
    return {
        row["entity"]: Check(row["check"], float(row["chance"])) if row["chance"] else None
        for row in tables.rows("entities")
    }
