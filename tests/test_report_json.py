"""inventory.json: its schema, its exactness, its order."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from scanner.messages import LANGUAGES, catalogue
from scanner.model import Note, Outcome
from scanner.report import writer_for
from tests.report_estate import ROOT, TOLD, Estate, file, told, unread

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(catalogue(), "told", TOLD)


@pytest.fixture(scope="session")
def schema(repository: Path) -> dict[str, Any]:
    text = (repository / "docs" / "inventory.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def written(estate: Estate, folder: Path, language: str = "zh") -> dict[str, Any]:
    target = folder / "inventory.json"
    writer_for("json").write(estate, target, language)
    return dict(json.loads(target.read_text(encoding="utf-8")))


def objects(node: Any) -> list[dict[str, Any]]:
    """Return every subschema that has properties."""
    here = [node] if isinstance(node, dict) and "properties" in node else []
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return here + [found for child in children for found in objects(child)]


def test_the_schema_is_a_schema_and_describes_every_property(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert validator_for(schema) is Draft202012Validator
    for each in objects(schema):
        for name, property_ in each["properties"].items():
            assert {"description", "$ref"} & set(property_), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_inventory_fits_its_schema(
    tmp_path: Path, schema: dict[str, Any], language: str
) -> None:
    document = written(Estate(), tmp_path, language)

    assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []


def test_the_schema_describes_every_key_that_is_written(
    tmp_path: Path, schema: dict[str, Any]
) -> None:
    strict = json.loads(json.dumps(schema))
    for each in objects(strict):
        each["additionalProperties"] = False
    document = written(Estate(), tmp_path)

    assert [error.message for error in Draft202012Validator(strict).iter_errors(document)] == []


def test_an_inventory_without_files_is_valid(tmp_path: Path, schema: dict[str, Any]) -> None:
    document = written(Estate([]), tmp_path)

    assert document["files"] == []
    Draft202012Validator(schema).validate(document)


def test_a_file_that_was_not_read_has_no_level(tmp_path: Path) -> None:
    files = written(Estate(), tmp_path)["files"]
    graded = {each["outcome"] for each in files if each["level"]}
    ungraded = {each["outcome"] for each in files if each["level"] is None}

    assert graded == {"scanned", "partial"}
    assert ungraded == {"encrypted", "unsupported", "unreadable", "excluded"}


def test_a_path_survives_exactly(tmp_path: Path) -> None:
    paths = [b'a\nb\t="c"\x01.csv', "甲\u202egpj.exe".encode(), b"\xb5\xb5\xff.csv", b"plain"]
    files = written(Estate([file(path) for path in paths]), tmp_path)["files"]
    back = [
        base64.b64decode(each["path_base64"]) if "path_base64" in each else each["path"].encode()
        for each in files
    ]

    assert back == paths
    assert ["path_base64" in each for each in files] == [False, False, True, False]
    assert files[2]["path"] == r"\xb5\xb5\xff.csv"
    assert {each["root"] for each in files} == {ROOT.decode()}


def test_times_are_utc_and_absurd_ones_unknown(tmp_path: Path) -> None:
    plain = file(b"a")
    absurd = file(b"b", file=type(plain.file)(ROOT, b"b", modified_ns=10**27))
    files = written(Estate([plain, absurd]), tmp_path)["files"]

    assert [each["modified"] for each in files] == ["2026-03-09T02:30:15.000000Z", None]


def test_reasons_are_in_the_language_of_the_report(tmp_path: Path) -> None:
    estate = Estate([unread(b"x", Outcome.UNREADABLE, Note.of("os.denied", code="EACCES"))])
    zh, en = (written(estate, tmp_path, each)["files"][0]["reason"] for each in LANGUAGES)

    assert "EACCES" in zh
    assert "EACCES" in en
    assert zh != en


def test_two_writes_are_equal_byte_by_byte(tmp_path: Path) -> None:
    writer = writer_for("json")
    for name in ("one", "two"):
        writer.write(Estate(), tmp_path / name, "zh")

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_every_reason_of_a_field_is_told(tmp_path: Path) -> None:
    document = written(Estate(), tmp_path)
    fields = [field for each in document["files"] for field in each["fields"]]
    rejected = [field for field in fields if field["verdict"] == "rejected"]

    assert told("").key not in json.dumps(document)
    assert "36" in rejected[0]["why"]
