"""``handover night`` and ``handover schedule``."""

# Annotations are evaluated here: Typer reads the options from them.
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import typer

from scanner.cli.options import At, Due, Keeper, Language, OrdersFile, PrintOnly, Zone
from scanner.cli.speech import EXIT_INCOMPLETE, echo, plainly

schedule = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Have nights run by themselves: install, show, remove.

    安装、显示、移除每晚自动运行的扫描。

    示例 / Example:  handover schedule install night.yaml --at 02:30
    """,
)


def night(orders: OrdersFile, *, due: Due = "", tz: Zone = "", lang: Language = "zh") -> None:
    """Scan as a file of orders (ORDERS, YAML) says: dated reports, a log, a summary if wanted.

    Says nothing unless something is wrong. The orders are described in docs/nightly.md.
    Begun by hand after stop_at, it goes on until stop_at of the next day; begun late by a
    schedule (--due), it does nothing.

    按配置文件（ORDERS，YAML）执行一次夜间扫描：生成带日期的报告、写日志，并按配置发送摘要。一切正常时
    不输出任何内容。配置项见 docs/nightly.md。在 stop_at 之后手动启动的，运行至次日
    stop_at；由计划任务补启动（--due）而已过 stop_at 的，不扫描。

    示例 / Example:  handover night night.yaml
    """
    with plainly(lang):
        from scanner.messages import say, word
        from scanner.nightly import orders as order_files
        from scanner.nightly.timetable import due_before
        from scanner.run.night import keep_night

        given = order_files.load(orders)
        planned = due_before(datetime.now(UTC), due, tz) if due else None
        work = keep_night(given, due=planned)
        if work.is_late:
            echo(word("nightly.late", lang, at=given.stop_at or ""), err=True)
        for warning in work.warnings:
            echo(word("nightly.not_sent", lang, why=say(warning, lang)), err=True)
    raise typer.Exit(0 if work.is_fully_read else EXIT_INCOMPLETE)


@schedule.command(short_help="安装夜间扫描。 Have it run every night.")
def install(  # noqa: PLR0913 - Typer makes one option of each parameter
    orders: OrdersFile,
    *,
    at: At = "02:30",
    tz: Zone = "",
    keeper: Keeper = "",
    print_only: PrintOnly = False,
    lang: Language = "zh",
) -> None:
    """Have a night run every night for the current user: by systemd, cron or Windows.

    Shows what it writes. --print only shows.

    为当前用户安装夜间扫描（systemd、cron 或 Windows 任务计划），并显示写入的内容；--print 只显示，
    不安装。

    示例 / Example:  handover schedule install night.yaml --at 02:30 --tz Asia/Shanghai
    """
    with plainly(lang):
        from scanner.messages import word
        from scanner.nightly import installing, timetable
        from scanner.nightly import orders as order_files

        order_files.load(orders)
        one = timetable.night(at, _command(orders, at, tz), tz)
        chosen = installing.keeper(keeper)
        echo(chosen.text(one))
        if print_only:
            return
        chosen.install(one)
        echo(word("nightly.installed", lang, at=one.at))
        if isinstance(chosen, installing.Systemd):
            echo(word("nightly.linger", lang))


@schedule.command(short_help="显示已安装的夜间扫描。 Show it.")
def show(*, keeper: Keeper = "", lang: Language = "zh") -> None:
    """Show what is installed.

    显示已安装的夜间扫描。

    示例 / Example:  handover schedule show
    """
    with plainly(lang):
        from scanner.messages import word
        from scanner.nightly import installing

        echo(installing.keeper(keeper).shown() or word("nightly.none", lang))


@schedule.command(short_help="移除夜间扫描。 Take it back.")
def remove(*, keeper: Keeper = "", lang: Language = "zh") -> None:
    """Have no night run any more; state and reports stay.

    移除夜间扫描；状态文件与报告保留。

    示例 / Example:  handover schedule remove
    """
    with plainly(lang):
        from scanner.messages import word
        from scanner.nightly import installing

        chosen = installing.keeper(keeper)
        was_there = bool(chosen.shown())
        chosen.remove()
        echo(word("nightly.removed" if was_there else "nightly.none", lang))


def _command(orders: Path, at: str, zone: str) -> tuple[str, ...]:
    """Return the command that a scheduler runs, whatever its folder and PATH."""
    due = ("--due", at, *(("--tz", zone) if zone else ()))
    beside = shutil.which("handover", path=str(Path(sys.executable).parent))
    program = (beside,) if beside else (sys.executable, "-m", "scanner")
    return (*program, "night", str(orders.resolve()), *due)
