"""Identifiers of mainland China, one a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.cn.bank_card import CnBankCardRecognizer
from recognizers.cn.landline import CnLandlineRecognizer
from recognizers.cn.mobile import CnMobileRecognizer
from recognizers.cn.permanent_residence import CnPermanentResidenceRecognizer
from recognizers.cn.residence_permit import CnResidencePermitRecognizer
from recognizers.cn.resident_id import CnResidentIdRecognizer
from recognizers.cn.resident_id_15 import CnResidentId15Recognizer
from recognizers.cn.uscc import CnUsccRecognizer

if TYPE_CHECKING:
    from recognizers.base import ProvenRecognizer

# Sorted by entity.
CN: tuple[type[ProvenRecognizer], ...] = (
    CnBankCardRecognizer,
    CnPermanentResidenceRecognizer,
    CnResidencePermitRecognizer,
    CnLandlineRecognizer,
    CnMobileRecognizer,
    CnResidentIdRecognizer,
    CnResidentId15Recognizer,
    CnUsccRecognizer,
)
