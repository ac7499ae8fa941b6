"""Identifiers of Macao, one a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.mo.id_card import MoIdCardRecognizer
from recognizers.mo.phone import MoPhoneRecognizer

if TYPE_CHECKING:
    from recognizers.base import ProvenRecognizer

MO: tuple[type[ProvenRecognizer], ...] = (MoIdCardRecognizer, MoPhoneRecognizer)
