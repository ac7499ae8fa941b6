"""Password or secret written out in text: password=..., 密码：..., //user:secret@host.

The word for a secret, a sign of assignment, and a value that is no word: quoted, or with a
digit or a mark in it.  The word belongs to the match, since it makes one of the value.
Placeholders (${PASSWORD}, <secret>, ****) are none.

Source: RFC 3986, 3.2.1 (user information in addresses); RFC 6750, 2.3 (tokens in queries);
keywords after detect-secrets 1.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import regex

from recognizers.base import ProvenRecognizer
from recognizers.fold import ANY_BLANK

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

_ENGLISH = (
    "(?:[0-9A-Za-z]{1,20}[_.-]){0,3}"
    "(?:[a-z]{1,20}(?:[A-Z][a-z]{1,20}){0,2}"  # accessKeySecret, dbPassword
    "(?:Pass[Ww]ord|Pass[Ww]d|Pwd|Passphrase|Secret|Token|ApiKey|AccessKey)|"
    "[Pp]ass[Ww]ord|PASSWORD|[Pp]ass[Ww]d|PASSWD|[Pp]wd|PWD|[Pp]assphrase|PASSPHRASE|"
    "[Ss]ecret|SECRET|[Tt]oken|TOKEN|[Aa]pi[_-]?[Kk]ey|API[_-]?KEY|[Aa]ccess[_-]?[Kk]ey|"
    "ACCESS[_-]?KEY|[Aa]uth[_-]?[Kk]ey|AUTH[_-]?KEY|[Aa]ccess[Tt]oken|[Cc]lient[Ss]ecret)"
    "(?:[_-](?:[Kk]ey|KEY|[Ii]d|ID))?"
)
_CHINESE = "(?:密码|口令|密钥)"
_SIGN = "[!#$%*+./0-9:=?@A-Z^_a-z|~-]"  # of a bare value: no blank, quote, bracket, end
# Not what stands for a value: ${X}, <x>, %s, [x], ***; with a digit or a mark in it.
_BARE = f"(?![$%*/xX])(?=[A-Za-z_./-]*[0-9!#@$%^*+?~]){_SIGN}{{4,100}}(?<![.:])"
_QUOTED = "[\"'](?![<$%*{])[^\"'\\x00-\\x20\\x7f-\\U0010ffff]{4,100}[\"']"
_VALUE = f"(?:{_QUOTED}|{_BARE})"
_SCHEME = "[a-z][a-z0-9+.-]{1,20}"
_USER = "[^/:@ \"'<>\\x00-\\x20]"
_LABEL = regex.compile(f"(?:{_ENGLISH}|{_CHINESE})[\"']?[ ]?(?:[=:：]|是|为)+[ ]?")
_WORDS = tuple(b"required optional string undefined password123".split())


class SecretTextRecognizer(ProvenRecognizer):
    """Recognize a secret beside the word for it."""

    ENTITY = "PASSWORD_IN_TEXT"
    TITLE = "Password or secret in text"
    TITLE_ZH = "文中的口令或密钥"
    COUNTRY_CODE = None
    SOURCE = "RFC 3986; RFC 6750; keywords after detect-secrets"
    PLAIN = f"{_ENGLISH}[\"']?[ ]?[=:]{{1,2}}[ ]?{_VALUE}"
    PLAIN_SCORE = 0.6
    VARIANTS = (
        (
            "Chinese word",
            f"{_CHINESE}(?:[ ]?[=:：][ ]?|[是为][ ]?)(?:{_QUOTED}|{_SIGN}{{4,100}})",
            0.6,
        ),
        ("in a query", f"(?<=[?&]){_ENGLISH}=[0-9A-Za-z_.~%+/=-]{{8,200}}", 0.6),
        (
            "in an address",
            f"{_SCHEME}://{_USER}{{1,64}}:(?![<$%*{{]){_USER}{{3,100}}@[0-9A-Za-z_.-]{{1,100}}",
            0.8,
        ),
    )
    SIEVE = (
        ("=", f"(?i:(?:pass|pwd|secret|token|key)[0-9a-z_-]{{0,12}}[\"']?[{ANY_BLANK}]?=)"),
        (":", f"(?i:(?:pass|pwd|secret|token|key)[0-9a-z_-]{{0,12}}[\"']?[{ANY_BLANK}]?:)"),
        ("@", "[a-z0-9+.-]://[^/:@ ]+:[^/@ ]+@"),
        *((mark, _CHINESE) for mark in "密口"),
    )
    TOUCHES = False
    CONTEXT = ("账号", "帐号", "用户名", "登录", "username", "user", "login", "account", "uid")
    NEGATIVE = ("示例", "规则", "placeholder", "regex")
    GENUINE = (
        "password=Passw0rd!",
        "DB_PASSWORD: hunter2x",
        'api_key = "abcd-efgh-ijkl"',
        "access_token=abc123def456",
        "accessKeySecret: 8fK2jH5gD9sA1qW3",
        "SECRET_ACCESS_KEY=wJalrXUtn/K7MDENG",
        "密码：Abc12345",
        "密码是123456",
        "mysql://root:s3cret@db.example.com",
        "https://li:Pa55w0rd@example.com",
    )
    IMPOSTORS = (
        "password=${DB_PASSWORD}",
        "password=<secret>",
        "secret: /run/secrets/db1",
        "dbPassword: required",
        "password: required",
        "password=********",
        "密码：请输入",
        "https://example.com/a:b@c",
        "token=\nabc123def456",
    )
    CHECK = "form"
    CHANCE = 1.0  # the shape is all there is
    SHOWN = 0

    def compact(self, text: str) -> str:
        """Return the secret without its word."""
        return _LABEL.sub("", text)

    def passes(self, values: Bytes) -> Mask:
        """Tell which are no word that forms use in the place of a secret."""
        if not values.size:
            return np.zeros(len(values), np.bool_)
        texts = np.ascontiguousarray(values).view(f"S{values.shape[1]}").ravel()
        is_word: Mask = np.isin(texts, _WORDS)
        return values.any(axis=1) & ~is_word
