"""The public functions: what an analyst calls from Python."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import scanner
from scanner.errors import Misused

if TYPE_CHECKING:
    from pathlib import Path

ID = "11010519491231002X"


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    (folder / "a.csv").write_text(f"姓名,身份证号\n张三,{ID}\n李四,{ID}\n", encoding="utf-8")
    (folder / "b.zip").write_bytes(b"PK\x03\x04 cut off")
    return folder


def test_a_scan_gives_tables_and_totals(share: Path) -> None:
    with scanner.scan(share, workers=0) as inventory:
        files, fields, summary = inventory.files, inventory.fields, inventory.summary

    assert files[["path", "outcome", "level"]].to_numpy().tolist() == [
        ["a.csv", "scanned", "L4"],
        ["b.zip", "unsupported", "L1"],
    ]
    assert str(files["modified"].dt.tz) == "UTC"
    ids = fields[fields["entity"] == "CN_RESIDENT_ID"].iloc[0]
    assert (ids["path"], ids["field"], ids["count"], ids["distinct"]) == ("a.csv", "身份证号", 2, 1)
    assert ID not in fields.to_json()
    assert summary["entities"]["CN_RESIDENT_ID"] == {"count": 2, "distinct": 1, "exact": True}
    assert summary["outcomes"] == {"scanned": 1, "unsupported": 1}
    assert summary["size"] == sum(path.stat().st_size for path in share.iterdir())


def test_an_empty_share_gives_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    with scanner.scan(tmp_path / "share", workers=0) as inventory:
        assert (len(inventory.files), len(inventory.fields)) == (0, 0)
        assert "verdict" in inventory.fields.columns


def test_reports_are_written_on_demand_or_at_once(share: Path, tmp_path: Path) -> None:
    once = tmp_path / "once"
    with scanner.scan([share], workers=0, out=once, language="en") as inventory:
        later = inventory.write(tmp_path / "later", ["json"])

    assert later == [tmp_path / "later" / "inventory.json"]
    assert later[0].read_bytes() == (once / "inventory.json").read_bytes()
    assert len(json.loads(later[0].read_bytes())["files"]) == 2
    assert len(list(once.iterdir())) == 3


def test_a_private_state_is_deleted_with_the_inventory(
    share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    inventory = scanner.scan(share, workers=0)
    assert len(list(tmp_path.glob("handover-*/state.sqlite"))) == 1
    inventory.close()

    assert list(tmp_path.glob("handover-*")) == []


def test_a_state_that_has_a_name_is_kept(share: Path, tmp_path: Path) -> None:
    scanner.scan(share, workers=0, state=tmp_path / "s.sqlite").close()

    assert (tmp_path / "s.sqlite").exists()


def test_without_workers_all_runs_inside_this_process(
    share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("scanner.warm.workers")
    with scanner.scan(share, workers=0) as inventory:
        assert len(inventory.files) == 2


def test_a_forgotten_inventory_lets_go_of_its_state(share: Path, tmp_path: Path) -> None:
    for _ in range(2):  # the second would find the state in use
        scanner.scan(share, workers=0, state=tmp_path / "s.sqlite")


def test_either_engine_can_be_asked_for_and_a_second_look(share: Path) -> None:
    def found(**asked: str | float) -> list[list[object]]:
        with scanner.scan(share, workers=0, **asked) as inventory:  # type: ignore[arg-type]
            rows: list[list[object]] = inventory.fields.to_numpy().tolist()
            return rows

    assert found() == found(engine="presidio") == found(verify=100.0) != []


@pytest.mark.parametrize(
    "wrong",
    [
        {"language": "fr"},
        {"workers": -1},
        {"policy": "none.yaml"},
        {"engine": "slow"},
        {"verify": 101.0},
    ],
)
def test_a_wrong_argument_is_refused(share: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(Misused) as refused:
        scanner.scan(share, **wrong)

    said = str(refused.value)  # a sentence, not only its key
    assert said.endswith(f"({refused.value.note.key})")
    assert said.count(" ") > 3


def test_inventories_are_not_written_on_the_share(share: Path) -> None:
    with scanner.scan(share, workers=0) as inventory, pytest.raises(Misused):
        inventory.write(share / "out")


def test_analyze_gives_presidio_results() -> None:
    (found,) = scanner.analyze(f"身份证号{ID}。")

    assert (found.entity_type, found.start, found.end) == ("CN_RESIDENT_ID", 4, 22)


def test_importing_the_package_is_cheap() -> None:
    heavy = "presidio_analyzer", "pyarrow", "pandas", "numpy", "yaml"
    code = f"import sys, scanner; sys.exit(sum(name in sys.modules for name in {heavy}))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
