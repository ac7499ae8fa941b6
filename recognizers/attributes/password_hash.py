"""Password hash (口令散列值): hexadecimal digits of a fixed length, or a scheme and its salt.

In a column called password alone, hashes count as passwords: unsalted ones are soon guessed.

Source: JR/T 0171-2020; RFC 2307; RFC 9106 (Argon2).
"""

from __future__ import annotations

from recognizers.attributes import shapes
from recognizers.attributes.hidden import HiddenRecognizer


class PasswordHashRecognizer(HiddenRecognizer):
    """Recognize such values by their make in a column that announces them."""

    ENTITY = "PASSWORD_HASH"
    TITLE = "Password hash"
    TITLE_ZH = "口令散列值"
    COUNTRY_CODE = None
    SOURCE = "JR/T 0171-2020 C3; RFC 2307; RFC 9106"
    SHAPE = shapes.SAID
    CHECK_SHAPE = (
        f"{shapes.HEX_HASH}|{shapes.hexadecimal(56, 96, 128)}|"
        r"[$][0-9A-Za-z-]+[$][^\x00-\x20]+|[{][0-9A-Z-]+[}][0-9A-Za-z+/=$.]+|"
        r"pbkdf2[^\x00-\x20]+|[*][0-9A-F]{40}"
    )
    STOP = shapes.NOTHING
    TELLING = CHECK_SHAPE
    HEADERS = ("密码哈希", "password_hash", "pwd_md5")
    GENUINE = (
        "8f14e45fceea167a5a36dedd4bea2543",
        "$2b$12$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234",
        "{SSHA}c2FsdGVkaGFzaG9mYXBhc3N3b3Jk",
    )
    IMPOSTORS = ("未设置", "123456", "-")
