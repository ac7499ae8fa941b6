"""What became of files between two nights, as the state tells it."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from scanner import cli, worker
from scanner.model import FileReport, Level
from scanner.store import SavedInventory, Store
from tests import acting_worker
from tests.test_nights import FAKES, PLAN, Watched, night

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scanner.model import FileRef, ScanPlan


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file's first figure be its level."""
    for name in FAKES:
        monkeypatch.setattr(worker, name, getattr(acting_worker, name))

    def examine(plan: ScanPlan, files: Sequence[FileRef]) -> list[FileReport]:
        return [
            replace(report, level=Level(int(chr(_first(report.file)))))
            for report in acting_worker.examine_files(plan, files)
        ]

    monkeypatch.setattr(worker, "examine_files", examine)


def _first(file: FileRef) -> int:
    with open(file.location, "rb") as stream:
        return stream.read(1)[0]


@pytest.fixture
def share(tmp_path: Path) -> Path:
    share = tmp_path / "share"
    share.mkdir()
    for name in ("rises", "falls", "moves", "goes", "opens", "stays", "grows"):
        (share / name).write_bytes(b"3 " + name.encode())
        (share / name).chmod(0o600)
    return share


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state.sqlite"


def change(share: Path) -> None:
    """Do what the names of the files say."""
    (share / "rises").write_bytes(b"5 rises")
    (share / "falls").write_bytes(b"1 falls")
    (share / "moves").rename(share / "moved")
    (share / "goes").unlink()
    (share / "opens").chmod(0o644)
    (share / "grows").write_bytes(b"3 grows and grows")
    (share / "comes").write_bytes(b"2 comes")


def told(state: Path, since: int | None = None) -> dict[str, list[str]]:
    with Store(state) as store:
        inventory = SavedInventory(store)
        changes = inventory.changes() if since is None else inventory.changes_since(since)
        return {os.fsdecode(one.path): [str(event) for event in one.events] for one in changes}


EXPECTED = {
    "comes": ["new", "found"],
    "falls": ["changed", "fell"],
    "goes": ["gone"],
    "grows": ["changed", "found"],
    "moved": ["moved"],
    "opens": ["opened"],
    "rises": ["changed", "rose"],
}


def test_each_change_is_told_by_its_name(share: Path, state: Path) -> None:
    night(share, state)
    change(share)
    night(share, state)

    assert told(state) == EXPECTED
    assert list(told(state)) == sorted(EXPECTED)


def test_the_first_night_has_nothing_to_compare_with(share: Path, state: Path) -> None:
    night(share, state)

    assert told(state) == {}


def test_nights_add_up_and_what_was_undone_is_not_told(share: Path, state: Path) -> None:
    night(share, state)
    change(share)
    night(share, state)
    (share / "opens").chmod(0o600)
    (share / "goes").write_bytes(b"3 goes")
    (share / "comes").unlink()
    night(share, state)

    assert told(state) == {"comes": ["gone"], "goes": ["new", "found"]}
    since_first = told(state, since=1)
    assert "opens" not in since_first
    assert "comes" not in since_first
    assert since_first["rises"] == ["changed", "rose"]


@pytest.mark.parametrize("dies_after", [0, 1, 2])
def test_a_night_in_two_goes_is_one_night(share: Path, state: Path, dies_after: int) -> None:
    night(share, state)
    change(share)
    with pytest.raises(KeyboardInterrupt):
        night(share, state, Watched(dies_after=dies_after))
    night(share, state)

    assert told(state) == EXPECTED


def test_another_policy_makes_levels_rise_without_a_change_of_files(
    share: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night(share, state)

    def stricter(plan: ScanPlan, files: Sequence[FileRef]) -> list[FileReport]:
        reports = acting_worker.examine_files(plan, files)
        return [replace(report, level=Level.L4) for report in reports]

    monkeypatch.setattr(worker, "examine_files", stricter)
    night(share, state, plan=replace(PLAN, fingerprint="two"))

    assert set(map(tuple, told(state).values())) == {("rose",)}
    assert len(told(state)) == 7


def test_a_night_without_changes_notes_nothing(share: Path, state: Path) -> None:
    for _ in range(3):
        night(share, state)
    with Store(state) as store:
        noted = store.connection.execute("SELECT count(*) FROM change").fetchone()

    assert (told(state), noted) == ({}, (0,))


def invoke(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert cli.run(arguments) == 0
    return capsys.readouterr().out.splitlines()


def test_the_command_tells_the_same_in_words_and_as_json(
    share: Path, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    night(share, state)
    change(share)
    night(share, state)
    at = ("--state", str(state), "--lang", "en")
    data: list[dict[str, Any]] = [json.loads(one) for one in invoke(capsys, "diff", *at, "--json")]
    lines = invoke(capsys, "diff", *at)

    assert [one["events"] for one in data] == list(EXPECTED.values())
    assert f"{share}/rises  changed, level rose  L3 -> L5" in lines
    assert f"{share}/moved  moved or renamed (from {share}/moves)" in lines


def test_a_run_that_never_was_is_a_mistake(
    share: Path, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    night(share, state)
    at = ("--state", str(state), "--lang", "en")

    assert invoke(capsys, "diff", *at)[0].startswith("There is no whole run")
    assert [cli.run(["diff", "--since", given, *at]) for given in ("1", "2", "-1")] == [0, 2, 2]
    assert "There is no run -1" in capsys.readouterr().err


def test_a_file_that_was_not_read_in_full_is_known_where_it_moves(share: Path, state: Path) -> None:
    (share / "sealed").write_bytes(b"locked" + b"x" * 250)
    night(share, state)
    (share / "deep").mkdir()
    (share / "sealed").rename(share / "deep" / "sealed")
    night(share, state)

    assert told(state) == {"deep/sealed": ["moved"]}


def test_runs_are_listed(share: Path, state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    night(share, state)
    night(share, state)
    lines = invoke(capsys, "runs", "--state", str(state), "--lang", "en")

    assert [line.split()[0] for line in lines] == ["1", "2"]


def test_a_state_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert cli.run(["runs", "--state", str(tmp_path / "none.sqlite")]) == 2
    assert list(tmp_path.iterdir()) == []
