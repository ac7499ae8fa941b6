"""The commands together, and their exit status."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Annotated, Never

import typer
from typer.core import TyperGroup

from scanner.cli import (
    explain,
    gate,
    lists,
    log,
    manifest,
    misuse,
    night,
    nights,
    review,
    sample,
    scan,
    state,
)
from scanner.cli.speech import EXIT_INTERRUPTED, EXIT_MISUSED, EXIT_STOPPED, complain
from scanner.errors import describe
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

# In the order of the work: scan, review, hand over, look closer, look after.
ORDER = ("scan", "night", "schedule", "runs", "diff", "review", "sample", "gate", "manifest",
         "verify", "explain", "recognizers", "policy", "state", "log")  # fmt: skip


class _InOrder(TyperGroup):
    """Typer lists groups after all commands."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """List all in our order."""
        return sorted(super().list_commands(ctx), key=ORDER.index)


app = typer.Typer(
    name="handover",
    cls=_InOrder,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # they print local variables
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(short_help="扫描文件夹，生成清单。 Scan folders.", epilog=scan.STATUS)(scan.scan)
app.command(short_help="按配置执行夜间扫描。 Keep a night.")(night.night)
app.add_typer(night.schedule, name="schedule", short_help="安装夜间扫描。 Have it run every night.")
app.command(short_help="列出历次扫描。 List past runs.")(nights.runs)
app.command(short_help="列出自上次以来的变化。 Tell what changed.")(nights.diff)
app.add_typer(review.app, name="review", short_help="审核决定。 What people decided.")
app.command(short_help="抽查。 Draw a spot check.")(sample.sample)
app.command(short_help="移交前的阻碍。 What stands in the way.", epilog=gate.STATUS)(gate.gate)
app.add_typer(manifest.app, name="manifest", short_help="移交凭证。 The receipt of the handover.")
app.command(short_help="核对移交凭证。 Check a receipt.", epilog=manifest.STATUS)(manifest.verify)
app.command(short_help="解释一段文本的识别结果。 Explain findings.")(explain.explain)
app.command(short_help="列出全部识别器。 List recognizers.")(lists.recognizers)
app.command(short_help="输出定级策略。 Print the policy.")(lists.policy)
app.add_typer(state.app, name="state", short_help="检查、清理、导出状态文件。 The state file.")
app.add_typer(log.app, name="log", short_help="审计日志。 The audit log.")


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; a wrong option costs one sentence."""
    _never_fail_to_print()
    signal.signal(signal.SIGTERM, _interrupt)  # a schedule's time limit; Ctrl-C without a terminal
    try:
        status = app(list(arguments) or ["--help"], prog_name="handover", standalone_mode=False)
    except typer.TyperException as problem:
        complain(misuse.refusal(problem), misuse.language_of(arguments))
        return EXIT_MISUSED
    except (typer.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough: "handover recognizers | head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as bug:  # noqa: BLE001 - a traceback would leave with 1, as a complete run does
        complain(Note.of("cli.bug", **dict(describe(bug).args)), misuse.language_of(arguments))
        return EXIT_STOPPED
    return status if isinstance(status, int) else 0


def _interrupt(_number: int, _frame: FrameType | None) -> Never:
    raise KeyboardInterrupt


def _never_fail_to_print() -> None:
    """Show as an escape what the terminal's encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")


def _say_version(wanted: bool) -> None:  # noqa: FBT001 - Typer calls it with the flag
    if wanted:
        from importlib.metadata import version

        typer.echo(f"handover-scanner {version('handover-scanner')}")
        raise typer.Exit


@app.callback()
def handover(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_say_version, is_eager=True, help="显示版本。 Show the version."
        ),
    ] = False,
) -> None:
    """Find the personal information in data before it is handed over.

    在移交数据之前，找出其中的个人信息。

    示例 / Example:  handover scan /mnt/share --out ./out
    """
