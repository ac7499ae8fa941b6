"""The command line, from the outside: what it says, where, and its exit status."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

import pytest
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from scanner import cli, executors
from scanner.cli.app import ORDER
from scanner.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typer.testing import Result

ID = "11010519491231002X"
PHONE = "13800138000"
CARD = "6228480402564890018"


def commands(group: TyperGroup, *path: str) -> Iterator[str]:
    """Name every command and every group of commands, as they are typed."""
    for name, command in group.commands.items():
        yield " ".join((*path, name))
        if isinstance(command, TyperGroup):
            yield from commands(command, *path, name)


COMMANDS = tuple(commands(cast("TyperGroup", get_command(cli.app))))


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


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--lang", "fr"), "“fr”"),
        (("--format", "pdf"), "“pdf”"),
        (("--workers", "0"), "--workers"),
        (("--policy", "none.yaml"), "none.yaml"),
        (("--exclude", ""), "模式"),
        (("--wat",), "--wat"),
        (("--workers", "many"), "--workers"),
        (("--format", ""), "xlsx"),
        (("--stop-at", "25:99"), "25:99"),
        (("--max-mb-per-second", "-3"), "-3"),
        (("--max-mb-per-second", "nan"), "nan"),
        (("--verify", "101"), "--verify"),
        (("--engine", "magic"), "magic"),
        (("--deal", "gift"), "gift"),
    ],
)
def test_a_wrong_option_costs_one_sentence_and_status_2(
    place: Place, more: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = cli.run([str(each) for each in place.arguments(*more)])
    said, complaint = capsys.readouterr()

    assert (status, said) == (2, "")
    assert told in complaint
    assert complaint.count("\n") == 1
    assert not place.state.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("scan", "x", "--wat"), "--wat"),
        (("scan", "x", "--workers", "many"), "--workers"),
        (("scan", "x", "--workers"), "--workers"),
        (("scan", "x", "--quiet=yes"), "--quiet"),
        (("scan",), "DIR"),
        (("explain", "a", "b"), "--help"),
        (("wat",), "--help"),
    ],
)
def test_a_wrong_usage_is_told_in_either_language(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def complaint(*more: str) -> str:
        assert cli.run([*arguments[:1], *more, *arguments[1:]]) == 2
        return capsys.readouterr().err.removeprefix("handover: ")

    chinese, english = complaint(), complaint("--lang=en")

    assert told in chinese
    assert told in english
    assert re.match("[\u4e00-\u9fff]", chinese)
    assert not re.search("[\u4e00-\u9fff]", english)


@pytest.mark.parametrize("name", ["\x1b[31mred", "two\nlines", "\u202egpj.exe", "\x07\x9b2J"])
def test_no_control_character_of_a_name_reaches_the_terminal(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    share = tmp_path / name
    for arguments in (
        ("scan", str(share)),  # is not there yet
        ("scan", f"--{name}"),
        ("scan", str(tmp_path), "--out", str(share)),
        ("scan", str(share), "--out", str(tmp_path / "out" / name), "--state", str(tmp_path / "s")),
    ):
        cli.run(arguments)
        said, complaint = capsys.readouterr()
        assert complaint.count("\n") == bool(complaint)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said + complaint)
        share.mkdir(exist_ok=True)
    assert "inventory.xlsx" in said


def test_a_missing_root_an_output_on_the_share_and_a_bad_policy_are_refused(
    place: Place, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.yaml"
    odd.write_text("extends: cn45574\nlevles: {}\n")

    for arguments in (
        ("scan", tmp_path / "gone"),
        ("scan", place.share, "--out", place.share / "out"),
        ("scan", place.share, "--out", place.out, "--state", place.share / "s"),
        place.arguments("--policy", odd),
    ):
        result = invoke(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("handover: ")
    assert "levles" in result.stderr
    assert sorted(path.name for path in place.share.iterdir()) == [
        "=HYPERLINK(1).txt",
        "note.txt",
        "客户.csv",
    ]


def test_a_state_that_is_in_use_is_said_so(place: Place) -> None:
    with Store(place.state):
        result = invoke(*place.arguments("--lang", "en"))

    assert result.exit_code == 2
    assert "Another scan is using" in result.stderr


def test_a_full_disk_is_one_sentence(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(28, "secret")

    monkeypatch.setattr("scanner.run.write_reports", fail)
    result = invoke(*place.arguments())

    assert result.exit_code == 3
    assert "磁盘已满" in result.stderr
    assert "secret" not in result.output


def test_a_bug_is_no_complete_run(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*arguments: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("scanner.run.scan.run_scan", fail)
    status = cli.run([str(each) for each in place.arguments("--lang", "en")])
    said, complaint = capsys.readouterr()

    assert (status, said) == (3, "")
    assert complaint.startswith("handover: Internal error ZeroDivisionError at ")
    assert complaint.count("\n") == 1
    assert "secret" not in complaint


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


def test_explain_masks_values_unless_told_otherwise() -> None:
    masked = invoke("explain", f"电话{PHONE}")
    shown = invoke("explain", "--show", "--lang", "en", f"电话{PHONE}")

    assert (masked.exit_code, shown.exit_code) == (0, 0)
    assert PHONE not in masked.output
    assert "CN_MOBILE  手机号码  138********  第 3–13 字  得分 0.95" in masked.output
    assert "通过号段校验；码表与上下文 +0.35" in masked.output
    assert f"CN_MOBILE  Mobile telephone number  {PHONE}  characters 3-13" in shown.output
    assert "base score 0.60; passes the prefix table; tables and words" in shown.output


def test_explain_reads_stdin_and_says_when_nothing_is_found() -> None:
    assert "CN_RESIDENT_ID" in invoke("explain", "-", stdin=f"身份证号 {ID}").output
    assert "CN_RESIDENT_ID" in invoke("explain", stdin=f"身份证号 {ID}").output
    assert invoke("explain", "--lang", "en", "hello").output == "Nothing was found.\n"


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("utf-8", f"联系电话 {PHONE}，客户见附件"),
        ("utf-8-sig", f"联系电话 {PHONE}，客户见附件"),
        ("gbk", f"联系电话 {PHONE}，客户见附件"),
        ("gbk", f"手机：　 {PHONE}"),
        ("big5", f"聯絡電話 {PHONE}，客戶見附件"),
        ("utf-16", f"联系电话 {PHONE}，客户见附件"),
        ("utf-16-be", f"联系电话 {PHONE}，客户见附件"),
    ],
)
def test_explain_understands_what_a_pipe_brings_in_any_encoding(codec: str, text: str) -> None:
    piped = invoke("explain", "-", stdin=text.encode(codec))

    assert piped.exit_code == 0
    assert "第 6–16 字" in piped.output
    assert piped.output == invoke("explain", text).output


@pytest.mark.parametrize("nothing", [b"", b"\n", b"\xef\xbb\xbf", b"\x00\x01\xfe\xff" * 9])
def test_explain_finds_nothing_in_nothing(nothing: bytes) -> None:
    assert invoke("explain", "-", stdin=nothing).output == "未识别到个人信息。\n"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_recognizer_is_listed_with_level_examples_and_source(language: str) -> None:
    from recognizers import ALL

    output = invoke("recognizers", "--lang", language).output

    for recognizer in ALL:
        assert recognizer.ENTITY in output
        assert recognizer.SOURCE in output
    levelled = re.findall(
        r"^[A-Z0-9_]+  \S.*[（(]L[1-5](?:，类别|, category) [PBX]\d\d\w? \S", output, re.MULTILINE
    )
    assert len(levelled) == len(ALL)


def test_the_printed_policy_can_be_used_as_it_is(place: Place, tmp_path: Path) -> None:
    for profile in ("cn45574", "strict35273"):
        printed = invoke("policy", "--policy", profile)
        copy = tmp_path / f"{profile}.yaml"
        copy.write_text(printed.output, encoding="utf-8")

        assert printed.exit_code == 0
        assert printed.output.startswith("#")
        assert invoke("policy", "--policy", copy).output == printed.output


@pytest.mark.parametrize("command", COMMANDS)
def test_help_says_what_a_command_does_with_an_example(command: str) -> None:
    result = invoke(*command.split(), "--help")

    assert result.exit_code == 0
    assert f"Example:  handover {command}" in result.output


def test_help_lists_the_commands_in_the_order_of_the_work() -> None:
    listed = re.findall(r"^  ([a-z]+)  ", invoke("--help").output, re.MULTILINE)

    assert tuple(listed) == ORDER


def test_help_answers_without_loading_heavy_libraries() -> None:
    code = (
        "import sys; from scanner import cli; cli.run(['--help']);"
        "sys.exit(sum(name in sys.modules for name in ('presidio_analyzer', 'pyarrow', 'pandas')))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

    assert result.returncode == 0
    assert all(command.encode() in result.stdout for command in ORDER)


def test_version_and_plain_usage() -> None:
    assert handover("--version").stdout.startswith("handover-scanner 0.")
    assert "scan" in handover().stdout


def test_a_progress_bar_shows_on_a_terminal_only(place: Place) -> None:
    assert handover(*place.arguments()).stderr == ""
    if sys.platform == "win32":
        return
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 120))
    command = [sys.executable, "-m", "scanner", *map(str, place.arguments())]
    scan = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=theirs, text=True, check=False, timeout=120
    )
    shown = os.read(ours, 10_000).decode()
    os.close(theirs)
    os.close(ours)

    assert scan.returncode == 0, scan.stdout + shown
    assert "3 个文件" in shown
    assert "B/s" in shown


def test_only_the_identifiers_of_chosen_regions_are_looked_for(place: Place) -> None:
    text = "身份证11010519491231002X 邮箱 li.lei@example.com"

    everywhere = invoke("explain", text, "--lang", "en").output
    world = invoke("explain", text, "--lang", "en", "--regions", "world").output
    refused = invoke("explain", text, "--regions", "world,atlantis")

    assert "CN_RESIDENT_ID" in everywhere
    assert "CN_RESIDENT_ID" not in world
    assert "EMAIL_ADDRESS" in world
    assert refused.exit_code == 2
    assert "atlantis" in refused.stderr
