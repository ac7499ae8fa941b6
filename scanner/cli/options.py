"""The options of the commands, each said once, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from recognizers import REGIONS

if TYPE_CHECKING:
    from scanner.model import OwnFiles

EVERYWHERE = ",".join(REGIONS)
# Arguments are explained in the text above the options: the list of arguments that Typer
# would add shows their Python types.  Whether a path can be used is ours to say, not Typer's:
# a folder that may not be read is a row of the inventory.
Roots = Annotated[list[Path], typer.Argument(metavar="DIR", hidden=True, readable=False)]
Out = Annotated[
    Path,
    typer.Option(metavar="OUT", readable=False, help="报告输出文件夹。 Folder for the reports."),
]
Policy = Annotated[
    str,
    typer.Option(
        metavar="NAME|FILE",
        help="定级策略：cn45574、strict35273 或文件。 A shipped policy, or a file.",
    ),
]
Deal = Annotated[
    str,
    typer.Option(
        metavar="merger|asset|share",
        help="交易类型，决定适用条款。 The deal: decides which duties are told.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(metavar="N", help="并行进程数，默认使用全部核心。 Processes; default: all cores."),
]
State = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        readable=False,
        help="状态文件，默认位于用户状态目录。 Default: in the user's state folder.",
    ),
]
Language = Annotated[
    str, typer.Option("--lang", metavar="zh|en", help="输出语言。 Language of what is said.")
]
Formats = Annotated[
    str, typer.Option("--format", metavar="LIST", help="报告格式，逗号分隔。 Reports to write.")
]
Include = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOB", help="仅检查匹配的文件，可重复。 Examine only these; repeatable."),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(metavar="GLOB", help="排除匹配的文件，可重复。 Leave these out; repeatable."),
]
Regions = Annotated[
    str,
    typer.Option(
        metavar="LIST",
        help="识别哪些地区的证件号码等：cn,hk,mo,tw,world。 Whose identifiers are looked for.",
    ),
]
OwnRecognizers = Annotated[
    list[Path] | None,
    typer.Option(
        "--recognizers",
        metavar="FILE",
        readable=False,
        help="自有识别器（Presidio YAML），可重复。 Recognizers of your own; repeatable.",
    ),
]
Engine = Annotated[
    str,
    typer.Option(
        metavar="fast|presidio",
        help="识别引擎，结果相同；presidio 很慢。 Who finds values; the result is the same.",
    ),
]
Verify = Annotated[
    float,
    typer.Option(
        metavar="P",
        help="抽取百分之 P 由 Presidio 复核。 Percent that Presidio itself looks at again.",
    ),
]
Since = Annotated[
    int | None,
    typer.Option(metavar="RUN", help="与第几次扫描比较，见 handover runs。 Number of that run."),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="每行输出一个 JSON 对象。 One JSON object a line.")
]
OrdersFile = Annotated[Path, typer.Argument(metavar="ORDERS", hidden=True)]
At = Annotated[str, typer.Option(metavar="HH:MM", help="每晚几点。 Time of day.")]
Zone = Annotated[
    str,
    typer.Option("--tz", metavar="ZONE", help="时区，如 Asia/Shanghai；仅 systemd。 systemd only."),
]
Due = Annotated[
    str,
    typer.Option(
        metavar="HH:MM", help="计划的开始时间，由 schedule 写入。 Planned time; set by schedule."
    ),
]
Keeper = Annotated[
    str,
    typer.Option(
        "--with", metavar="systemd|cron|windows", help="由谁启动。 Default: what is here."
    ),
]
PrintOnly = Annotated[bool, typer.Option("--print", help="只显示，不安装。 Only show.")]
VerifyContent = Annotated[
    bool,
    typer.Option(
        "--verify-content", help="不信任修改时间，比对内容。 Compare contents, not times."
    ),
]
StopAt = Annotated[
    str, typer.Option(metavar="HH:MM", help="到时停止，下次继续。 Stop then; the next run goes on.")
]
MostMegabytes = Annotated[
    float,
    typer.Option("--max-mb-per-second", metavar="MB", help="读取速度上限。 Read no faster."),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="只输出问题。 Say only what is wrong.")]
Text = Annotated[str, typer.Argument(metavar="TEXT | -", hidden=True)]
Show = Annotated[bool, typer.Option("--show", help="显示原值而不脱敏。 Show values, not masks.")]


def own_files(paths: list[Path] | None) -> OwnFiles:
    """Return files of recognizers that can be used.

    Raises:
        Misused: One of them cannot.
    """
    if not paths:
        return ()
    from scanner import run  # takes its time

    return run.recognizers_in_force(paths).files


def listed(text: str) -> tuple[str, ...]:
    """Return what an option that takes a list was given, each once."""
    return tuple(dict.fromkeys(one.strip() for one in text.split(",")))
