"""Recognizers that a user adds: what is refused, what they find, and what keeps them honest."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

import scanner
from scanner import config, run
from scanner.cli import app
from scanner.detect.own import asking, watching
from scanner.errors import HandoverError, Misused
from scanner.executors import Inline
from scanner.messages import say
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


# -- what they find ------------------------------------------------------------------------


def test_what_they_find_has_a_verdict_a_level_and_a_masked_sample(
    share: Path, tmp_path: Path
) -> None:
    table, text = reports(share, tmp_path, written(tmp_path, OWN))
    (column,) = [one for one in table["fields"] if one["entity"] == "EMPLOYEE_NO"]
    (line,) = text["fields"]

    assert table["own_recognizers"] == ["Staff numbers"]
    assert (column["count"], column["distinct"], column["verdict"]) == (31, 31, "confirmed")
    assert "your own recognizer" in column["why"]
    assert (column["level"], column["category"], column["sample"]) == ("L3", "P16", "E******")
    assert (line["entity"], line["verdict"], line["level"]) == ("EMPLOYEE_NO", "probable", "L3")
    assert CANARY not in json.dumps([table, text])


def test_a_policy_says_what_an_entity_of_the_users_is(share: Path, tmp_path: Path) -> None:
    policy = written(
        tmp_path,
        "extends: cn45574\nentities:\n  EMPLOYEE_NO:\n    name: {zh: 工号, en: Staff number}\n"
        "    category: P04\n    level: L2\n    sensitive: no\n"
        "    transform: {zh: 替换, en: replace}\n",
        "policy.yaml",
    )
    table, _ = reports(share, tmp_path, written(tmp_path, OWN), policy=str(policy))
    (column,) = [one for one in table["fields"] if one["entity"] == "EMPLOYEE_NO"]

    assert (column["level"], column["category"]) == ("L2", "P04")


def test_a_weak_finding_is_possible_until_a_name_supports_it(share: Path, tmp_path: Path) -> None:
    weak = OWN.replace("score: 0.5", "score: 0.2")
    (share / "b.csv").write_text("编码,其他\n" + "E000001,1\n" * 20, encoding="utf-8")
    found = inventory(share, written(tmp_path, weak))["fields"]
    mine = found[found["entity"] == "EMPLOYEE_NO"].set_index("path")

    assert mine.loc["a.csv", "verdict"] == "probable"  # 0.2 and 0.35 for 工号
    assert mine.loc["b.csv", "verdict"] == "possible"
    assert "none scores 0.5" in mine.loc["b.csv", "why"]


@pytest.mark.parametrize("workers", [0, 2])
def test_workers_know_them(share: Path, tmp_path: Path, workers: int) -> None:
    own = written(tmp_path, OWN)
    with scanner.scan(share, workers=workers, recognizers=[own]) as found:
        assert found.summary["entities"]["EMPLOYEE_NO"] == {
            "count": 32,
            "distinct": 31,
            "exact": True,
        }


def test_both_engines_and_a_second_look_agree(share: Path, tmp_path: Path, classes: str) -> None:
    own = (
        written(tmp_path, OWN + "  - PhoneRecognizer\n"),
        written(tmp_path, of_class(classes, "Upper"), "class.yaml"),
    )
    tables = [
        inventory(share, *own, **asked)["fields"].to_numpy().tolist()
        for asked in ({}, {"engine": "presidio"}, {"verify": 100.0})
    ]

    assert tables[0] == tables[1] == tables[2]
    assert {"EMPLOYEE_NO", "SHOUT"} <= {row[4] for row in tables[0]}


def test_analyze_and_explain_ask_them_line_by_line(tmp_path: Path) -> None:
    own = written(tmp_path, OWN)
    found = scanner.analyze(f"电话\n工号 {CANARY}", recognizers=[own])
    told = CliRunner().invoke(
        app, ["explain", f"工号 {CANARY}", "--recognizers", str(own), "--lang", "en"]
    )

    assert [(one.entity_type, one.start, one.end) for one in found] == [("EMPLOYEE_NO", 6, 13)]
    assert "EMPLOYEE_NO" in told.output
    assert "your own recognizer Staff numbers" in told.output
    assert "score 0.50; words around it +0.35" in told.output
    assert CANARY not in told.output


def test_they_are_listed_with_how_they_are_asked(tmp_path: Path, classes: str) -> None:
    both = OWN + of_class(classes, "Upper").removeprefix("recognizers:\n")
    asked = ["recognizers", "--lang", "en", "--recognizers", str(written(tmp_path, both))]
    lines = CliRunner().invoke(app, asked).output.splitlines()
    staff = lines.index("EMPLOYEE_NO  Staff numbers (L3, category P16 Other personal information)")
    shout = next(n for n, line in enumerate(lines) if line.startswith("SHOUT  Upper (L3"))

    assert "behind a sieve" in lines[staff + 1]
    assert "every distinct cell" in lines[shout + 1]


# -- what a run remembers --------------------------------------------------------------------


def test_a_changed_file_has_everything_read_again_and_another_name_has_not(
    share: Path, tmp_path: Path
) -> None:
    def fingerprint(text: str, name: str = "own.yaml") -> str:
        own = run.recognizers_in_force([written(tmp_path, text, name)])
        request = config.Request((share,), tmp_path / "s.sqlite")
        return config.load_plan(request, "", own.files, own.code).fingerprint

    first = fingerprint(OWN)

    assert fingerprint(OWN, "other.yaml") == first
    assert fingerprint(OWN.replace("0.5", "0.6")) != first
    assert (
        config.load_plan(config.Request((share,), tmp_path / "s.sqlite"), "").fingerprint != first
    )


def test_changed_code_is_another_plan(tmp_path: Path, classes: str) -> None:
    own = written(tmp_path, of_class(classes, "Upper"))
    before = run.recognizers_in_force([own]).code
    with open(tmp_path / "code" / f"{classes}.py", "a") as stream:
        stream.write("# more\n")

    assert run.recognizers_in_force([own]).code != before


# -- who fails is not silent -----------------------------------------------------------------


@pytest.mark.parametrize("failure", [("BOOM", "ValueError"), ("FAR", "IndexError")])
@pytest.mark.parametrize("engine", ["fast", "presidio"])
def test_one_that_fails_makes_the_file_partial(
    share: Path, tmp_path: Path, classes: str, engine: str, failure: tuple[str, str]
) -> None:
    word, kind = failure
    (share / "c.txt").write_text(f"HELLO\n{word} {CANARY}\n")
    own = written(tmp_path, OWN), written(tmp_path, of_class(classes, "Upper"), "class.yaml")
    rows = reports(share, tmp_path, *own, engine=engine)
    failed = rows[1]

    assert [row["outcome"] for row in rows] == ["scanned", "partial", "scanned"]
    assert failed["reason"].startswith(f"your recognizer Upper failed over it ({kind})")
    assert {"SHOUT", "EMPLOYEE_NO"} <= set(failed["entities"])
    assert CANARY not in json.dumps(rows)


@pytest.mark.parametrize("engine", ["fast", "presidio"])
def test_an_expression_that_is_given_up_makes_the_file_partial(
    share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    monkeypatch.setattr(watching, "PATIENCE", 1e-9)
    (share / "long.txt").write_text("工号 " + "E123456 " * 2_000 + "\n", encoding="utf-8")
    row = reports(share, tmp_path, written(tmp_path, OWN), engine=engine)[1]

    assert row["outcome"] == "partial"
    assert "Staff numbers took too long" in row["reason"]


def test_analyze_does_not_hide_that_one_fails(tmp_path: Path, classes: str) -> None:
    with pytest.raises(HandoverError) as caught:
        scanner.analyze("BOOM", recognizers=[written(tmp_path, of_class(classes, "Upper"))])

    assert "failed over it (ValueError)" in say(caught.value.note, "en")


def test_a_sieve_that_loses_something_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "superset", lambda *_: "no such text")
    own = written(tmp_path, OWN.replace("Staff numbers", "another name"))

    assert [one.entity_type for one in scanner.analyze(CANARY, recognizers=[own])] == [
        "EMPLOYEE_NO"
    ]
    (one,) = asking.Together(_loaded(own), "zh")._alone
    assert one.sieve is None


def _loaded(path: Path) -> Any:
    from scanner.detect.own.loading import load

    return load(config.read_recognizers([path]), "zh")


# -- what is refused -------------------------------------------------------------------------

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


def test_nothing_on_the_share_is_run_or_steers_the_scan(
    share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (share / "planted.py").write_text("raise SystemExit('run')\n" + CLASSES)
    monkeypatch.syspath_prepend(str(share))
    own = written(tmp_path, of_class("planted", "Upper"))
    with pytest.raises(Misused) as caught:
        reports(share, tmp_path, own)
    with pytest.raises(Misused) as inside:
        reports(share, tmp_path, written(share, OWN))

    assert "lies inside a scanned folder" in say(caught.value.note, "en")
    assert "planted" not in sys.modules
    assert inside.value.note.key == "usage.recognizers_inside"


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


# -- what the documents show -----------------------------------------------------------------

DOCUMENTS = ("README.md", "README.zh-CN.md", "docs/own-recognizers.md")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_examples_of_the_documents_work(
    repository: Path, tmp_path: Path, classes: str, document: str
) -> None:
    text = (repository / document).read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    own = next(block for block in blocks if "\nrecognizers:" in f"\n{block}")
    path = written(tmp_path, own.replace("acme.badges:BadgeRecognizer", f"{classes}:Upper"))
    share = tmp_path / "share"
    share.mkdir()
    (share / "a.csv").write_text("工号,备注\nE123456,北极星计划，\n", encoding="utf-8")
    policies = [block for block in blocks if block.startswith("extends:")]
    policy = str(written(tmp_path, policies[0], "p.yaml")) if policies else "cn45574"
    with scanner.scan(share, workers=0, recognizers=[path], policy=policy) as found:
        levels = found.fields.set_index("entity")["level"]

    assert levels["EMPLOYEE_NO"] == ("L2" if policies else "L3")
    assert levels["PROJECT_NAME"] == "L3"
