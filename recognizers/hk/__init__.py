"""Identifiers of Hong Kong, one a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.hk.id_card import HkIdCardRecognizer
from recognizers.hk.phone import HkPhoneRecognizer

if TYPE_CHECKING:
    from recognizers.base import ProvenRecognizer

HK: tuple[type[ProvenRecognizer], ...] = (HkIdCardRecognizer, HkPhoneRecognizer)
