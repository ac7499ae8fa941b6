"""Files of recognizers that are refused, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from scanner import run
from scanner.cli import app
from scanner.errors import Misused
from scanner.messages import say
from tests.own_files import classes, of_class, share, written

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["classes", "share"]  # fixtures


ENTRY = "recognizers:\n  - name: a\n    supported_entity: A\n"
SHAPED = ENTRY + "    patterns: [{name: p, regex: x, score: 0.5}]\n"
REFUSED = {
    "no YAML": ("recognizers: ]", 1, "not valid YAML"),
    "no mapping": ("- a", 1, "should be a mapping"),
    "nothing": ("recognizers: []", 1, "must not be empty"),
    "unknown key": (SHAPED + "    pattern: x\n", 5, "/recognizers[1]/pattern: not a key"),
    "twice": (SHAPED + "    name: b\n", 5, "/recognizers[1]/name: stands there a second time"),
    "no name": ("recognizers:\n  - supported_entity: A\n", 2, "/recognizers[1]/name: is missing"),
    "entity": (SHAPED.replace(": A", ": A-1"), 3, "letters, digits and underscores"),
    "no entity": (SHAPED.replace("supported_entity: A", "enabled: true"), 2, "names one supported"),
    "no shape": (ENTRY, 2, "without patterns and deny_list it finds nothing"),
    "score": (SHAPED.replace("0.5", "5"), 4, "from 0 to 1"),
    "regex": (SHAPED.replace("regex: x", "regex: 'ab('"), 4, "not a valid regular expression"),
    "endless": (SHAPED.replace("regex: x", "regex: '(a+)+$'"), 4, "takes too long over some texts"),
    "endless words": (SHAPED.replace("regex: x", "regex: '(工+号*)+-$'"), 4, "takes too long"),
    "language": (SHAPED + "    supported_language: fr\n", 5, 'unknown language "fr"'),
    "languages": (
        SHAPED + "    supported_languages: [{language: xx}]\n",
        5,
        'unknown language "xx"',
    ),
    "both": (SHAPED + "    supported_language: zh\n    supported_languages: [en]\n", 2, "not both"),
    "flags": ("global_regex_flags: -1\n" + SHAPED, 1, "not usable as flags"),
    "truth": (SHAPED + "    enabled: perhaps\n", 5, "true or false"),
    "class of custom": (SHAPED + "    type: custom\n    class_name: x\n", 2, "has no class_name"),
    "patterns of class": (SHAPED + "    type: predefined\n", 2, "the class says what it finds"),
    "no class": ("recognizers: [NoSuch]", 1, 'no recognizer class "NoSuch"'),
    "ours": ("recognizers: [CnMobileRecognizer]", 1, "at work already"),
    "model": ("recognizers: [SpacyRecognizer]", 1, "needs a model of a language"),
    "service": ("recognizers: [AzureAILanguageRecognizer]", 1, "sends text to a service"),
    "no module": (of_class("no_such_module", "X"), 2, '"no_such_module" cannot be imported'),
    "no recognizer": (of_class("json", "JSONDecoder"), 2, "is no recognizer of Presidio"),
    "not in module": (of_class("json", "Nothing"), 2, 'no recognizer class "json:Nothing"'),
}


def refused(text: str, folder: Path) -> str:
    with pytest.raises(Misused) as caught:
        run.recognizers_in_force([written(folder, text)])
    return say(caught.value.note, "en")


@pytest.mark.parametrize(("text", "line", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_file_is_refused_with_line_and_reason(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    sentence = refused(text, tmp_path)

    assert re.search(rf"own\.yaml:{line}: [^\n]*{re.escape(said)}", sentence), sentence


def test_everything_that_is_wrong_is_told_at_once_in_both_languages(tmp_path: Path) -> None:
    text = SHAPED.replace("0.5", "5") + "    supported_language: fr\n"
    with pytest.raises(Misused) as caught:
        run.recognizers_in_force([written(tmp_path, text)])

    assert say(caught.value.note, "en").count("own.yaml:") == 2
    assert "未知的语言“fr”" in say(caught.value.note, "zh")
    assert "得分应为 0 至 1" in say(caught.value.note, "zh")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Endless", "takes too long over some texts"),
        ("Broken", "cannot be made (OSError)"),
        ("nothing", "is no recognizer of Presidio"),
    ],
)
def test_a_bad_class_is_refused_without_its_own_words(
    tmp_path: Path, classes: str, name: str, said: str
) -> None:
    sentence = refused(of_class(classes, name), tmp_path)

    assert said in sentence
    assert "/secret" not in sentence


@pytest.mark.parametrize("text", [b"\xff\xfe", None])
def test_a_file_that_cannot_be_read_is_exit_two(
    share: Path, tmp_path: Path, text: bytes | None
) -> None:
    path = tmp_path / "own.yaml"
    if text is not None:
        path.write_bytes(text)
    asked = ["scan", str(share), "--out", str(tmp_path / "out"), "--lang", "en"]
    asked += ["--state", str(tmp_path / "s"), "--recognizers", str(path)]
    result = CliRunner().invoke(app, asked)

    assert result.exit_code == 2
    assert "file of recognizers cannot be read" in result.stderr
    assert not (tmp_path / "s").exists()
