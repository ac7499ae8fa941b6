"""Two engines, one inventory; what one of them cannot tell is never clean."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Never

import pytest
from typer.testing import CliRunner

from recognizers.cn.mobile import CnMobileRecognizer
from scanner import config, run
from scanner.cli import app
from scanner.detect import finder as fast
from scanner.errors import Misused
from scanner.executors import Inline
from scanner.run.manner import Manner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scanner.detect.matches import Findings

CANARY = "13800138000"
ODD = "138 0013 8000"  # for the patterns
LATER = 0.001  # seconds; no pattern is as fast over a text of this length
LONG = 200_000


@pytest.fixture
def inventory(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    def scanned(root: Path, **asked: Any) -> dict[str, Any]:
        folder = tmp_path / f"{asked}"
        folder.mkdir()
        key = folder / "s.sqlite.key"
        key.write_bytes(bytes(config.KEY_BYTES))
        key.chmod(0o600)
        request = config.Request((root,), folder / "s.sqlite", **asked)
        with run.scanned(request, Manner(), Inline()) as finished:
            run.write_reports(finished, folder, ("json",), "en")
        found: dict[str, Any] = json.loads((folder / "inventory.json").read_bytes())
        return found

    return scanned


def files(inventory: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**row, "seconds": 0} for row in inventory["files"]]


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    rows = "".join(f"客户{number},138{number:08}\n" for number in range(50))
    (folder / "customers.csv").write_text(f"姓名,手机号\n{rows}", encoding="utf-8")
    (folder / "note.txt").write_text(f"客户的手机 {CANARY}\n谢谢\n", encoding="utf-8")
    return folder


def test_both_engines_give_one_inventory(
    inventory: Callable[..., dict[str, Any]], repository: Path
) -> None:
    root = repository / "sample_data" / "share"
    assert files(inventory(root, engine="presidio")) == files(inventory(root))


def test_a_second_look_at_everything_sees_no_difference(
    inventory: Callable[..., dict[str, Any]], share: Path
) -> None:
    assert files(inventory(share, verify=100)) == files(inventory(share))


@pytest.fixture
def _blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the fast path miss every mobile number."""
    honest = fast.Finder.find

    def find(self: fast.Finder, *args: Any, **asked: Any) -> Findings:
        found = honest(self, *args, **asked)
        kept = [one for one in found.matches if one.entity != CnMobileRecognizer.ENTITY]
        return found._replace(matches=kept)

    monkeypatch.setattr(fast.Finder, "find", find)


@pytest.mark.usefixtures("_blind")
def test_a_second_look_tells_what_was_missed_and_where(
    inventory: Callable[..., dict[str, Any]], share: Path
) -> None:
    table, text = inventory(share, verify=100)["files"]

    assert {table["outcome"], text["outcome"]} == {"partial"}
    assert 'CN_MOBILE in column "手机号"' in table["reason"]
    assert "only by Presidio: 50" in table["reason"]
    assert "CN_MOBILE in the text" in text["reason"]
    assert "only by Presidio: 1;" in text["reason"]


@pytest.mark.usefixtures("_blind")
def test_a_second_look_at_some_takes_about_as_many_and_the_same_ones(
    inventory: Callable[..., dict[str, Any]], share: Path
) -> None:
    (table, *_), (again, *_) = (
        inventory(share, verify=50, **more)["files"] for more in ({}, {"workers": 2})
    )
    seen = int(table["reason"].rpartition("only by Presidio: ")[2].partition(";")[0])

    assert 10 < seen < 40
    assert table["reason"] == again["reason"]


@pytest.mark.usefixtures("_blind")
def test_the_terminal_names_what_differs_without_a_value(
    share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scanner.executors.Local", lambda *_: Inline())
    asked = ["scan", str(share), "--out", str(tmp_path / "out"), "--lang", "en", "--quiet"]
    asked += ["--state", str(tmp_path / "s.sqlite"), "--verify", "100"]
    result = CliRunner().invoke(app, asked)

    assert result.exit_code == 1
    assert 'customers.csv: Presidio sees it differently: CN_MOBILE in column "手机号"' in (
        result.stderr
    )
    assert CANARY not in result.output


@pytest.mark.parametrize(
    "wrong",
    [{"engine": "slow"}, {"verify": -1}, {"verify": 101}, {"engine": "presidio", "verify": 1}],
)
def test_what_no_engine_can_do_is_refused(
    share: Path, tmp_path: Path, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Misused):
        config.check(config.Request((share,), tmp_path / "s.sqlite", **wrong))


@pytest.mark.parametrize(
    ("step", "phone"),
    [("compact", ODD), ("tell", CANARY), ("bonus", CANARY)],
)
def test_a_recognizer_that_fails_makes_the_file_partial_and_the_others_go_on(
    inventory: Callable[..., dict[str, Any]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    phone: str,
) -> None:
    def fail(*_: object) -> Never:
        raise ValueError(CANARY)

    monkeypatch.setattr(CnMobileRecognizer, step, fail)
    root = tmp_path / "share"
    root.mkdir()
    (root / "note.txt").write_text(f"手机 {phone}，邮箱 li@example.com\n", encoding="utf-8")
    report = inventory(root)
    (row,) = report["files"]

    assert row["outcome"] == "partial"
    assert "recognizer CnMobileRecognizer failed over it (ValueError at " in row["reason"]
    assert "EMAIL_ADDRESS" in row["entities"]
    assert CANARY not in json.dumps(report)


def test_a_pattern_that_takes_too_long_makes_the_file_partial(
    inventory: Callable[..., dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recognizers.base.PATIENCE", LATER)
    root = tmp_path / "share"
    root.mkdir()
    line = f"手机 {ODD} " + "1 " * LONG
    (root / "note.txt").write_text(f"{line}\n", encoding="utf-8")
    (row,) = inventory(root)["files"]

    assert row["outcome"] == "partial"
    assert "took too long" in row["reason"]
