"""Masked numbers (脱敏号码): what a masked column shows, and what its clear twin gives away.

A masked value alone is de-identified; beside the clear one it hides nothing, so policies
look for both (``MASKED_`` and the clear entity's name).

Source: GB/T 37964-2019, A.2; JR/T 0197-2020.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.base import ProvenRecognizer

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

STAR = ord("*")


class MaskedRecognizer(ProvenRecognizer):
    """Recognize a number some of whose digits are stars; the shape is all there is."""

    CHECK = "form"
    CHANCE = 1.0
    SHOWN = 3

    def compact(self, text: str) -> str:
        """Return the value without separators, its stars included."""
        return "".join(sign for sign in text if sign.isalnum() or sign == "*").upper()

    def passes(self, values: Bytes) -> Mask:
        """Tell which have stars."""
        starred: Mask = (values == STAR).any(axis=1)
        return starred
