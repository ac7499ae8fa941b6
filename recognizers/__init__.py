"""Recognizers of personal information for Presidio, Chinese identifiers first.

A plain Presidio registry takes them:

    from presidio_analyzer import RecognizerRegistry

    registry = RecognizerRegistry(recognizers.load("zh"), supported_languages=["zh"])
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from recognizers.attributes import ATTRIBUTES
from recognizers.base import ProvenRecognizer
from recognizers.by_header import HeaderRecognizer
from recognizers.cn import CN
from recognizers.world import WORLD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presidio_analyzer import EntityRecognizer

    Recognizer = ProvenRecognizer | HeaderRecognizer

__all__ = ["ALL", "HeaderRecognizer", "ProvenRecognizer", "by_entity", "chance", "load"]

# Each folder lists its own; a test finds what is missing.
ALL: tuple[type[Recognizer], ...] = tuple(
    sorted((*ATTRIBUTES, *CN, *WORLD), key=lambda recognizer: recognizer.ENTITY)
)

by_entity: Mapping[str, type[Recognizer]] = MappingProxyType({one.ENTITY: one for one in ALL})


def load(language: str = "zh") -> list[EntityRecognizer]:
    """Return fresh recognizers for a registry that analyzes texts of ``language``.

    Each knows Chinese and English context words; Presidio merely runs only those
    that are registered for the language of the text.
    """
    return [recognizer(supported_language=language) for recognizer in ALL]


def chance(entity: str) -> float | None:
    """Return the share of random values of the entity's shape that pass its checks.

    ``None`` where there is nothing to pass: the column's name makes it what it is.
    """
    return getattr(by_entity.get(entity), "CHANCE", None)
