"""Recognizers that a user adds: what they find, and what keeps them honest."""

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
from scanner.messages import say
from tests.own_files import (
    CANARY,
    CLASSES,
    NUMBERS,
    OWN,
    classes,
    inventory,
    of_class,
    reports,
    share,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["classes", "share"]  # fixtures


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


_LEAD = "ABCDEFGHIJKLMNOPQRS"  # longer than what a new expression is tried on
HANGS_ON = _LEAD + "q" * 60 + " !"
HANGS = (
    "  - name: Hangs\n    supported_entity: OWN_HANG\n"
    f"    patterns: [{{name: p, regex: '{_LEAD}(?:q|qq|q[a-z])+[!?]', score: 0.9}}]\n"
)


def test_a_second_look_ends_where_one_takes_too_long_and_says_so(
    share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Each line is looked at with its neighbours: the bad one would be waited for again and again.
    waited: list[watching.Watch] = []
    note = watching.Watch.note

    def noted(watch: watching.Watch) -> None:
        waited.append(watch)
        note(watch)

    monkeypatch.setattr(watching, "PATIENCE", 0.2)
    monkeypatch.setattr(watching.Watch, "note", noted)
    lines = [f"工号 E1000{row:02}\n" for row in range(40)]
    (share / "hang.txt").write_text("".join([*lines[:5], f"{HANGS_ON}\n", *lines[5:]]))
    own = written(tmp_path, f"recognizers:\n{HANGS}{NUMBERS}")
    rows = {row["path"]: row for row in reports(share, tmp_path, own, verify=100)}

    assert rows["hang.txt"]["outcome"] == "partial"
    told = "; ".join([rows["hang.txt"]["reason"], *rows["hang.txt"]["notes"]])
    assert "the second look by Presidio ended early: the recognizer Hangs took too long" in told
    assert len(waited) <= 4


@pytest.mark.parametrize("engine", ["fast", "presidio"])
def test_one_that_is_given_up_keeps_no_other_from_being_asked(
    share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    monkeypatch.setattr(watching, "PATIENCE", 0.2)
    notes = [f"E1000{row:02}" for row in range(60)]
    notes[5] = HANGS_ON
    (share / "hang.csv").write_text("note,id\n" + "".join(f"{note},1\n" for note in notes))
    own = written(tmp_path, f"recognizers:\n{HANGS}{NUMBERS}")
    rows = {row["path"]: row for row in reports(share, tmp_path, own, engine=engine)}

    assert rows["hang.csv"]["entities"]["EMPLOYEE_NO"]["count"] == len(notes) - 1
    assert rows["hang.csv"]["outcome"] == ("partial" if engine == "presidio" else "scanned")


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
    (one,) = asking.Together([asking.Asked(one, "zh") for one in _loaded(own)], "zh")._alone
    assert one.sieve is None


def _loaded(path: Path) -> Any:
    from scanner.detect.own.loading import load

    return load(config.read_recognizers([path]), "zh")


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
