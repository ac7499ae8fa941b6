"""A scan from the command line: what it writes and says, and its exit status."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.command_line import CARD, ID, PHONE, Place, _one_process, handover, invoke, place

if TYPE_CHECKING:
    from pathlib import Path


__all__ = ["_one_process", "place"]  # fixtures


def test_a_scan_writes_its_reports_and_says_where(place: Place) -> None:
    result = invoke(*place.arguments())

    assert (result.exit_code, result.stderr) == (0, "")
    for name in ("inventory.xlsx", "inventory.csv", "inventory.json"):
        assert str(place.out / name) in result.stdout
        assert (place.out / name).stat().st_size > 0
    assert sorted(path.name for path in place.out.iterdir()) == [
        "inventory.csv",
        "inventory.json",
        "inventory.xlsx",
    ]


def test_a_scan_speaks_english_when_asked(place: Place) -> None:
    result = invoke(*place.arguments("--lang", "en", "--format", "csv"))

    assert not re.search("[\u4e00-\u9fff]", result.stdout.replace("客户", ""))
    assert [path.name for path in place.out.iterdir()] == ["inventory.csv"]


def test_quiet_says_nothing_when_all_is_well(place: Place) -> None:
    result = invoke(*place.arguments("--quiet"))

    assert (result.exit_code, result.output) == (0, "")


def test_a_file_that_cannot_be_read_makes_the_status_1_on_every_run(place: Place) -> None:
    (place.share / "scan.zip").write_bytes(b"PK\x03\x04 cut off")

    assert invoke(*place.arguments("--quiet")).exit_code == 1
    assert invoke(*place.arguments("--quiet")).exit_code == 1


def test_an_excluded_file_does_not_make_an_inventory_incomplete(place: Place) -> None:
    (place.share / "scan.zip").write_bytes(b"PK\x03\x04 cut off")

    assert invoke(*place.arguments("--quiet", "--exclude", "*.zip")).exit_code == 0
    assert invoke(*place.arguments("--quiet", "--include", "*.csv")).exit_code == 0


def listing(folder: Path) -> dict[str, tuple[int, ...]]:
    found = [folder, *folder.rglob("*")]
    stats = {str(path): path.lstat() for path in found}
    return {
        name: (status.st_size, status.st_mtime_ns, status.st_atime_ns, status.st_ctime_ns)
        for name, status in stats.items()
    }


@pytest.mark.skipif(sys.platform != "linux", reason="O_NOATIME is Linux's")
def test_nothing_below_the_roots_is_written_or_touched(place: Place) -> None:
    for path in place.share.iterdir():
        os.utime(path, ns=(1_000_000_000, 1_500_000_000_000_000_000))  # read long ago
    before = listing(place.share)
    invoke(*place.arguments("--quiet"))
    files = {name for name in before if name != str(place.share)}

    after = listing(place.share)
    assert {name: after[name] for name in files} == {name: before[name] for name in files}
    assert set(after) == set(before)


def test_no_value_is_said_or_kept_anywhere(place: Place) -> None:
    result = invoke(*place.arguments())
    written = [place.out, place.state.parent]
    kept = b"".join(path.read_bytes() for folder in written for path in folder.iterdir())

    for value in (ID, PHONE, CARD):
        assert value not in result.output
        assert value.encode() not in kept
        assert value.encode("utf-16-le") not in kept


def test_a_changed_policy_takes_effect_on_a_scanned_share(place: Place, tmp_path: Path) -> None:
    def level() -> str:
        rows = (place.out / "inventory.json").read_text(encoding="utf-8")
        (found,) = re.findall(r'"entity": ?"CN_BANK_CARD".*?"level": ?"(L\d)"', rows, re.DOTALL)
        return str(found)

    mine = tmp_path / "mine.yaml"
    mine.write_text("extends: cn45574\nentities: {CN_BANK_CARD: {level: L2}}\nrules: {}\n")
    invoke(*place.arguments("--format", "json"))
    before = level()
    invoke(*place.arguments("--format", "json", "--policy", mine))

    assert (before, level()) == ("L4", "L2")


def test_ctrl_c_says_how_to_go_on_and_leaves_status_130(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("scanner.run.coordinator.Listing", interrupt)
    result = invoke(*place.arguments())
    monkeypatch.undo()

    assert result.exit_code == 130
    assert "同一命令" in result.stderr
    assert invoke(*place.arguments("--quiet")).exit_code == 0


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_a_real_scan_ends_it_soon_and_quietly(
    place: Place, number: signal.Signals
) -> None:
    (place.share / "big.log").write_text(f"{PHONE} line\n" * 3_000_000)
    slow = ("--lang", "en", "--max-mb-per-second", "1")  # or it may be done before the signal
    command = [sys.executable, "-m", "scanner", *map(str, place.arguments(*slow))]
    scan = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=partial(signal.signal, number, signal.SIG_DFL),  # noqa: PLW1509 -- jobs in the background are started deaf to interrupts
    )
    while not place.state.exists():
        time.sleep(0.05)
    time.sleep(0.5)
    os.killpg(scan.pid, number)  # as a terminal does: to the workers too
    said, complaint = scan.communicate(timeout=30)

    assert (scan.returncode, said) == (130, "")
    assert complaint.startswith("handover: Interrupted.")
    assert complaint.count("\n") == 1


@pytest.mark.parametrize("columns", [120, 0])  # 0: it does not say
def test_a_progress_bar_shows_on_a_terminal_only(place: Place, columns: int) -> None:
    assert handover(*place.arguments()).stderr == ""
    if sys.platform == "win32":
        return
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    command = [sys.executable, "-m", "scanner", *map(str, place.arguments())]
    scan = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    shown = everything(ours)  # as it comes: a terminal that nobody reads makes the scan wait
    said, _ = scan.communicate(timeout=300)
    os.close(ours)

    assert scan.returncode == 0, said.decode() + shown
    assert "3 个文件" in shown
    assert "B/s" in shown


def everything(terminal: int) -> str:
    """Return what is written to a terminal until it is closed."""
    pieces = []
    with contextlib.suppress(OSError):  # how Linux says that
        while piece := os.read(terminal, 4096):
            pieces.append(piece)
    return b"".join(pieces).decode()
