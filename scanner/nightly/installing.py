"""Putting a night into the hands of systemd, cron or Windows, for the current user only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from scanner.errors import Misused
from scanner.nightly import timetable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.nightly.timetable import Night

_TASK = "Handover Scanner"
_PATIENCE = 60  # seconds
_REFUSED = {"systemctl": "nightly.no_systemd", "schtasks": "nightly.no_rights"}


class Keeper(Protocol):
    """What starts a night: systemd, cron or Windows."""

    def text(self, night: Night) -> str:
        """Return what would be written."""

    def install(self, night: Night) -> None:
        """Write it and have it obeyed."""

    def shown(self) -> str:
        """Return what is installed; "": nothing is."""

    def remove(self) -> None:
        """Take it back."""


class Systemd:
    """A timer of the user's own systemd."""

    @property
    def folder(self) -> Path:
        """Return where units of the user lie."""
        base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
        return Path(base) / "systemd" / "user"

    def text(self, night: Night) -> str:
        """Return both units, each under its path."""
        named = timetable.units(night).items()
        return "\n".join(f"# {self.folder / name}\n{text}" for name, text in named)

    def install(self, night: Night) -> None:
        """Write the units and start the timer; what cannot be started is not left there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        before = {path: path.read_text(encoding="utf-8") for path in self._files()}
        for name, text in timetable.units(night).items():
            (self.folder / name).write_text(text, encoding="utf-8")
        try:
            _run("systemctl", "--user", "daemon-reload")
            _run("systemctl", "--user", "enable", "--now", f"{timetable.NAME}.timer")
        except Misused:
            self._put_back(before)
            raise

    def shown(self) -> str:
        """Return the units that are there."""
        texts = ((path, path.read_text(encoding="utf-8")) for path in self._files())
        return "\n".join(f"# {path}\n{text}" for path, text in texts)

    def remove(self) -> None:
        """Stop the timer and delete the units, also where systemd does not run now."""
        if not self.shown():
            return
        _run("systemctl", "--user", "disable", "--now", f"{timetable.NAME}.timer", may_fail=True)
        self._put_back({})
        wanted = self.folder / "timers.target.wants" / f"{timetable.NAME}.timer"
        wanted.unlink(missing_ok=True)
        _run("systemctl", "--user", "daemon-reload", may_fail=True)

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob(f"{timetable.NAME}.*"))

    def _put_back(self, texts: Mapping[Path, str]) -> None:
        for path in self._files():
            path.unlink()
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8")


class Cron:
    """Lines in the user's crontab."""

    def text(self, night: Night) -> str:
        """Return our lines."""
        return timetable.cron_block(night)

    def install(self, night: Night) -> None:
        """Replace our lines, and leave the others."""
        others = timetable.without_block(self._crontab())
        gap = "" if not others or others.endswith("\n") else "\n"
        _run("crontab", "-", given=others + gap + timetable.cron_block(night))

    def shown(self) -> str:
        """Return our lines, if they are there."""
        crontab = self._crontab()
        begin, end = crontab.find(timetable.BEGIN), crontab.find(timetable.END)
        return crontab[begin : end + len(timetable.END) + 1] if 0 <= begin < end else ""

    def remove(self) -> None:
        """Take our lines out."""
        if self.shown():
            _run("crontab", "-", given=timetable.without_block(self._crontab()))

    def _crontab(self) -> str:
        """Return the user's crontab; one that has none answers with an error."""
        return _run("crontab", "-l", may_fail=True)


class Windows:
    """A task of the Task Scheduler."""

    def text(self, night: Night) -> str:
        """Return the task's XML."""
        return timetable.task(night)

    def install(self, night: Night) -> None:
        """Hand the XML to the scheduler."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "task.xml"
            path.write_text(timetable.task(night), encoding="utf-16")
            _run("schtasks", "/Create", "/TN", _TASK, "/XML", str(path), "/F")

    def shown(self) -> str:
        """Return the task's XML as the scheduler has it."""
        return _run("schtasks", "/Query", "/TN", _TASK, "/XML", may_fail=True)

    def remove(self) -> None:
        """Delete the task."""
        if self.shown():
            _run("schtasks", "/Delete", "/TN", _TASK, "/F")


KEEPERS: dict[str, type[Keeper]] = {"systemd": Systemd, "cron": Cron, "windows": Windows}


def keeper(name: str = "") -> Keeper:
    """Return the one asked for, or what this machine has.

    Raises:
        Misused: There is none of that name.
    """
    if not name:
        has_systemd = shutil.which("systemctl") is not None
        name = "windows" if sys.platform == "win32" else "systemd" if has_systemd else "cron"
    if name not in KEEPERS:
        raise Misused("nightly.keeper", given=name, known=", ".join(KEEPERS))
    return KEEPERS[name]()


def _run(*command: str, given: str = "", may_fail: bool = False) -> str:
    """Run a program of the system and return what it prints."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell; words of our own and a checked path
            command,
            input=given,
            capture_output=True,
            text=True,
            errors="surrogateescape",  # lines of others go back as they came
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise Misused("nightly.no_program", program=command[0]) from None
    if done.returncode and not may_fail:
        key = _REFUSED.get(command[0], "nightly.refused")
        raise Misused(key, program=" ".join(command[:4]), status=done.returncode)
    return "" if done.returncode else done.stdout
