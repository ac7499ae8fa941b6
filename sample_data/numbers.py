"""Numbers with a check digit, made one at a time.

Written apart from the product's own check digits, so that one can prove the other.
"""

from __future__ import annotations

from string import ascii_uppercase, digits

_MOD_11_2 = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_GB_11714 = (3, 7, 9, 10, 5, 8, 4, 2)
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LETTERS = digits + ascii_uppercase


def resident_id(area: str, birth: str, sequence: int) -> str:
    """Return an 18-digit number by GB 11643: area(6), birth as yyyymmdd, sequence, check."""
    body = f"{area}{birth}{sequence:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _MOD_11_2, strict=True))
    return body + "10X98765432"[total % 11]


def passes_mod_11_2(value: str) -> bool:
    """Return whether the 18th sign is the check digit of the first 17."""
    return resident_id(value[:6], value[6:14], int(value[14:17])) == value


def card(body: str) -> str:
    """Return a card number: its digits but the last, then the Luhn digit (ISO/IEC 7812)."""
    return body + str(-_luhn(body + "0") % 10)


def _luhn(value: str) -> int:
    doubled = [int(digit) * 2 for digit in value[-2::-2]]
    return sum(map(int, value[-1::-2])) + sum(each // 10 + each % 10 for each in doubled)


def credit_code(kind: str, area: str, subject: str) -> str:
    """Return a unified social credit code by GB 32100: kind(2), area(6), subject(8), checks."""
    total = sum(_LETTERS.index(c) * w for c, w in zip(subject, _GB_11714, strict=True))
    body = kind + area + subject + "0X987654321"[total % 11]
    weighted = sum(_USCC.index(c) * pow(3, place, 31) for place, c in enumerate(body))
    return body + _USCC[-weighted % 31]


def barcode(body: str) -> str:
    """Return an EAN-13: twelve digits and their check digit (ISO/IEC 15420)."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return body + str(-total % 10)


def iban(country: str, account: str) -> str:
    """Return an IBAN: country, two check digits (ISO 7064 MOD 97-10), account."""
    letters = "".join(str(_LETTERS.index(sign)) for sign in account + country + "00")
    return f"{country}{98 - int(letters) % 97:02}{account}"
