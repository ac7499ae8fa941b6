"""The law of silence: what the files say is in no byte that comes out."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from scanner import worker
from scanner.config import Request, load_plan
from scanner.model import FileRef, Outcome
from tests.estates import CANARIES, leaky_share

if TYPE_CHECKING:
    from pathlib import Path

ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "unicode-escape")
FORMS = {
    form
    for value in CANARIES.values()
    for form in (value, value[::-1], value.lower(), value.upper())
}
NEEDLES = {form.encode(encoding) for form in FORMS for encoding in ENCODINGS}


def leaks(content: bytes) -> set[bytes]:
    return {needle for needle in NEEDLES if needle in content}


def every_byte(folder: Path) -> bytes:
    """Return the bytes of all files, workbooks unpacked."""
    pieces = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            pieces.append(path.read_bytes())
            if path.suffix == ".xlsx":
                with zipfile.ZipFile(path) as book:
                    pieces += [book.read(name) for name in book.namelist()]
    return b"\n".join(pieces)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_output_state_or_message_holds_a_value(tmp_path: Path, language: str) -> None:
    share = leaky_share(tmp_path / "share")
    home = tmp_path / "home"
    home.mkdir()
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home)}
    command = [sys.executable, "-m", "scanner", "scan", str(share), "--lang", language]
    command += ["--out", str(tmp_path / "out"), "--state", str(home / "state.sqlite")]
    run = subprocess.run(command, capture_output=True, check=False, env=environment)

    assert run.returncode == 1, run.stderr.decode()
    assert (tmp_path / "out" / "inventory.xlsx").exists(), run.stderr.decode()
    assert leaks(every_byte(tmp_path / "out")) == set()
    assert leaks(every_byte(home)) == set()
    assert leaks(run.stdout + run.stderr) == set()


def test_the_search_itself_finds_what_is_there(tmp_path: Path) -> None:
    assert len(leaks(every_byte(leaky_share(tmp_path / "share")))) >= len(CANARIES)


def test_a_bug_is_named_but_never_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def explode(*_: object) -> None:
        msg = f"cannot parse {CANARIES['id']}"
        raise ValueError(msg)

    share = leaky_share(tmp_path / "share")
    monkeypatch.setattr("scanner.readers.inspect", explode)
    plan = load_plan(Request(roots=(share,), state=tmp_path / "state.sqlite"), "")
    content = (share / "utf8.csv").stat()
    file = FileRef(os.fsencode(share), b"utf8.csv", content.st_size, content.st_mtime_ns)
    (report,) = worker.examine_files(plan, [file])

    assert report.outcome is Outcome.FAILED
    assert report.reason is not None
    assert report.reason.key == "bug"
    assert CANARIES["id"] not in repr(report)
    assert leaks("".join(capfd.readouterr()).encode()) == set()
