"""What the command line refuses, and what it says of its own trouble."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scanner import cli
from scanner.store import Store
from tests.command_line import Place, _one_process, invoke, place

if TYPE_CHECKING:
    from pathlib import Path


__all__ = ["_one_process", "place"]  # fixtures


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--lang", "fr"), "“fr”"),
        (("--format", "pdf"), "“pdf”"),
        (("--workers", "0"), "--workers"),
        (("--policy", "none.yaml"), "none.yaml"),
        (("--exclude", ""), "模式"),
        (("--wat",), "--wat"),
        (("--workers", "many"), "--workers"),
        (("--format", ""), "xlsx"),
        (("--stop-at", "25:99"), "25:99"),
        (("--max-mb-per-second", "-3"), "-3"),
        (("--max-mb-per-second", "nan"), "nan"),
        (("--verify", "101"), "--verify"),
        (("--engine", "magic"), "magic"),
        (("--deal", "gift"), "gift"),
    ],
)
def test_a_wrong_option_costs_one_sentence_and_status_2(
    place: Place, more: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = cli.run([str(each) for each in place.arguments(*more)])
    said, complaint = capsys.readouterr()

    assert (status, said) == (2, "")
    assert told in complaint
    assert complaint.count("\n") == 1
    assert not place.state.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("scan", "x", "--wat"), "--wat"),
        (("scan", "x", "--workers", "many"), "--workers"),
        (("scan", "x", "--workers"), "--workers"),
        (("scan", "x", "--quiet=yes"), "--quiet"),
        (("scan",), "DIR"),
        (("explain", "a", "b"), "--help"),
        (("wat",), "--help"),
    ],
)
def test_a_wrong_usage_is_told_in_either_language(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def complaint(*more: str) -> str:
        assert cli.run([*arguments[:1], *more, *arguments[1:]]) == 2
        return capsys.readouterr().err.removeprefix("handover: ")

    chinese, english = complaint(), complaint("--lang=en")

    assert told in chinese
    assert told in english
    assert re.match("[\u4e00-\u9fff]", chinese)
    assert not re.search("[\u4e00-\u9fff]", english)


@pytest.mark.parametrize("name", ["\x1b[31mred", "two\nlines", "\u202egpj.exe", "\x07\x9b2J"])
def test_no_control_character_of_a_name_reaches_the_terminal(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    share = tmp_path / name
    for arguments in (
        ("scan", str(share)),  # is not there yet
        ("scan", f"--{name}"),
        ("scan", str(tmp_path), "--out", str(share)),
        ("scan", str(share), "--out", str(tmp_path / "out" / name), "--state", str(tmp_path / "s")),
    ):
        cli.run(arguments)
        said, complaint = capsys.readouterr()
        assert complaint.count("\n") == bool(complaint)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said + complaint)
        share.mkdir(exist_ok=True)
    assert "inventory.xlsx" in said


def test_a_missing_root_an_output_on_the_share_and_a_bad_policy_are_refused(
    place: Place, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.yaml"
    odd.write_text("extends: cn45574\nlevles: {}\n")

    for arguments in (
        ("scan", tmp_path / "gone"),
        ("scan", place.share, "--out", place.share / "out"),
        ("scan", place.share, "--out", place.out, "--state", place.share / "s"),
        place.arguments("--policy", odd),
    ):
        result = invoke(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("handover: ")
    assert "levles" in result.stderr
    assert sorted(path.name for path in place.share.iterdir()) == [
        "=HYPERLINK(1).txt",
        "note.txt",
        "客户.csv",
    ]


def test_a_state_that_is_in_use_is_said_so(place: Place) -> None:
    with Store(place.state):
        result = invoke(*place.arguments("--lang", "en"))

    assert result.exit_code == 2
    assert "Another scan is using" in result.stderr


def test_a_full_disk_is_one_sentence(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(28, "secret")

    monkeypatch.setattr("scanner.run.write_reports", fail)
    result = invoke(*place.arguments())

    assert result.exit_code == 3
    assert "磁盘已满" in result.stderr
    assert "secret" not in result.output


def test_trouble_of_the_command_itself_is_not_told_in_words_for_a_share(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise FileNotFoundError(2, "secret", "/out/x.xlsx")

    monkeypatch.setattr("scanner.run.write_reports", fail)
    result = invoke(*place.arguments("--lang", "en"))

    assert (result.exit_code, "secret" in result.output) == (3, False)
    assert "/out/x.xlsx (ENOENT)" in result.stderr


def test_a_bug_is_no_complete_run(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*arguments: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("scanner.run.scan.run_scan", fail)
    status = cli.run([str(each) for each in place.arguments("--lang", "en")])
    said, complaint = capsys.readouterr()

    assert (status, said) == (3, "")
    assert complaint.startswith("handover: Internal error ZeroDivisionError at ")
    assert complaint.count("\n") == 1
    assert "secret" not in complaint
