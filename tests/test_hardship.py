"""What happens to a real scan: kills at any moment, and a user who may not do everything."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PHONE = "13800138000"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and permissions are POSIX's")
unprivileged = pytest.mark.skipif(
    os.name == "posix" and os.geteuid() == 0,
    reason="root may read and write everything: run this as another user",
)


def command(folder: Path, *more: str) -> list[str]:
    names = ["scan", folder / "share", "--out", folder / "out", "--state", folder / "state" / "s"]
    return [sys.executable, "-m", "scanner", *map(str, names), "--lang", "en", *more]


def scanned(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(folder, *more), capture_output=True, text=True, check=False, timeout=300
    )


def inventory(folder: Path) -> dict[str, Any]:
    """Return the inventory without what differs from run to run."""
    found: dict[str, Any] = json.loads((folder / "out" / "inventory.json").read_text("utf-8"))
    del found["run"]
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path


def test_a_scan_killed_again_and_again_ends_with_the_inventory_of_one_in_peace(
    folder: Path,
) -> None:
    share, options = folder / "share", ("--workers", "2", "--quiet")
    (share / "big.csv").write_text(f"name,phone\nx,{PHONE}\n" + "y,13900139000\n" * 1_000_000)
    for number in range(300):
        (share / f"{number}.txt").write_text(f"电话 {PHONE} 编号 {number}\n", "utf-8")
    for moment in (0.1, 0.6, 1.2):  # seconds from when the state is there
        killed = subprocess.Popen(command(folder, *options), stderr=subprocess.DEVNULL)
        while not (folder / "state" / "s").exists():
            time.sleep(0.02)
        time.sleep(moment)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    assert scanned(folder, *options).returncode == 0
    resumed = inventory(folder)
    for left in (folder / "state").iterdir():
        if left.suffix != ".key":
            left.unlink()

    assert scanned(folder, *options).returncode == 0
    assert resumed == inventory(folder)
    assert len(resumed["files"]) == 301


@pytest.fixture
def locked(folder: Path) -> Iterator[Path]:
    """Offer a share of which much is locked, and unlock it for who cleans up."""
    share = folder / "share"
    (share / "fine.txt").write_text(PHONE)
    for name in ("closed", "blind"):
        (share / name).mkdir()
        (share / name / "inside.txt").write_text(PHONE)
    (share / "denied.txt").write_text(PHONE)
    (share / "denied.txt").chmod(0)
    (share / "closed").chmod(0)
    (share / "blind").chmod(0o311)  # may be entered, not listed
    yield folder
    for name in ("closed", "blind"):
        (share / name).chmod(0o700)


@unprivileged
def test_what_the_user_may_not_read_is_a_row_and_the_rest_is_scanned(locked: Path) -> None:
    result = scanned(locked, "--workers", "1")
    rows = {file["path"]: file for file in inventory(locked)["files"]}

    assert (result.returncode, result.stderr) == (1, "")
    assert {path: file["outcome"] for path, file in rows.items()} == {
        "blind": "unreadable",
        "closed": "unreadable",
        "denied.txt": "unreadable",
        "fine.txt": "scanned",
    }
    assert all("EACCES" in rows[path]["reason"] for path in ("blind", "closed", "denied.txt"))


@unprivileged
def test_a_root_that_may_not_be_listed_is_a_row_and_not_all_read(folder: Path) -> None:
    (folder / "share").chmod(0)
    result = scanned(folder, "--workers", "1")
    (folder / "share").chmod(0o700)

    assert (result.returncode, result.stderr) == (1, "")
    assert "0.0% examined" in result.stdout
    assert [file["outcome"] for file in inventory(folder)["files"]] == ["unreadable"]


@unprivileged
@pytest.mark.parametrize("option", ["--out", "--state"])
def test_a_place_that_may_not_be_written_is_told_before_anything_is_scanned(
    folder: Path, option: str
) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o500)
    result = scanned(folder, option, str(closed / "place"))

    assert (result.returncode, result.stdout) == (2, "")
    assert str(closed / "place") in result.stderr
    assert result.stderr.count("\n") == 1
    assert not list(closed.iterdir())
