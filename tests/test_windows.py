"""A machine without what only POSIX has: a stand-in for Windows, where the tests do not run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.estates import HEADER, ROW, csv_bytes

if TYPE_CHECKING:
    from pathlib import Path

# Python reads this in every process, the workers too.  platformdirs asks for a user's number
# when it is imported anywhere but on Windows, so it comes first.
WITHOUT_POSIX = """
import os, sys, warnings
import platformdirs.unix
warnings.filterwarnings("ignore", "only soft file lock")
for name in ("fcntl", "grp", "pwd", "resource", "termios", "tty", "pty"):
    sys.modules[name] = None
for name in (
    "geteuid getuid getgid getegid getgroups getlogin sched_getaffinity posix_fadvise O_NOFOLLOW "
    "O_NONBLOCK O_NOATIME O_DIRECTORY O_PATH O_CLOEXEC O_NOCTTY killpg getpgid setsid fork fchmod "
    "fchown chown lchown mkfifo mknod statvfs getloadavg nice getxattr listxattr fchdir pread"
).split():
    if hasattr(os, name):
        delattr(os, name)
os.supports_dir_fd = os.supports_fd = set()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there, all tests tell")
def test_everything_goes_without_what_only_posix_has(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(WITHOUT_POSIX)
    share, out = tmp_path / "share", tmp_path / "out"
    share.mkdir()
    (share / "people.csv").write_bytes(csv_bytes([HEADER, *[ROW] * 5]))
    state = ("--state", str(tmp_path / "state" / "state.sqlite"))
    orders = tmp_path / "night.yaml"
    told = {"roots": [str(share)], "out": str(out), "state": state[1], "workers": 1}
    orders.write_text(json.dumps(told))
    names = ("LOGNAME", "USER", "LNAME", "USERNAME")
    environment = {name: text for name, text in os.environ.items() if name not in names}
    environment["PYTHONPATH"] = str(tmp_path / "site")

    def run(*arguments: str, status: int = 0) -> str:
        command = [sys.executable, "-m", "scanner", *arguments, "--lang", "en"]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=240
        )
        assert done.returncode == status, (done.stdout, done.stderr)
        return done.stdout

    assert "<Command>" in run("schedule", "install", str(orders), "--print", "--with", "windows")
    run("night", str(orders))
    run("scan", str(share), "--out", str(out), "--quiet", "--workers", "1", *state)
    run("review", "import", str(out / "inventory.xlsx"), *state)
    run("gate", "--max-level", "L5", *state, status=1)
    run("manifest", "--out", str(out / "manifest.jsonl"), *state)
    assert "whole" in run("log", "verify", *state)
