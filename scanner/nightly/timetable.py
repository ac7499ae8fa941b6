"""What systemd, cron and Windows are given so that a night begins by itself."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scanner.errors import Misused

if TYPE_CHECKING:
    from datetime import datetime

NAME = "handover-night"
BEGIN, END = f"# {NAME}: begin", f"# {NAME}: end"
_EARLY = timedelta(minutes=10)  # that a schedule may begin before its time
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")

_SERVICE = """\
[Unit]
Description=Handover Scanner, nightly

[Service]
Type=oneshot
ExecStart={command}
SuccessExitStatus=1
Nice=19
CPUSchedulingPolicy=batch
IOSchedulingClass=idle
"""
_TIMER = """\
[Unit]
Description=Handover Scanner, every night at {at}

[Timer]
OnCalendar=*-*-* {at}:00{zone}
Persistent=true

[Install]
WantedBy=timers.target
"""
_TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Handover Scanner, nightly</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2026-01-01T{at}:00</StartBoundary>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>S4U</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>9</Priority>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{command}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


@dataclass(frozen=True, slots=True)
class Night:
    """When, and by which command."""

    at: str  # "02:30"
    command: tuple[str, ...]
    zone: str = ""  # "Asia/Shanghai"; "": of the machine


def night(at: str, command: tuple[str, ...], zone: str = "") -> Night:
    """Check a time and a zone.

    Raises:
        Misused: There is no such time, or no such zone.
    """
    clock = clock_of(at)
    try:
        _ = ZoneInfo(zone) if zone else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Misused("nightly.zone", given=zone) from None
    return Night(clock, command, zone)


def clock_of(text: str) -> str:
    """Return a time of day as "02:30".

    Raises:
        Misused: It is none.
    """
    found = _CLOCK.fullmatch(text)
    if not found:
        raise Misused("nightly.clock", given=text)
    return f"{int(found[1]):02}:{found[2]}"


def due_before(now: datetime, at: str, zone: str = "") -> datetime:
    """Return when a night was to begin last: at a time of day, of a zone or of the machine.

    Raises:
        Misused: There is no such time, or no such zone.
    """
    planned = night(at, (), zone)
    here = (now + _EARLY).astimezone(ZoneInfo(planned.zone) if planned.zone else None)
    today = here.replace(hour=int(planned.at[:2]), minute=int(planned.at[3:]), second=0)
    today = today.replace(microsecond=0)
    return today if today <= here else today - timedelta(days=1)


def units(one: Night) -> dict[str, str]:
    """Return systemd's unit files by name."""
    command = " ".join(map(_unit_word, one.command))
    zone = f" {one.zone}" if one.zone else ""
    return {
        f"{NAME}.service": _SERVICE.format(command=command),
        f"{NAME}.timer": _TIMER.format(at=one.at, zone=zone),
    }


def cron_block(one: Night) -> str:
    """Return the lines of a crontab; what stands around them is somebody else's.

    Raises:
        Misused: A zone is asked for: few crons know any, and the others ignore it in silence.
    """
    _refuse_zone(one)
    hour, minute = one.at.split(":")
    command = shlex.join(("nice", "-n", "19", *one.command)).replace("%", r"\%")
    return f"{BEGIN}\n{int(minute)} {int(hour)} * * * {command}\n{END}\n"


def without_block(crontab: str) -> str:
    """Return a crontab without our lines."""
    ours = re.compile(rf"^{re.escape(BEGIN)}\n.*?^{re.escape(END)}\n?", re.MULTILINE | re.DOTALL)
    return ours.sub("", crontab)


def task(one: Night) -> str:
    """Return the XML of a task of Windows; to be written as UTF-16.

    Raises:
        Misused: A zone is asked for: tasks start by the clock of the machine.
    """
    _refuse_zone(one)
    command, *arguments = one.command
    told = " ".join(f'"{word}"' if " " in word else word for word in arguments)
    return _TASK.format(at=one.at, command=escape(command), arguments=escape(told))


def _refuse_zone(one: Night) -> None:
    if one.zone:
        raise Misused("nightly.no_zones")


def _unit_word(word: str) -> str:
    """Quote a word for ExecStart: % and $ mean something there, and so do quotes."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"' if re.search(r"[\s'\"\\;]", word) else plain
