"""All recognizers, as classes; of Presidio this loads what they are made of."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from recognizers.attributes import ATTRIBUTES
from recognizers.base import ProvenRecognizer
from recognizers.by_header import HeaderRecognizer
from recognizers.cn import CN
from recognizers.hk import HK
from recognizers.mo import MO
from recognizers.tw import TW
from recognizers.world import WORLD

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ALL", "HeaderRecognizer", "ProvenRecognizer", "Recognizer", "by_entity"]

Recognizer = ProvenRecognizer | HeaderRecognizer

# Each folder lists its own; a test finds what is missing.
ALL: tuple[type[Recognizer], ...] = tuple(
    sorted((*ATTRIBUTES, *CN, *HK, *MO, *TW, *WORLD), key=lambda recognizer: recognizer.ENTITY)
)

by_entity: Mapping[str, type[Recognizer]] = MappingProxyType({one.ENTITY: one for one in ALL})
