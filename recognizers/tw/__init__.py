"""Identifiers of Taiwan, one a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.tw.business_number import TwBusinessNumberRecognizer
from recognizers.tw.national_id import TwNationalIdRecognizer
from recognizers.tw.phone import TwPhoneRecognizer
from recognizers.tw.resident_certificate import TwResidentCertificateRecognizer

if TYPE_CHECKING:
    from recognizers.base import ProvenRecognizer

# Sorted by entity.
TW: tuple[type[ProvenRecognizer], ...] = (
    TwResidentCertificateRecognizer,
    TwNationalIdRecognizer,
    TwPhoneRecognizer,
    TwBusinessNumberRecognizer,
)
