"""Identifiers used all over the world, one a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.world.credit_card import PaymentCardRecognizer
from recognizers.world.email import EmailAddressRecognizer
from recognizers.world.geo_pair import GeoPairRecognizer
from recognizers.world.iban import IbanCodeRecognizer
from recognizers.world.imei import ImeiRecognizer
from recognizers.world.ip import IpAddressRecognizer
from recognizers.world.mac import MacRecognizer
from recognizers.world.secret_key import SecretKeyRecognizer
from recognizers.world.secret_text import SecretTextRecognizer

if TYPE_CHECKING:
    from recognizers.base import ProvenRecognizer

# Sorted by entity.
WORLD: tuple[type[ProvenRecognizer], ...] = (
    SecretKeyRecognizer,
    PaymentCardRecognizer,
    EmailAddressRecognizer,
    GeoPairRecognizer,
    IbanCodeRecognizer,
    ImeiRecognizer,
    IpAddressRecognizer,
    MacRecognizer,
    SecretTextRecognizer,
)
