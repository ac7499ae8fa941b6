"""``handover scan``."""

# Annotations are evaluated here: Typer reads the options from them.
import math
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from scanner.cli.options import (
    EVERYWHERE,
    Deal,
    Engine,
    Exclude,
    Formats,
    Include,
    Language,
    MostMegabytes,
    Out,
    OwnRecognizers,
    Policy,
    Quiet,
    Regions,
    Roots,
    State,
    StopAt,
    Verify,
    VerifyContent,
    Workers,
    listed,
)
from scanner.cli.speech import EXIT_INCOMPLETE, echo, plainly

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scanner.config import Request
    from scanner.executors import Pool
    from scanner.run import FinishedRun, Manner

STATUS = """退出码：0 清单完整；1 扫描完成，但有文件未能完整读取；2 用法有误；3 因磁盘已满或
程序错误而中止；130 被中断。

Exit status: 0 complete inventory; 1 complete run with files that could not be read; 2 wrong
usage; 3 stopped by a full disk or an error of ours; 130 interrupted."""


def scan(  # noqa: PLR0913 - Typer makes one option of each parameter
    roots: Roots,
    *,
    out: Out = Path("out"),
    policy: Policy = "cn45574",
    deal: Deal = "",
    workers: Workers = None,
    state: State = None,
    lang: Language = "zh",
    formats: Formats = "xlsx,csv,json",
    regions: Regions = EVERYWHERE,
    recognizers: OwnRecognizers = None,
    include: Include = None,
    exclude: Exclude = None,
    engine: Engine = "fast",
    verify: Verify = 0.0,
    verify_content: VerifyContent = False,
    stop_at: StopAt = "",
    max_mb_per_second: MostMegabytes = 0,
    quiet: Quiet = False,
) -> None:
    """Scan folders or files (DIR) and write the inventory that legal reviews.

    It comes as inventory.xlsx, .csv and .json. The next scan examines only what changed.
    Nothing is written in the scanned folders.

    扫描文件夹或文件（DIR），生成供法务审核的清单（inventory.xlsx、.csv、.json）。再次扫描时只
    检查有变化的文件。不在被扫描的文件夹中写入任何内容。

    示例 / Example:  handover scan /mnt/share --out ./out --exclude '*.bak'
    """
    with plainly(lang):
        from scanner import config, executors, warm

        request = config.Request(
            state=state or config.default_state(),
            policy=policy,
            deal=deal,
            out=out,
            regions=listed(regions),
            **_several(roots=roots, recognizers=recognizers, include=include, exclude=exclude),
            workers=executors.usable_cores() if workers is None else workers,
            formats=listed(formats),
            engine=engine,
            verify=verify,
        )
        with warm.workers(request.workers, request.regions, request.state) as pool:
            manner = _manner(stop_at, max_mb_per_second, verify_content=verify_content)
            is_fully_read = _scan(pool, request, manner, lang, quiet=quiet)
    raise typer.Exit(0 if is_fully_read else EXIT_INCOMPLETE)


def _several(**options: "Sequence[Any] | None") -> dict[str, Any]:
    """Return what options that can be repeated were given."""
    return {name: tuple(given or ()) for name, given in options.items()}


def _manner(stop_at: str, megabytes: float, *, verify_content: bool) -> "Manner":
    from datetime import UTC, datetime, time

    from scanner.errors import Misused
    from scanner.nightly.timetable import clock_of
    from scanner.run.manner import Manner, stop_time

    if not 0 <= megabytes < math.inf:
        raise Misused("usage.speed", given=f"{megabytes:g}")
    clock = time.fromisoformat(clock_of(stop_at)) if stop_at else None
    stop = stop_time(clock, datetime.now(UTC).astimezone())
    return Manner(verify_content=verify_content, stop_at=stop, bytes_per_second=megabytes * 1e6)


def _scan(
    pool: "Pool", request: "Request", manner: "Manner", language: str, *, quiet: bool
) -> bool:
    from scanner import report, run, warm
    from scanner.cli.progress import watched
    from scanner.messages import word

    request = run.checked(request)
    for format_ in request.formats:
        report.writer_for(format_)  # loaded while a worker starts, not when all wait for it
    if manner.stop_at and not quiet:
        echo(word("cli.stops_at", language, at=f"{manner.stop_at:%Y-%m-%d %H:%M}"), err=True)
    if not quiet and sys.stderr.isatty() and warm.is_cold():
        echo(word("cli.compiling", language), err=True)
    roots = [os.fsencode(root) for root in request.roots]
    with (
        watched(request, roots, language) as progress,
        run.scanned(request, manner.told(progress), pool) as inventory,
    ):
        written = run.write_reports(inventory, request.out or Path(), request.formats, language)
        is_fully_read = inventory.is_fully_read
        unlike = list(_unlike(inventory, language)) if request.verify else []
        summary = [] if quiet else list(_summary(inventory, written, language))
    for line in summary:
        echo(line)
    for line in unlike:
        echo(line, err=True)
    return is_fully_read


def _unlike(inventory: "FinishedRun", language: str) -> "Iterator[str]":
    """Name the files, fields and entities of which the two engines think differently."""
    from scanner.messages import say
    from scanner.report.cells import shown

    for report in inventory.files():
        notes = (*((report.reason,) if report.reason else ()), *report.notes)
        for note in notes:
            if note.key.startswith("detect.unlike."):
                yield f"{shown(report.file.path)}: {say(note, language)}"


def _summary(inventory: "FinishedRun", written: list[Path], language: str) -> "Iterator[str]":
    from scanner.messages import word
    from scanner.report import summary

    yield from summary.lines(inventory, language)
    yield ""
    yield word("cli.reports", language)
    for path in written:
        yield f"  {path}"
    if not inventory.is_fully_read:
        yield ""
        yield word("cli.incomplete" if inventory.run.complete else "cli.stopped", language)
