"""The commands that explain: a text, recognizers, a policy, and themselves."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, cast

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from scanner import cli
from scanner.cli.app import ORDER
from tests.command_line import ID, PHONE, Place, _one_process, handover, invoke, place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


__all__ = ["_one_process", "place"]  # fixtures


def commands(group: TyperGroup, *path: str) -> Iterator[str]:
    """Name every command and every group of commands, as they are typed."""
    for name, command in group.commands.items():
        yield " ".join((*path, name))
        if isinstance(command, TyperGroup):
            yield from commands(command, *path, name)


COMMANDS = tuple(commands(cast("TyperGroup", get_command(cli.app))))


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
