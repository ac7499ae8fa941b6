"""The command line as a person meets it: a share, and commands over it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from scanner import cli, executors

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result


ID = "11010519491231002X"
PHONE = "13800138000"
CARD = "6228480402564890018"


@pytest.fixture(autouse=True)
def _one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare each scan here the start of its workers; scans by ``handover`` have real ones."""
    monkeypatch.setattr("scanner.executors.Local", lambda *_: executors.Inline())


def invoke(*arguments: str | Path, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(cli.app, [str(each) for each in arguments], input=stdin)


def handover(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scanner", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@dataclass
class Place:
    """A share, and folders beside it."""

    share: Path
    out: Path
    state: Path

    def arguments(self, *more: str | Path) -> tuple[str | Path, ...]:
        return ("scan", self.share, "--out", self.out, "--state", self.state, *more)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    share = tmp_path / "share"
    share.mkdir()
    (share / "客户.csv").write_text(f"姓名,身份证号,手机号\n张三,{ID},{PHONE}\n", encoding="gbk")
    (share / "note.txt").write_text(f"卡号{CARD}，电话{PHONE}。\n", encoding="utf-8")
    (share / "=HYPERLINK(1).txt").write_text("nothing\n")
    return Place(share, tmp_path / "out", tmp_path / "state" / "state.sqlite")
