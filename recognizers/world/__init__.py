"""Identifiers used all over the world, one a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.world.au_tfn import AustralianTfnRecognizer
from recognizers.world.bic import BankIdentifierRecognizer
from recognizers.world.ca_sin import CanadianSinRecognizer
from recognizers.world.credit_card import PaymentCardRecognizer
from recognizers.world.de_tax_id import GermanTaxIdRecognizer
from recognizers.world.email import EmailAddressRecognizer
from recognizers.world.es_nif import SpanishNifRecognizer
from recognizers.world.gb_nhs import BritishNhsRecognizer
from recognizers.world.geo_pair import GeoPairRecognizer
from recognizers.world.iban import IbanCodeRecognizer
from recognizers.world.imei import ImeiRecognizer
from recognizers.world.in_aadhaar import IndianAadhaarRecognizer
from recognizers.world.in_pan import IndianPanRecognizer
from recognizers.world.ip import IpAddressRecognizer
from recognizers.world.it_fiscal_code import ItalianFiscalCodeRecognizer
from recognizers.world.kr_rrn import KoreanRrnRecognizer
from recognizers.world.mac import MacRecognizer
from recognizers.world.phone_in_text import PhoneInTextRecognizer
from recognizers.world.pl_pesel import PolishPeselRecognizer
from recognizers.world.se_personnummer import SwedishPersonnummerRecognizer
from recognizers.world.secret_key import SecretKeyRecognizer
from recognizers.world.secret_text import SecretTextRecognizer
from recognizers.world.sg_nric import SingaporeNricRecognizer
from recognizers.world.th_tnin import ThaiIdRecognizer
from recognizers.world.tr_national_id import TurkishIdRecognizer
from recognizers.world.us_itin import AmericanItinRecognizer
from recognizers.world.us_ssn import UsSocialSecurityRecognizer
from recognizers.world.za_id_number import SouthAfricanIdRecognizer

if TYPE_CHECKING:
    from recognizers.base import ProvenRecognizer

# Sorted by entity.
WORLD: tuple[type[ProvenRecognizer], ...] = (
    SecretKeyRecognizer,
    AustralianTfnRecognizer,
    BankIdentifierRecognizer,
    CanadianSinRecognizer,
    PaymentCardRecognizer,
    GermanTaxIdRecognizer,
    EmailAddressRecognizer,
    SpanishNifRecognizer,
    GeoPairRecognizer,
    IbanCodeRecognizer,
    ImeiRecognizer,
    IndianAadhaarRecognizer,
    IndianPanRecognizer,
    IpAddressRecognizer,
    ItalianFiscalCodeRecognizer,
    KoreanRrnRecognizer,
    MacRecognizer,
    SecretTextRecognizer,
    PhoneInTextRecognizer,
    PolishPeselRecognizer,
    SwedishPersonnummerRecognizer,
    SingaporeNricRecognizer,
    ThaiIdRecognizer,
    TurkishIdRecognizer,
    BritishNhsRecognizer,
    AmericanItinRecognizer,
    UsSocialSecurityRecognizer,
    SouthAfricanIdRecognizer,
)
