"""An office that reviews a share: the commands over its state, in one process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from scanner import cli, executors
from scanner.store import Store
from tests.reviewers import fill_in

if TYPE_CHECKING:
    from pathlib import Path

ID = "11010519491231002X"
PEOPLE = "姓名,身份证号,手机号\n" + "".join(
    f"张三,{ID},138001380{number:02}\n" for number in range(10)
)


@pytest.fixture(autouse=True)
def _one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare each command here the start of its workers."""
    monkeypatch.setattr("scanner.executors.Local", lambda *_: executors.Inline())
    monkeypatch.setattr("scanner.review.book._limit_memory", lambda: None)


@dataclass
class Office:
    """A share, its state and its reports, and the commands over them."""

    folder: Path

    @property
    def share(self) -> Path:
        return self.folder / "share"

    @property
    def book(self) -> Path:
        return self.folder / "out" / "inventory.xlsx"

    def put(self, name: str, text: str) -> None:
        path = self.share / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run(self, *arguments: str | Path, status: int = 0) -> str:
        state = ("--state", str(self.folder / "state" / "state.sqlite"))
        given = [*map(str, arguments), *(() if arguments[0] == "verify" else state)]
        result = CliRunner().invoke(cli.app, [*given, "--lang", "en"])
        assert result.exit_code == status, (result.stdout, result.stderr, result.exception)
        return str(result.output)

    def scan(self, status: int = 0) -> None:
        self.run("scan", self.share, "--out", self.book.parent, status=status)

    def decide(self, **choices: str) -> None:
        cells = {name: {"decision": choice, "reviewer": "Li"} for name, choice in choices.items()}
        fill_in(self.book, "Inventory", {f"{name}.csv": each for name, each in cells.items()}, "en")

    def let_time_pass(self, table: str) -> None:
        """Make the last day of all that holds until one a day that is over."""
        with Store(self.folder / "state" / "state.sqlite") as store, store.connection as state:
            state.execute(f"UPDATE {table} SET until = '2026-01-31' WHERE until != ''")  # noqa: S608 - of the test's own

    def reviews(self) -> dict[str, dict[str, Any]]:
        files = json.loads(self.book.with_suffix(".json").read_text(encoding="utf-8"))["files"]
        return {each["path"]: each["review"] for each in files}

    def states(self) -> dict[str, tuple[str, str | None]]:
        found = self.reviews().items()
        return {path: (each["state"], each["decision"]) for path, each in found}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    office.put("people.csv", PEOPLE)
    office.put("staff.csv", PEOPLE.replace("张三", "李四"))
    office.put("note.txt", "nothing\n")
    office.scan()
    return office
