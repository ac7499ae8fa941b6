"""Identifiers of mainland China, one a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.cn.alipay_text import AlipayTextRecognizer
from recognizers.cn.bank_card import CnBankCardRecognizer
from recognizers.cn.bank_card_damaged import DamagedBankCardRecognizer
from recognizers.cn.biz_license import CnBizLicenseRecognizer
from recognizers.cn.born import BornRecognizer
from recognizers.cn.chat_account import ChatAccountRecognizer
from recognizers.cn.cnaps import CnCnapsRecognizer
from recognizers.cn.disability_card import CnDisabilityCardRecognizer
from recognizers.cn.exit_entry_permit import CnExitEntryPermitRecognizer
from recognizers.cn.home_return_permit import CnHomeReturnPermitRecognizer
from recognizers.cn.hotline import CnHotlineRecognizer
from recognizers.cn.iccid import IccidRecognizer
from recognizers.cn.imsi import ImsiRecognizer
from recognizers.cn.iot_msisdn import CnIotMsisdnRecognizer
from recognizers.cn.landline import CnLandlineRecognizer
from recognizers.cn.masked_bank_card import MaskedBankCardRecognizer
from recognizers.cn.masked_mobile import MaskedMobileRecognizer
from recognizers.cn.masked_resident_id import MaskedResidentIdRecognizer
from recognizers.cn.military_id import CnMilitaryIdRecognizer
from recognizers.cn.mobile import CnMobileRecognizer
from recognizers.cn.org_code import CnOrgCodeRecognizer
from recognizers.cn.passport import CnPassportRecognizer
from recognizers.cn.permanent_residence import CnPermanentResidenceRecognizer
from recognizers.cn.personal_taxpayer_id import CnPersonalTaxpayerIdRecognizer
from recognizers.cn.plate import CnPlateRecognizer
from recognizers.cn.police_id import CnPoliceIdRecognizer
from recognizers.cn.residence_permit import CnResidencePermitRecognizer
from recognizers.cn.resident_id import CnResidentIdRecognizer
from recognizers.cn.resident_id_15 import CnResidentId15Recognizer
from recognizers.cn.resident_id_damaged import DamagedResidentIdRecognizer
from recognizers.cn.taiwan_compatriot_permit import CnTaiwanCompatriotPermitRecognizer
from recognizers.cn.taiwan_travel_permit import CnTaiwanTravelPermitRecognizer
from recognizers.cn.taxpayer_id import CnTaxpayerIdRecognizer
from recognizers.cn.uscc import CnUsccRecognizer
from recognizers.cn.vin import VinRecognizer

if TYPE_CHECKING:
    from recognizers.base import ProvenRecognizer

# Sorted by entity.
CN: tuple[type[ProvenRecognizer], ...] = (
    AlipayTextRecognizer,
    ChatAccountRecognizer,
    CnBankCardRecognizer,
    DamagedBankCardRecognizer,
    CnBizLicenseRecognizer,
    CnCnapsRecognizer,
    CnDisabilityCardRecognizer,
    CnExitEntryPermitRecognizer,
    CnPermanentResidenceRecognizer,
    CnResidencePermitRecognizer,
    CnHomeReturnPermitRecognizer,
    CnHotlineRecognizer,
    CnIotMsisdnRecognizer,
    CnLandlineRecognizer,
    CnMilitaryIdRecognizer,
    CnMobileRecognizer,
    CnOrgCodeRecognizer,
    CnPassportRecognizer,
    CnPlateRecognizer,
    CnPoliceIdRecognizer,
    CnResidentIdRecognizer,
    CnResidentId15Recognizer,
    DamagedResidentIdRecognizer,
    CnTaiwanTravelPermitRecognizer,
    CnTaxpayerIdRecognizer,
    CnPersonalTaxpayerIdRecognizer,
    CnTaiwanCompatriotPermitRecognizer,
    CnUsccRecognizer,
    BornRecognizer,
    IccidRecognizer,
    ImsiRecognizer,
    MaskedBankCardRecognizer,
    MaskedMobileRecognizer,
    MaskedResidentIdRecognizer,
    VinRecognizer,
)
