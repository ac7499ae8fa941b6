"""Attributes of a person that only a column's name makes one, one a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.attributes.address import AddressRecognizer
from recognizers.attributes.address_coarse import AddressCoarseRecognizer
from recognizers.attributes.advertising_id import AdvertisingIdRecognizer
from recognizers.attributes.age import AgeRecognizer
from recognizers.attributes.alipay import AlipayRecognizer
from recognizers.attributes.alipay_uid import AlipayUidRecognizer
from recognizers.attributes.balance import BalanceRecognizer
from recognizers.attributes.bank_account import BankAccountRecognizer
from recognizers.attributes.bank_account_corp import BankAccountCorpRecognizer
from recognizers.attributes.biometric_image import BiometricImageRecognizer
from recognizers.attributes.biometric_template import BiometricTemplateRecognizer
from recognizers.attributes.birth_date import BirthDateRecognizer
from recognizers.attributes.blood_type import BloodTypeRecognizer
from recognizers.attributes.body_measure import BodyMeasureRecognizer
from recognizers.attributes.browse_log import BrowseLogRecognizer
from recognizers.attributes.card_expiry import CardExpiryRecognizer
from recognizers.attributes.card_secret import CardSecretRecognizer
from recognizers.attributes.comm_content import CommContentRecognizer
from recognizers.attributes.comm_record import CommRecordRecognizer
from recognizers.attributes.contact_list import ContactListRecognizer
from recognizers.attributes.coordinates import CoordinatesRecognizer
from recognizers.attributes.credit_record import CreditRecordRecognizer
from recognizers.attributes.criminal_record import CriminalRecordRecognizer
from recognizers.attributes.device_id import DeviceIdRecognizer
from recognizers.attributes.disability import DisabilityRecognizer
from recognizers.attributes.driver_file import DriverFileRecognizer
from recognizers.attributes.driver_license import DriverLicenseRecognizer
from recognizers.attributes.education import EducationRecognizer
from recognizers.attributes.ethnicity import EthnicityRecognizer
from recognizers.attributes.fitness import FitnessRecognizer
from recognizers.attributes.gender import GenderRecognizer
from recognizers.attributes.geo_point_coarse import CoarseCoordinatesRecognizer
from recognizers.attributes.geo_track import GeoTrackRecognizer
from recognizers.attributes.hashed_mobile import HashedMobileRecognizer
from recognizers.attributes.hashed_resident_id import HashedResidentIdRecognizer
from recognizers.attributes.health_text import HealthTextRecognizer
from recognizers.attributes.housing_fund import HousingFundRecognizer
from recognizers.attributes.id_photo import IdPhotoRecognizer
from recognizers.attributes.important_data import ImportantDataRecognizer
from recognizers.attributes.legal_representative import LegalRepresentativeRecognizer
from recognizers.attributes.lodging_travel import LodgingTravelRecognizer
from recognizers.attributes.marital import MaritalRecognizer
from recognizers.attributes.masked_person_name import MaskedPersonNameRecognizer
from recognizers.attributes.medical_insurance import MedicalInsuranceRecognizer
from recognizers.attributes.minor import MinorRecognizer
from recognizers.attributes.nationality import NationalityRecognizer
from recognizers.attributes.nickname import NicknameRecognizer
from recognizers.attributes.order_no import OrderNumberRecognizer
from recognizers.attributes.otp import OtpRecognizer
from recognizers.attributes.password_hash import PasswordHashRecognizer
from recognizers.attributes.person import PersonRecognizer
from recognizers.attributes.person_name_zh import PersonNameZhRecognizer
from recognizers.attributes.phone import TelephoneRecognizer
from recognizers.attributes.plate_part import PlatePartRecognizer
from recognizers.attributes.political import PoliticalRecognizer
from recognizers.attributes.postcode import PostcodeRecognizer
from recognizers.attributes.profile_tag import ProfileTagRecognizer
from recognizers.attributes.qq import QqRecognizer
from recognizers.attributes.religion import ReligionRecognizer
from recognizers.attributes.salary import SalaryRecognizer
from recognizers.attributes.scientific_bank_card import ScientificBankCardRecognizer
from recognizers.attributes.scientific_mobile import ScientificMobileRecognizer
from recognizers.attributes.scientific_resident_id import ScientificResidentIdRecognizer
from recognizers.attributes.secret import SecretRecognizer
from recognizers.attributes.sex_life import SexLifeRecognizer
from recognizers.attributes.sim_id import SimIdRecognizer
from recognizers.attributes.social_security import SocialSecurityRecognizer
from recognizers.attributes.social_security_card import SocialSecurityCardRecognizer
from recognizers.attributes.transaction import TransactionRecognizer
from recognizers.attributes.user_id import UserIdRecognizer
from recognizers.attributes.waybill_no import WaybillNumberRecognizer
from recognizers.attributes.wechat import WechatRecognizer
from recognizers.attributes.wechat_openid import WechatOpenidRecognizer

if TYPE_CHECKING:
    from recognizers.by_header import HeaderRecognizer

# Sorted by entity; a test finds what is missing.
ATTRIBUTES: tuple[type[HeaderRecognizer], ...] = (
    AgeRecognizer,
    AlipayRecognizer,
    AlipayUidRecognizer,
    BalanceRecognizer,
    BiometricImageRecognizer,
    BiometricTemplateRecognizer,
    BloodTypeRecognizer,
    BodyMeasureRecognizer,
    BrowseLogRecognizer,
    CardExpiryRecognizer,
    AddressCoarseRecognizer,
    AddressRecognizer,
    BankAccountCorpRecognizer,
    BankAccountRecognizer,
    DriverFileRecognizer,
    DriverLicenseRecognizer,
    HousingFundRecognizer,
    MedicalInsuranceRecognizer,
    PlatePartRecognizer,
    SocialSecurityRecognizer,
    SocialSecurityCardRecognizer,
    CommContentRecognizer,
    CommRecordRecognizer,
    ContactListRecognizer,
    CreditRecordRecognizer,
    CriminalRecordRecognizer,
    CardSecretRecognizer,
    DisabilityRecognizer,
    BirthDateRecognizer,
    EducationRecognizer,
    EthnicityRecognizer,
    FitnessRecognizer,
    GenderRecognizer,
    CoarseCoordinatesRecognizer,
    CoordinatesRecognizer,
    GeoTrackRecognizer,
    HashedMobileRecognizer,
    HashedResidentIdRecognizer,
    HealthTextRecognizer,
    AdvertisingIdRecognizer,
    IdPhotoRecognizer,
    DeviceIdRecognizer,
    ImportantDataRecognizer,
    SimIdRecognizer,
    LegalRepresentativeRecognizer,
    LodgingTravelRecognizer,
    MaritalRecognizer,
    MaskedPersonNameRecognizer,
    MinorRecognizer,
    NationalityRecognizer,
    NicknameRecognizer,
    OrderNumberRecognizer,
    OtpRecognizer,
    PasswordHashRecognizer,
    SecretRecognizer,
    PersonRecognizer,
    PersonNameZhRecognizer,
    TelephoneRecognizer,
    PoliticalRecognizer,
    PostcodeRecognizer,
    ProfileTagRecognizer,
    QqRecognizer,
    ReligionRecognizer,
    SalaryRecognizer,
    ScientificBankCardRecognizer,
    ScientificMobileRecognizer,
    ScientificResidentIdRecognizer,
    SexLifeRecognizer,
    TransactionRecognizer,
    UserIdRecognizer,
    WaybillNumberRecognizer,
    WechatRecognizer,
    WechatOpenidRecognizer,
)
