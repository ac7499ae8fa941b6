"""Key or token of a service (访问密钥, 令牌): whoever holds it needs no password.

Issuers give their keys a head of their own (AKIA, LTAI, ghp_), so that such tools find
them; JSON web tokens and private keys in PEM have one as well.  Of a private key the line
that opens it is found: without its end it is a secret all the same.

Source: expressions of detect-secrets 1.5 (tables/secret_rules.csv); AccessKey of Alibaba
Cloud (LTAI), SecretId of Tencent Cloud (AKID), keys of Anthropic, GitHub, Google, npm and
OpenAI after their documentation; RFC 7519; RFC 7468.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers import tables
from recognizers.base import ProvenRecognizer

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

_WORD = "[0-9A-Za-z_-]"
# What the package lacks or is too narrow for.
_OURS = (
    "LTAI[0-9A-Za-z]{12,26}",
    "AKID[0-9A-Za-z]{32,36}",
    f"sk-(?:ant|proj|svcacct|admin)-{_WORD}{{20,200}}|sk-[0-9A-Za-z]{{32,64}}",
    "gh[oprsu]_[0-9A-Za-z]{36,255}|github_pat_[0-9A-Za-z_]{22,90}",
    f"AIza{_WORD}{{35}}",
    "npm_[0-9A-Za-z]{36}",
    f"eyJ{_WORD}{{10,}}\\.{_WORD}{{10,}}\\.{_WORD}*",
)
_OPENS = "-----BEGIN (?:[0-9A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----"
_RULES = tuple(row["expression"] for row in tables.rows("secret_rules"))
_KEYS = tuple(rule for rule in _RULES if "PRIVATE KEY" not in rule)


class SecretKeyRecognizer(ProvenRecognizer):
    """Recognize keys and tokens by what their issuers write in front."""

    ENTITY = "ACCESS_KEY"
    TITLE = "Key or token of a service"
    TITLE_ZH = "访问密钥或令牌"
    COUNTRY_CODE = None
    SOURCE = "detect-secrets; issuers' documentation; RFC 7519; RFC 7468"
    PLAIN = "|".join((*_OURS, *_KEYS))
    PLAIN_SCORE = 0.75
    VARIANTS = (("private key", _OPENS, 0.9),)
    # Heads of all of them, by a sign that each cannot do without.
    SIEVE = (
        ("_", "(?:[rs]k_live|npm)_[0-9A-Za-z]{16}|(?:gh[oprsu]|github_pat)_[0-9A-Za-z_]{16}"),
        ("-", "sk-[0-9A-Za-z_-]{12}|xox[abopsr]-[0-9]|gl[a-z]+-[0-9A-Za-z_-]{20}"),
        ("-", "pypi-Ag|[0-9a-z]{32}-us[0-9]|sq0csp-|PRIVATE KEY|PuTTY-User"),
        (".", r"eyJ[0-9A-Za-z_-]{10}|SG\.[0-9A-Za-z_-]{22}|[0-9A-Za-z_-]\.[0-9A-Za-z_-]{6}\."),
        (":", "[0-9]{8}:[0-9A-Za-z_-]{35}"),
        ("=", "AccountKey="),
        ("A", "(?:A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA|LTAI|AKID|AIza|AC)[0-9A-Za-z_-]{12}"),
        ("S", "SK[0-9a-z]{32}"),
        ("G", "GR1348941"),
    )
    CONTEXT = (
        *("密钥", "令牌", "凭证", "鉴权", "api key", "apikey", "access key", "secret", "token"),
        *("credential", "authorization", "bearer"),
    )
    NEGATIVE = ("示例", "placeholder")
    GENUINE = (
        "AKIAIOSFODNN7EXAMPLE",
        "LTAI5tEXAMPLEexample1234",
        "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
        "ghp_0000000000000000000000000000000000FAKE",
        "github_pat_11ABCDEFG0000000000000_fakesuffix0000abcde",
        "sk-proj-FAKE00000000000000000000000000000000000001test",
        "sk-ant-api03-FAKE0000000000000000000000000000abcdefghij",
        "glpat-FAKE0000000000000000",
        "xoxb-123456789012-1234567890123-abcdefghijklmnopqrstuvwx",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ0ZXN0In0.FakeSig123_-abcdef",
        "-----BEGIN RSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----",
    )
    IMPOSTORS = (
        "akiaIOSFODNN7EXAMPLE",
        "ghx_0000000000000000000000000000000000FAKE",
        "sk-short123",
        "eyJABC.eyJDEF.GHIJKL",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----",
        "AKIA\nIOSFODNN7EXAMPLE",
    )
    CHECK = "form"
    CHANCE = 1.0  # the shape is all there is
    SHOWN = 4

    def compact(self, text: str) -> str:
        """Return the key as it stands: capitals count."""
        return text

    def passes(self, values: Bytes) -> Mask:
        """Take what has the shape."""
        filled: Mask = (values != 0).any(axis=1)
        return filled
