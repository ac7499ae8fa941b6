"""Shares that are away tonight, and runs that never ended: listed, logged, and in the way."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from scanner.run import coordinator
from tests.offices import PEOPLE, Office, _one_process, office

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

__all__ = ["_one_process", "office"]  # fixtures


def files(office: Office) -> dict[str, dict[str, Any]]:
    found = json.loads(office.book.with_suffix(".json").read_text(encoding="utf-8"))["files"]
    return {each["path"]: each for each in found}


def log(office: Office) -> list[dict[str, Any]]:
    return [json.loads(line) for line in office.run("log", "show", "--last", "500").splitlines()]


def scan(office: Office, *roots: Path, status: int = 0) -> str:
    return office.run("scan", *roots, "--out", office.book.parent, status=status)


def test_a_known_share_that_is_away_keeps_its_files_and_bars_the_gate(office: Office) -> None:
    other = office.folder / "other"
    other.mkdir()
    (other / "there.csv").write_text(PEOPLE.replace("张三", "孙七"), encoding="utf-8")
    scan(office, office.share, other)
    before = files(office)
    office.share.rename(office.folder / "away")
    said = scan(office, office.share, other, status=1)
    away = files(office)
    gate = office.run("gate", "--max-level", "L5", "--allow-unread", "0", status=1)
    receipt = office.run("manifest", "--out", office.folder / "receipt.json", status=2)
    (office.folder / "away").rename(office.share)
    scan(office, office.share, other)

    assert "not reachable" in said
    assert set(away) == {*before, "."}  # the share itself has a row
    assert {path for path, one in away.items() if one["outcome"] == "unreachable"} == {
        "people.csv", "staff.csv", "note.txt",
    }  # fmt: skip
    assert "people.csv  not read in full" in gate
    assert "not as the latest scan saw it" in receipt
    assert not (office.folder / "receipt.json").exists()
    assert {path: one["outcome"] for path, one in files(office).items()} == {
        path: one["outcome"] for path, one in before.items()
    }


def test_a_share_that_nobody_has_seen_yet_is_a_mistake(office: Office, tmp_path: Path) -> None:
    said = scan(office, office.share, tmp_path / "shrae", status=2)

    assert "does not exist or cannot be reached" in said
    assert len(log(office)) == 2  # of the scan before


def test_a_run_that_is_broken_off_is_in_the_log(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(coordinator._Coordinator, "run", breaks)
        office.scan(status=130)
    office.scan()

    assert [(one["what"], one.get("run"), one.get("by")) for one in log(office)] == [
        ("begin", None, None),
        ("run", 1, None),
        ("begin", None, None),
        ("interrupted", 2, "KeyboardInterrupt"),
        ("begin", None, None),
        ("run", 3, None),
    ]
    assert "whole" in office.run("log", "verify")


def test_a_run_that_is_killed_is_in_the_log_of_the_next(office: Office) -> None:
    for number in range(400):
        office.put(f"{number}.csv", PEOPLE.replace("张三", f"张三{number}"))
    state = office.folder / "state" / "state.sqlite"
    command = [sys.executable, "-m", "scanner", "scan", str(office.share), "--state", str(state)]
    killed = subprocess.Popen([*command, "--out", str(office.book.parent), "--quiet"])
    while not state.with_name("state.sqlite-wal").exists():
        time.sleep(0.02)
    time.sleep(0.5)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert [one["what"] for one in log(office)] == ["begin", "run", "begin"]
    office.scan()
    entries = log(office)

    assert [one["what"] for one in entries[2:]] == ["begin", "killed", "begin", "run"]
    assert entries[3]["run"] == 2
    assert "whole" in office.run("log", "verify")


def test_a_known_share_may_be_a_single_file(office: Office) -> None:
    alone = office.share / "people.csv"
    scan(office, alone)
    alone.rename(office.folder / "away")
    scan(office, alone, status=1)
    away = files(office)
    (office.folder / "away").rename(alone)
    scan(office, alone)

    assert {path: one["outcome"] for path, one in away.items()} == {"people.csv": "unreachable"}
    assert {path: one["outcome"] for path, one in files(office).items()} == {
        "people.csv": "scanned"
    }


def test_the_row_of_a_share_that_is_away_does_not_say_that_it_vanished(office: Office) -> None:
    office.share.rename(office.folder / "away")
    scan(office, office.share, status=1)

    assert files(office)["."]["reason"].startswith("it was not there, or out of reach, when")
