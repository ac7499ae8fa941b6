"""Recognizers as a person adds them, and a share that they find something on."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

import scanner
from scanner import config, run
from scanner.executors import Inline
from scanner.run.manner import Manner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


CANARY = "E987654"
NUMBERS = """
  - name: Staff numbers
    supported_entity: EMPLOYEE_NO
    patterns: [{name: number, regex: '(?<![0-9A-Za-z])E[0-9]{6}(?![0-9])', score: 0.5}]
    context: [工号]
"""
OWN = f"recognizers:{NUMBERS}"
CLASSES = '''
from presidio_analyzer import EntityRecognizer, PatternRecognizer, Pattern, RecognizerResult


class Upper(EntityRecognizer):
    """Find words in capitals, by no expression."""

    def __init__(self, name="upper", supported_language="en"):
        super().__init__(["SHOUT"], name=name, supported_language=supported_language)

    def load(self):
        pass

    def analyze(self, text, entities, nlp_artifacts):
        if "BOOM" in text:
            raise ValueError(text)
        if "FAR" in text:
            return [RecognizerResult("SHOUT", 0, len(text) + 1, 0.9)]
        at = text.find("HELLO")
        return [RecognizerResult("SHOUT", at, at + 5, 0.9)] if at >= 0 else []


class Endless(PatternRecognizer):
    def __init__(self, name="endless", supported_language="en"):
        shapes = [Pattern("p", "(a|aa)+$", 0.5)]
        super().__init__("ENDLESS", patterns=shapes, name=name)


class Broken(EntityRecognizer):
    def __init__(self):
        raise OSError("/secret")


nothing = 3
'''


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    rows = "".join(f"E{number:06},ok\n" for number in range(100, 130))
    (folder / "a.csv").write_text(f"工号,备注\n{rows}{CANARY},HELLO\n", encoding="utf-8")
    (folder / "note.txt").write_text(f"请联系 {CANARY}。\n", encoding="utf-8")
    return folder


@pytest.fixture
def classes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Offer classes of a user's own, under a module name of this test alone."""
    name = f"own_{abs(hash(tmp_path))}"
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / f"{name}.py").write_text(CLASSES)
    monkeypatch.syspath_prepend(str(folder))
    yield name
    sys.modules.pop(name, None)


def written(folder: Path, text: str, name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def of_class(module: str, name: str) -> str:
    return f"recognizers:\n  - {{name: {name}, type: predefined, class_name: '{module}:{name}'}}\n"


def inventory(share: Path, *own: Path, **asked: Any) -> dict[str, Any]:
    with scanner.scan(share, workers=0, recognizers=own, language="en", **asked) as found:
        return {"files": found.files.set_index("path"), "fields": found.fields}


def reports(share: Path, folder: Path, *own: Path, **asked: Any) -> list[dict[str, Any]]:
    """Scan in this process; return the files of the JSON report."""
    request = config.Request((share,), folder / "s.sqlite", recognizers=own, **asked)
    with run.scanned(request, Manner(), Inline()) as finished:
        run.write_reports(finished, folder, ("json",), "en")
    found: dict[str, Any] = json.loads((folder / "inventory.json").read_bytes())
    return [{**found["run"], **row} for row in found["files"]]
