"""Who starts a night: systemd, cron and Windows, given what they take and taken back."""

from __future__ import annotations

import os
import re
from datetime import datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from scanner import cli
from scanner.errors import Misused
from scanner.nightly import timetable
from tests.test_nightly import written

if TYPE_CHECKING:
    from pathlib import Path


COMMAND = ("/opt/hand over/handover", "night", "/etc/100%/night.yaml")


def test_units_of_systemd_name_time_zone_and_a_quoted_command() -> None:
    units = timetable.units(timetable.night("2:30", COMMAND, "Asia/Shanghai"))

    assert "OnCalendar=*-*-* 02:30:00 Asia/Shanghai\n" in units["handover-night.timer"]
    assert (
        'ExecStart="/opt/hand over/handover" night /etc/100%%/night.yaml\n'
        in units["handover-night.service"]
    )
    assert "IOSchedulingClass=idle\n" in units["handover-night.service"]


def test_a_crontab_keeps_what_is_not_ours() -> None:
    block = timetable.cron_block(timetable.night("02:30", COMMAND))
    crontab = "1 2 * * * mine\n" + block + "3 4 * * * too\n"

    assert "30 2 * * * nice -n 19 '/opt/hand over/handover' night /etc/100\\%/night.yaml\n" in block
    assert timetable.without_block(crontab) == "1 2 * * * mine\n3 4 * * * too\n"


def test_a_task_of_windows_is_sound_xml() -> None:
    one = timetable.night("02:30", (r"C:\R&D\handover.exe", "night", r"C:\a b\night.yaml"))
    root = ET.fromstring(timetable.task(one).replace('encoding="UTF-16"', ""))  # noqa: S314
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"

    assert root.findtext(f".//{space}Command") == r"C:\R&D\handover.exe"
    assert root.findtext(f".//{space}Arguments") == r'night "C:\a b\night.yaml"'
    assert root.findtext(f".//{space}StartBoundary") == "2026-01-01T02:30:00"


# What the schema of Task Scheduler 1.2 lets stand where; a sequence has its order, "*" has none.
SCHEMA = {
    "Task": "* RegistrationInfo Triggers Settings Data Principals Actions",
    "RegistrationInfo": "* URI SecurityDescriptor Source Date Author Version Description",
    "Triggers": "* CalendarTrigger TimeTrigger LogonTrigger BootTrigger",
    "CalendarTrigger": "Enabled StartBoundary EndBoundary Repetition ExecutionTimeLimit "
    "RandomDelay ScheduleByDay",
    "ScheduleByDay": "DaysInterval",
    "Principals": "Principal",
    "Principal": "* UserId LogonType GroupId DisplayName RunLevel",
    "Settings": "* AllowStartOnDemand RestartOnFailure MultipleInstancesPolicy "
    "DisallowStartIfOnBatteries StopIfGoingOnBatteries AllowHardTerminate StartWhenAvailable "
    "NetworkProfileName RunOnlyIfNetworkAvailable WakeToRun Enabled Hidden DeleteExpiredTaskAfter "
    "IdleSettings NetworkSettings ExecutionTimeLimit Priority RunOnlyIfIdle",
    "Actions": "Exec ComHandler SendEmail ShowMessage",
    "Exec": "* Command Arguments WorkingDirectory",
}
LEAVES = {
    "StartBoundary": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
    "DaysInterval": r"[1-9]\d{0,2}",
    "LogonType": "S4U|Password|InteractiveToken|InteractiveTokenOrPassword",
    "RunLevel": "LeastPrivilege|HighestAvailable",
    "MultipleInstancesPolicy": "Parallel|Queue|IgnoreNew|StopExisting",
    "DisallowStartIfOnBatteries": "true|false",
    "StopIfGoingOnBatteries": "true|false",
    "StartWhenAvailable": "true|false",
    "ExecutionTimeLimit": r"P(T\d+S)?",
    "Priority": "[0-9]|10",
    "Description": ".+",
    "Command": ".+",
    "Arguments": ".+",
}


def test_a_task_of_windows_is_as_its_schema_wants_it() -> None:
    one = timetable.night("02:30", (r"C:\x\handover.exe", "night", r"C:\a b\night.yaml"))
    text = timetable.task(one)
    root = ET.fromstring(text.replace('encoding="UTF-16"', ""))  # noqa: S314 - of our own

    assert text.startswith('<?xml version="1.0" encoding="UTF-16"?>\n<Task version="1.2" ')
    for element in root.iter():
        name = element.tag.partition("}")[2]
        below = [child.tag.partition("}")[2] for child in element]
        if name not in SCHEMA:
            assert re.fullmatch(LEAVES[name], element.text or ""), name
            assert below == []
            continue
        order = SCHEMA[name].split()
        assert set(below) <= set(order)
        assert len(set(below)) == len(below)
        assert order[0] == "*" or below == sorted(below, key=order.index)
    principals = {one.get("id") for one in root.iter() if one.tag.endswith("}Principal")}
    assert {one.get("Context") for one in root.iter() if one.get("Context")} == principals


@pytest.mark.parametrize(
    ("at", "zone", "key"),
    [("24:00", "", "clock"), ("2.30", "", "clock"), ("02:30", "Mars/Base", "zone"),
     ("02:30", "../../etc/passwd", "zone")],
)  # fmt: skip
def test_a_time_that_no_clock_shows_is_refused(at: str, zone: str, key: str) -> None:
    with pytest.raises(Misused, match=f"nightly.{key}"):
        timetable.night(at, COMMAND, zone)


@pytest.mark.parametrize(
    ("now", "at", "zone", "due"),
    [
        ("2026-01-31T03:00+00:00", "02:30", "UTC", "2026-01-31T02:30+00:00"),
        ("2026-01-31T02:25+00:00", "02:30", "UTC", "2026-01-31T02:30+00:00"),  # a little early
        ("2026-01-31T02:00+00:00", "02:30", "UTC", "2026-01-30T02:30+00:00"),
        ("2026-01-31T03:00+00:00", "22:00", "Asia/Shanghai", "2026-01-30T22:00+08:00"),
    ],
)
def test_a_night_was_due_when_its_clock_said_so_last(
    now: str, at: str, zone: str, due: str
) -> None:
    found = timetable.due_before(datetime.fromisoformat(now), at, zone)

    assert found == datetime.fromisoformat(due)


def test_what_is_installed_says_when_it_is_due(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    plain = told(capsys, "install", str(written(tmp_path)), "--with", "cron", "--print")
    zoned = told(capsys, "install", str(written(tmp_path)), "--with", "systemd", "--print",
                 "--at", "1:05", "--tz", "Asia/Shanghai")  # fmt: skip

    assert "night.yaml --due 02:30\n" in plain
    assert "night.yaml --due 1:05 --tz Asia/Shanghai\n" in zoned


def test_cron_and_windows_know_no_zones() -> None:
    one = timetable.night("02:30", COMMAND, "Asia/Shanghai")
    for write in (timetable.cron_block, timetable.task):
        with pytest.raises(Misused, match=r"nightly\.no_zones"):
            write(one)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with programs that do as if, and note how they were called."""
    programs = tmp_path / "bin"
    programs.mkdir()
    crontab = f"""#!/bin/sh
echo "crontab $*" >> {tmp_path}/called
if [ "$1" = -l ]; then cat {tmp_path}/tab 2>/dev/null || exit 1; else cat > {tmp_path}/tab; fi
"""
    systemctl = f'#!/bin/sh\necho "systemctl $*" >> {tmp_path}/called\n'
    for name, text in {"crontab": crontab, "systemctl": systemctl}.items():
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.run(["schedule", *arguments, "--lang", "en"]) == 0
    return capsys.readouterr().out


@pytest.mark.skipif(os.name != "posix", reason="POSIX programs")
def test_systemd_is_given_units_and_gives_them_back(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ("--at", "02:30", "--tz", "Asia/Shanghai", "--with", "systemd")
    out = told(capsys, "install", str(written(machine)), *at)
    folder = machine / "config" / "systemd" / "user"

    assert "every night at 02:30" in out
    assert "night.yaml" in (folder / "handover-night.service").read_text()
    assert "OnCalendar" in told(capsys, "show", "--with", "systemd")
    assert "Removed" in told(capsys, "remove", "--with", "systemd")
    assert list(folder.iterdir()) == []
    assert (machine / "called").read_text().splitlines() == [
        "systemctl --user daemon-reload",
        "systemctl --user enable --now handover-night.timer",
        "systemctl --user disable --now handover-night.timer",
        "systemctl --user daemon-reload",
    ]


@pytest.mark.skipif(os.name != "posix", reason="POSIX programs")
def test_cron_hands_back_what_it_does_not_understand(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    others = "# 备份\n0 1 * * * mine\n".encode("gbk")
    (machine / "tab").write_bytes(others)
    told(capsys, "install", str(written(machine)), "--with", "cron")
    told(capsys, "remove", "--with", "cron")

    assert (machine / "tab").read_bytes() == others


@pytest.mark.skipif(os.name != "posix", reason="POSIX programs")
def test_cron_keeps_the_lines_of_others(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (machine / "tab").write_text("0 1 * * * mine")
    for _ in range(2):
        told(capsys, "install", str(written(machine)), "--with", "cron")
    text = (machine / "tab").read_text()

    assert text.startswith("0 1 * * * mine\n# handover-night: begin\n30 2 * * * nice")
    assert text.count("begin") == 1
    assert "30 2" in told(capsys, "show", "--with", "cron")
    told(capsys, "remove", "--with", "cron")
    assert (machine / "tab").read_text() == "0 1 * * * mine\n"
    assert "No night" in told(capsys, "remove", "--with", "cron")


@pytest.mark.parametrize("keeper", ["systemd", "cron", "windows"])
def test_print_only_shows(machine: Path, capsys: pytest.CaptureFixture[str], keeper: str) -> None:
    out = told(capsys, "install", str(written(machine)), "--with", keeper, "--print")

    assert "02:30" in out or "30 2 *" in out
    assert not (machine / "called").exists()
    assert not (machine / "config").exists()


def test_mistaken_orders_are_not_installed(machine: Path) -> None:
    path = written(machine, keep=0)

    assert cli.run(["schedule", "install", str(path), "--with", "cron"]) == 2
    assert not (machine / "called").exists()


@pytest.mark.skipif(os.name != "posix", reason="POSIX programs")
@pytest.mark.parametrize("was_there", [False, True])
def test_what_systemd_would_not_start_is_not_left_there(
    machine: Path, capsys: pytest.CaptureFixture[str], *, was_there: bool
) -> None:
    folder = machine / "config" / "systemd" / "user"
    if was_there:
        told(capsys, "install", str(written(machine)), "--with", "systemd", "--at", "01:00")
    before = {path.name: path.read_text() for path in folder.glob("*")}
    (machine / "bin" / "systemctl").write_text("#!/bin/sh\nexit 1\n")
    install = ("schedule", "install", str(written(machine)), "--with", "systemd", "--lang", "en")

    assert cli.run(install) == 2
    assert "nothing was installed" in capsys.readouterr().err
    assert {path.name: path.read_text() for path in folder.glob("*")} == before
    told(capsys, "remove", "--with", "systemd")
    assert list(folder.iterdir()) == []
