"""Attributes of a person that only a column's name makes one, one a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.attributes.address import AddressRecognizer
from recognizers.attributes.address_coarse import AddressCoarseRecognizer
from recognizers.attributes.age import AgeRecognizer
from recognizers.attributes.alipay import AlipayRecognizer
from recognizers.attributes.balance import BalanceRecognizer
from recognizers.attributes.bank_account import BankAccountRecognizer
from recognizers.attributes.bank_account_corp import BankAccountCorpRecognizer
from recognizers.attributes.biometric_image import BiometricImageRecognizer
from recognizers.attributes.birth_date import BirthDateRecognizer
from recognizers.attributes.blood_type import BloodTypeRecognizer
from recognizers.attributes.card_secret import CardSecretRecognizer
from recognizers.attributes.coordinates import CoordinatesRecognizer
from recognizers.attributes.credit_record import CreditRecordRecognizer
from recognizers.attributes.criminal_record import CriminalRecordRecognizer
from recognizers.attributes.device_id import DeviceIdRecognizer
from recognizers.attributes.disability import DisabilityRecognizer
from recognizers.attributes.driver_file import DriverFileRecognizer
from recognizers.attributes.driver_license import DriverLicenseRecognizer
from recognizers.attributes.education import EducationRecognizer
from recognizers.attributes.ethnicity import EthnicityRecognizer
from recognizers.attributes.gender import GenderRecognizer
from recognizers.attributes.health_text import HealthTextRecognizer
from recognizers.attributes.housing_fund import HousingFundRecognizer
from recognizers.attributes.id_photo import IdPhotoRecognizer
from recognizers.attributes.marital import MaritalRecognizer
from recognizers.attributes.medical_insurance import MedicalInsuranceRecognizer
from recognizers.attributes.minor import MinorRecognizer
from recognizers.attributes.nationality import NationalityRecognizer
from recognizers.attributes.nickname import NicknameRecognizer
from recognizers.attributes.person import PersonRecognizer
from recognizers.attributes.person_name_zh import PersonNameZhRecognizer
from recognizers.attributes.political import PoliticalRecognizer
from recognizers.attributes.postcode import PostcodeRecognizer
from recognizers.attributes.qq import QqRecognizer
from recognizers.attributes.religion import ReligionRecognizer
from recognizers.attributes.salary import SalaryRecognizer
from recognizers.attributes.secret import SecretRecognizer
from recognizers.attributes.sim_id import SimIdRecognizer
from recognizers.attributes.social_security import SocialSecurityRecognizer
from recognizers.attributes.social_security_card import SocialSecurityCardRecognizer
from recognizers.attributes.wechat import WechatRecognizer

if TYPE_CHECKING:
    from recognizers.by_header import HeaderRecognizer

# Sorted by entity; a test finds what is missing.
ATTRIBUTES: tuple[type[HeaderRecognizer], ...] = (
    AgeRecognizer,
    AlipayRecognizer,
    BalanceRecognizer,
    BiometricImageRecognizer,
    BloodTypeRecognizer,
    AddressCoarseRecognizer,
    AddressRecognizer,
    BankAccountCorpRecognizer,
    BankAccountRecognizer,
    DriverFileRecognizer,
    DriverLicenseRecognizer,
    HousingFundRecognizer,
    MedicalInsuranceRecognizer,
    SocialSecurityRecognizer,
    SocialSecurityCardRecognizer,
    CreditRecordRecognizer,
    CriminalRecordRecognizer,
    CardSecretRecognizer,
    DisabilityRecognizer,
    BirthDateRecognizer,
    EducationRecognizer,
    EthnicityRecognizer,
    GenderRecognizer,
    CoordinatesRecognizer,
    HealthTextRecognizer,
    IdPhotoRecognizer,
    DeviceIdRecognizer,
    SimIdRecognizer,
    MaritalRecognizer,
    MinorRecognizer,
    NationalityRecognizer,
    NicknameRecognizer,
    SecretRecognizer,
    PersonRecognizer,
    PersonNameZhRecognizer,
    PoliticalRecognizer,
    PostcodeRecognizer,
    QqRecognizer,
    ReligionRecognizer,
    SalaryRecognizer,
    WechatRecognizer,
)
