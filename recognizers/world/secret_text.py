"""Password or secret written out in text: password=..., 密码：..., //user:secret@host.

The word for a secret, what leads from it to a value, and a value that is no word: quoted, or with
a digit or a mark in it.  The word belongs to the match, since it makes one of the value.
Placeholders (${PASSWORD}, <secret>, ****, "string") are none.

Source: RFC 3986, 3.2.1 (user information in addresses); RFC 6750, 2.3 (tokens in queries);
keywords after detect-secrets 1.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers.arrays import to_texts
from recognizers.base import ProvenRecognizer
from recognizers.world import secret_forms as forms

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask


class SecretTextRecognizer(ProvenRecognizer):
    """Recognize a secret beside the word for it."""

    ENTITY = "PASSWORD_IN_TEXT"
    TITLE = "Password or secret in text"
    TITLE_ZH = "文中的口令或密钥"
    COUNTRY_CODE = None
    SOURCE = "RFC 3986; RFC 6750; keywords after detect-secrets"
    PLAIN = f"{forms.NAMED}(?:{forms.QUOTED}|{forms.BARE})"
    PLAIN_SCORE = 0.6
    VARIANTS = (
        ("Chinese word", f"{forms.SAID}{forms.LOOSE}", 0.6),
        ("after an arrow", f"{forms.ARROW}{forms.QUOTED}", 0.6),
        ("in XML", forms.ENCLOSED, 0.6),
        ("in a call or a pair", f"(?:{forms.CALL}|{forms.PAIR}){forms.QUOTED}", 0.6),
        ("in SQL", f"{forms.SQL}{forms.QUOTED}", 0.6),
        ("in a query", forms.ASKED, 0.6),
        ("in an address", f"{forms.ADDRESS}{forms.HOST}", 0.8),
    )
    SIEVE = forms.SIEVE
    TOUCHES = False
    CONTEXT = (
        *("账号", "帐号", "帳號", "用户名", "登录", "登入"),
        *("username", "user", "login", "account", "uid"),
    )
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
        "redis://:s3cret@10.0.0.1",
        "password    = hunter2x",
        "Password：hunter2x",
        "Password:** hunter2x",
        "password: `hunter2x`",
        "password: kqwzxhbtmpalqrtu",  # sixteen letters, of a provider of mail
        "password'] = 'hunter2x'",
        "password' => 'hunter2x'",
        "define('DB_PASSWORD', 'hunter2x'",
        "define( 'DB_PASSWORD', 'hunter2x'",
        "<password>hunter2x</password>",
        "<pwd>hunter2x</pwd>",
        '<ns:secretKey encrypted="false">hunter2x</ns:secretKey>',
        'name="connection.password">hunter2x</property>',
        'name="password" value="hunter2x"',
        'key="DbPassword" value="hunter2x"',
        'name": "DB_PASSWORD", "value": "hunter2x"',
        "IDENTIFIED BY 'hunter2x'",
        "identified with mysql_native_password by 'hunter2x'",
        "PASSWORD = N'hunter2x'",
        "WITH PASSWORD 'hunter2x'",
        "密码为：Abc12345",
        "VPN密码为：Abc12345",
        "密码已重置为Abc12345",
        "密码是：Abc12345",
        "密碼：Abc12345",
        "密鑰：Abc12345",
        "金鑰：Abc12345",
        "密码：`Abc12345`",
        "密码：“Abc12345”",
        "密码：** Abc12345",
        '密码": "Abc12345"',
    )
    IMPOSTORS = (
        "password=${DB_PASSWORD}",
        "password=<secret>",
        "secret: /run/secrets/db1",
        "dbPassword: required",
        "password: required",
        "password=********",
        "密码：请输入",
        "密码：******",
        "密码为6-20",
        "https://example.com/a:b@c",
        "token=\nabc123def456",
        'password": "string"',
        'token": "String?"',
        'password":"Password"',
        'resetPassword":"Reset"',
        'password": "required"',
        'password": "optional"',
        'token": "undefined"',
        'password": "your_password"',
        'apiKey": "YOUR_API_KEY"',
        'password": "xxxxxx"',
        'token": "refreshtoken"',
        "password' => 'required|string|min:8'",
        "password' => 'hashed'",
        "token: refreshtoken",
        "password: passwordrequired",  # sixteen letters
        "secret: backgroundthread",
        "secret: kubernetes-dashboard-certs",
        "<token>house</token>",
        "<maxToken>4096</maxToken>",
        "<password>${env.PASSWORD}</password>",
        'class="token number">1234</span>',
        'name="csrf_token" value="abc123def456"',
        'name="password">Forgot?</string>',
        "IDENTIFIED BY 'password'",
        "postgres://user:password@localhost",
    )
    CHECK = "form"
    CHANCE = 1.0  # the shape is all there is
    SHOWN = 0

    def compact(self, text: str) -> str:
        """Return the secret without its word."""
        return forms.bared(text)

    def passes(self, values: Bytes) -> Mask:
        """Tell which are nothing that stands in the place of a secret."""
        if not values.size:
            return np.zeros(len(values), np.bool_)
        return np.array([bool(v) and not forms.is_none(v) for v in to_texts(values)], np.bool_)
