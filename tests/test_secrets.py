"""Secrets: the rules of others, made plain, and what stands beside the word for one."""

from __future__ import annotations

import re
import sys
from types import ModuleType

import pyarrow as pa
import pyarrow.compute as pc
import pytest
import regex

from recognizers import tables
from recognizers.tables import make_secret_rules
from recognizers.world.secret_key import SecretKeyRecognizer
from recognizers.world.secret_text import SecretTextRecognizer
from scanner.detect import analyze
from scanner.detect.cells import of_array
from scanner.detect.finder import finder
from scanner.detect.reference import reference

RULES = [row["expression"] for row in tables.rows("secret_rules")]


class _Detector:
    """As the package has them."""

    denylist = (
        re.compile(r"(ghp|gho)_[\w-]{36}(?!\w)"),
        re.compile(r"\d{8}:[A-Za-z0-9-_]{50,1024}"),
        re.compile(r"https://hooks\.example/[a-z]+"),
    )


def test_rules_are_written_out_for_every_engine() -> None:
    assert list(make_secret_rules.expressions(_Detector)) == [
        "(?:ghp|gho)_[0-9A-Za-z_-]{36}",
        "[0-9]{8}:[A-Za-z0-9_-]{50,255}",
    ]


def test_rules_are_read_from_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    detectors = {"some": "_Detector"}
    module = ModuleType("package.plugins.some")
    module._Detector = _Detector  # type: ignore[attr-defined]
    monkeypatch.setattr(make_secret_rules, "DETECTORS", detectors)
    for name in ("package", "package.plugins"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, "package.plugins.some", module)

    assert [issuer for issuer, _ in make_secret_rules.rows("package")] == ["some", "some"]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_means_the_same_to_every_engine(rule: str) -> None:
    texts = [*SecretKeyRecognizer.GENUINE, *SecretKeyRecognizer.IMPOSTORS]
    by_arrow = pc.match_substring_regex(pa.array(texts), rule).to_pylist()

    assert by_arrow == [bool(regex.search(rule, text)) for text in texts]
    assert by_arrow == [bool(re.search(rule, text)) for text in texts]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("spring.datasource.password=Passw0rd!", "Passw0rd!"),
        ("密码：Abc12345", "Abc12345"),
        ("https://example.com/verify?token=abcdefghijkl", "abcdefghijkl"),
        ("export DB_PASSWORD='correct horse'", None),  # a blank: two words, no password
        ("the password is required", None),
        ("password: ********", None),
        ("<a><password>Hd@1234xK</password></a>", "Hd@1234xK"),
        ('<property name="password" value="Hd@1234xK"/>', "Hd@1234xK"),
        ("define('DB_PASSWORD', 'Hd@1234xK');", "Hd@1234xK"),
        ("'password' => 'Hd@1234xK',", "Hd@1234xK"),
        ("您的VPN初始密码为：Hd@1234xK，请尽快修改", "Hd@1234xK"),
        ("VPN密码：Hd@1234xK", "Hd@1234xK"),
        ("**密码：** `Hd@1234xK`", "Hd@1234xK"),
        ("帳號：user1 密碼：Hd@1234xK", "Hd@1234xK"),
        ("CREATE USER 'a'@'%' IDENTIFIED BY 'Hd@1234xK';", "Hd@1234xK"),
        ("redis://:Kx912345@10.0.0.1:6379/0", "Kx912345"),
        ("password: kqwzxhbtmpalqrtu", "kqwzxhbtmpalqrtu"),
        ("password: backgroundthread", None),
        ('<span class="token number">1234</span>', None),
        ('<input name="csrf_token" value="abc123def456">', None),
        ("postgres://user:password@localhost:5432/db", None),
        ("val password: String?", None),
        ("密码为6~20位字母数字", None),
    ],
)
def test_a_secret_is_what_follows_its_word(text: str, secret: str | None) -> None:
    one = SecretTextRecognizer()
    found = [text[r.start : r.end] for r in one.analyze(text, [one.ENTITY])]

    assert [one.compact(match) for match in found] == ([secret] if secret else [])


@pytest.mark.parametrize(
    "words",
    "string required Optional undefined Password Reset your_password YOUR_API_KEY xxxxxx"
    " ****** refreshToken [hidden] https://example.com/1 required|string|min:8".split(),
)
def test_what_documents_write_in_its_place_is_no_secret_in_quotes_either(words: str) -> None:
    assert analyze(f'{{"password": "{words}"}}') == []


@pytest.mark.parametrize("written", ["'{}'", '"{}"', "{}", "`{}`"])
def test_quotes_make_no_other_secret(written: str) -> None:
    assert SecretTextRecognizer().compact("password=" + written.format("Hd@1234xK")) == "Hd@1234xK"


def test_wide_signs_beside_the_word_are_seen_by_both_ways() -> None:
    for text in ("password＝Passw0rd!", "＂password＂: Passw0rd1", "password：Passw0rd1"):
        cells = of_array(pa.array([text], pa.string()))
        fast, plain = (
            [m.starts.tolist() for m in way("zh").find(cells).matches if len(m.cells)]
            for way in (finder, reference)
        )

        assert fast == plain != []


def test_a_password_in_an_address_is_no_mail_address() -> None:
    (found,) = analyze("mysql://root:s3cret@db.example.com")

    assert found.entity_type == "PASSWORD_IN_TEXT"


def test_samples_of_secrets_show_nothing() -> None:
    one = SecretTextRecognizer()
    assert {sign for value in one.GENUINE for sign in one.mask(one.compact(value))} == {"*"}
