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
    ],
)
def test_a_secret_is_what_follows_its_word(text: str, secret: str | None) -> None:
    one = SecretTextRecognizer()
    found = [text[r.start : r.end] for r in one.analyze(text, [one.ENTITY])]

    assert [one.compact(match) for match in found] == ([secret] if secret else [])


def test_a_password_in_an_address_is_no_mail_address() -> None:
    (found,) = analyze("mysql://root:s3cret@db.example.com")

    assert found.entity_type == "PASSWORD_IN_TEXT"


def test_samples_of_secrets_show_nothing() -> None:
    one = SecretTextRecognizer()
    assert {sign for value in one.GENUINE for sign in one.mask(one.compact(value))} == {"*"}
