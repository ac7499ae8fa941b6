"""Looking after the state file."""

from __future__ import annotations

import json
import sqlite3
import stat
from contextlib import nullcontext
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

import scanner
from scanner import cli
from scanner.store import Store, upkeep
from tests.estates import CANARIES, HEADER, ROW, csv_bytes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def state(tmp_path: Path) -> Path:
    share, state = tmp_path / "share", tmp_path / "state.sqlite"
    share.mkdir()
    for name in ("a.csv", "b.csv"):
        (share / name).write_bytes(csv_bytes([HEADER, ROW, [name, *ROW[1:]]]))
    scanner.scan(share, state=state, workers=0).close()
    (share / "a.csv").unlink()
    scanner.scan(share, state=state, workers=0).close()
    return state


def count(state: Path, table: str) -> int:
    with Store(state) as store:
        return sum(json.loads(row)["table"] == table for row in upkeep.rows(store))


def test_a_sound_state_has_no_flaw(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["state", "check", "--state", str(state), "--lang", "en"]) == 0
    assert "sound" in capsys.readouterr().out


def test_a_row_without_what_belongs_to_it_is_a_flaw(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store(state) as store:
        store.connection.execute("DELETE FROM report")

    assert cli.run(["state", "check", "--state", str(state), "--lang", "en"]) == 1
    assert "file" in capsys.readouterr().err


def test_vacuum_forgets_what_has_long_been_gone_and_nothing_else(state: Path) -> None:
    with Store(state) as store:
        upkeep.vacuum(store, 30)
    assert (count(state, "file"), count(state, "change")) == (2, 1)
    assert cli.run(["state", "vacuum", "--days", "0", "--state", str(state)]) == 0

    assert (count(state, "file"), count(state, "report"), count(state, "change")) == (1, 1, 0)
    assert count(state, "run") == 2
    assert count(state, "keyset") > 0


def test_a_disk_that_is_full_amid_a_vacuum_is_told_as_such(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def execute(statement: str, *_: object) -> None:
        if statement == "VACUUM":
            trouble = sqlite3.OperationalError("")
            trouble.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise trouble

    monkeypatch.setattr(upkeep, "transaction", lambda _: nullcontext())
    with Store(state) as store, monkeypatch.context() as patch:
        patch.setattr(store, "connection", SimpleNamespace(execute=execute))
        with pytest.raises(OSError, match="No space left"):
            upkeep.vacuum(store, 400)


def test_an_export_has_every_row_and_no_raw_value(state: Path, tmp_path: Path) -> None:
    target = tmp_path / "state.jsonl"
    assert cli.run(["state", "export", "--state", str(state), "--out", str(target)]) == 0
    text = target.read_text(encoding="utf-8")
    told = [json.loads(line) for line in text.splitlines()]

    assert sum(row["table"] == "file" for row in told) == 2
    assert any(bytes.fromhex(row["path"]) == b"b.csv" for row in told if row["table"] == "file")
    assert not any(value in text for value in CANARIES.values())
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
