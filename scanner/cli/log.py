"""``handover log``: who did what and when, in a chain that shows every change."""

# Annotations are evaluated here: Typer reads the options from them.
from typing import Annotated

import typer

from scanner.cli.options import Language, State
from scanner.cli.speech import EXIT_REFUSED, echo, plainly

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Show the audit log, or check that it is whole.

    显示审计日志，或检查其是否完整。

    示例 / Example:  handover log show --last 20
    """,
)
Head = Annotated[
    str,
    typer.Option(metavar="HASH", help="另存的最新记录哈希。 A hash kept elsewhere; it must occur."),
]
Last = Annotated[int, typer.Option("--last", metavar="N", min=1, help="最近几条。 The newest N.")]


@app.command("show", short_help="显示审计日志。 Show the log.")
def show(*, last: Last = 50, state: State = None, lang: Language = "zh") -> None:
    """Print the newest entries of the audit log, one JSON object a line.

    "before" is the hash of the entry before, "hash" its own: that of all the rest as
    sorted, dense JSON.

    输出审计日志的最近记录，每行一个 JSON 对象。before 为前一条记录的哈希，hash 为本条记录其余内容
    （按键排序、无空格的 JSON）的哈希。

    示例 / Example:  handover log show --last 20
    """
    with plainly(lang):
        import json
        from collections import deque

        from scanner import config
        from scanner.run import desk, journal

        with desk.stored(state or config.default_state()) as store:
            for entry in deque(journal.entries(store), last):
                echo(json.dumps({**entry.facts, "hash": entry.hash}))


@app.command("verify", short_help="检查审计日志是否完整。 Check the log.")
def verify(*, head: Head = "", state: State = None, lang: Language = "zh") -> None:
    """Check that no entry of the audit log was changed, left out or put elsewhere.

    Prints the newest hash; keep it elsewhere, and --head later proves that nothing was cut
    off. Every manifest holds one. Exit status 1: there is a flaw.

    检查审计日志有无改动、缺失或调换。输出最新记录的哈希，另行保存后可用 --head 证明末尾未被截去；
    每份移交凭证中也有一个。退出码 1：有问题。

    示例 / Example:  handover log verify
    """
    with plainly(lang):
        from scanner import config
        from scanner.messages import say, word
        from scanner.review import chain
        from scanner.run import desk, journal
        from scanner.store.log import Log

        with desk.stored(state or config.default_state()) as store:
            flaws = chain.flaws(journal.entries(store), head)
            number, newest = Log(store.connection).head()
        for flaw in flaws:
            echo(say(flaw, lang))
        if not flaws:
            echo(word("log.whole", lang, count=f"{number:,}", head=newest))
    raise typer.Exit(EXIT_REFUSED if flaws else 0)
