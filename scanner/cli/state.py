"""``handover state``: looking after the state file."""

# Annotations are evaluated here: Typer reads the options from them.
import os
from pathlib import Path
from typing import Annotated

import typer

from scanner.cli.nights import opened
from scanner.cli.options import Language, State
from scanner.cli.speech import EXIT_INCOMPLETE, echo, plainly

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Look after the state file: check, shrink, print.

    检查、清理、导出状态文件。

    示例 / Example:  handover state check
    """,
)
Days = Annotated[
    int, typer.Option(metavar="N", min=0, help="消失超过几天的文件。 Gone for more days than this.")
]
Target = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="默认标准输出。 Default: stdout.")
]


@app.command(short_help="检查状态文件是否完好。 Check the state.")
def check(*, state: State = None, lang: Language = "zh") -> None:
    """Check that the state file is sound. Exit status 1: it is not.

    检查状态文件是否完好。退出码 1：有问题。

    示例 / Example:  handover state check
    """
    with plainly(lang), opened(state) as store:
        from scanner.messages import say, word
        from scanner.store import upkeep

        found = list(upkeep.flaws(store))
        for flaw in found:
            echo(say(flaw, lang), err=True)
        if not found:
            echo(word("state.sound", lang))
    raise typer.Exit(EXIT_INCOMPLETE if found else 0)


@app.command(short_help="清理并压缩状态文件。 Shrink the state.")
def vacuum(*, days: Days = 400, state: State = None, lang: Language = "zh") -> None:
    """Forget files that have long been gone and changes that are as old, and shrink the file.

    Decisions, the audit log and the totals of every run stay.

    清除早已消失的文件和过旧的变化记录，并压缩状态文件。处置决定、审计日志和历次合计均保留。

    示例 / Example:  handover state vacuum --days 90
    """
    with plainly(lang), opened(state) as store:
        from scanner.store import upkeep

        upkeep.vacuum(store, days)


@app.command(short_help="以 JSON 输出状态文件内容。 Print the state.")
def export(*, out: Target = None, state: State = None, lang: Language = "zh") -> None:
    """Print everything that the state knows, one JSON object a row. It holds no raw value.

    输出状态文件的全部内容，每行一个 JSON 对象，不含任何原值。

    示例 / Example:  handover state export --out state.jsonl
    """
    with plainly(lang), opened(state) as store:
        from scanner.report.drafts import draft
        from scanner.run import desk
        from scanner.store import upkeep

        if out is None:
            for line in upkeep.rows(store):
                echo(line)
            return
        desk.check_target(store, out)
        with (
            draft(out) as part,
            open(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as stream,
        ):
            stream.writelines(f"{line}\n" for line in upkeep.rows(store))
