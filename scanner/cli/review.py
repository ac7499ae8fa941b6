"""``handover review``: what people decided."""

# Annotations are evaluated here: Typer reads the options from them.
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scanner.cli.options import Language, OwnRecognizers, State, own_files
from scanner.cli.speech import EXIT_REFUSED, echo, plainly
from scanner.cli.value import value

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Take in what people decided, decide for folders and rules, list decisions.

    读回审核决定，对文件夹或规则作出决定，列出决定。

    示例 / Example:  handover review import reviewed.xlsx
    """,
)
app.command("value", short_help="判定单个取值为误报。 One value is a false alarm.")(value)


class OnConflict(StrEnum):
    """What to do with rows that somebody else decided in the meantime."""

    REFUSE = "refuse"
    KEEP = "keep"
    REPLACE = "replace"


Reviewed = Annotated[Path, typer.Argument(metavar="FILE", hidden=True)]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="只显示将发生的变化。 Only show what would change.")
]
Conflicts = Annotated[
    OnConflict,
    typer.Option(
        metavar="refuse|keep|replace",
        help="他人已另作决定的行：拒绝、保留原决定或替换。 Rows that somebody else decided.",
    ),
]
Folder = Annotated[str, typer.Option(metavar="DIR", help="文件夹。 All below a folder.")]
Pattern = Annotated[str, typer.Option(metavar="GLOB", help="路径模式。 Names or paths like this.")]
Rule = Annotated[str, typer.Option(metavar="RULE", help="定级规则，如 K3。 A rule that was met.")]
LevelOption = Annotated[str, typer.Option("--level", metavar="L1-L5", help="级别。 A level.")]
Choice = Annotated[
    str,
    typer.Option(
        "--decision",
        metavar="CHOICE",
        help="hand_over、mask、encrypt、remove、hold，或中文。 The decision.",
    ),
]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="理由。 Why.")]
Reviewer = Annotated[str, typer.Option(metavar="NAME", help="审核人。 Who decides.")]
Until = Annotated[str, typer.Option(metavar="DATE", help="有效期至。 The last day it holds.")]
Rulings = Annotated[
    Path | None,
    typer.Option("--from", metavar="FILE", help="YAML 文件。 Several, from YAML."),
]
Withdraw = Annotated[bool, typer.Option("--withdraw", help="撤回该决定。 Take it back.")]
File = Annotated[
    Path | None, typer.Option("--file", metavar="PATH", help="撤回对一个文件的决定。 One file.")
]


@app.command("import", short_help="读回审核后的工作簿。 Take in a reviewed workbook.")
def import_(  # noqa: PLR0913 - Typer makes one option of each parameter
    reviewed: Reviewed,
    *,
    dry_run: DryRun = False,
    on_conflict: Conflicts = OnConflict.REFUSE,
    recognizers: OwnRecognizers = None,
    state: State = None,
    lang: Language = "zh",
) -> None:
    """Take in a reviewed workbook or CSV file: decisions, false alarms, spot checks.

    All of it is written or nothing. It may have been sorted, filtered, and saved by Excel,
    WPS or LibreOffice. Exit status 1: something in it has to be settled first.

    读回审核后的工作簿或 CSV：处置决定、误报判定、抽查结果。要么全部写入，要么不写入。可以排序、
    筛选，用 Excel、WPS 或 LibreOffice 保存均可。退出码 1：其中有须先解决的问题。

    示例 / Example:  handover review import reviewed.xlsx --dry-run
    """
    with plainly(lang):
        from scanner import config
        from scanner.cli import imported
        from scanner.run import desk, returned

        lines = returned.read_lines(reviewed)
        with desk.opened(state or config.default_state()) as opened:
            opened.own = own_files(recognizers)
            found = returned.understand(opened, lines, reviewed)
            for text in imported.lines(found, on_conflict, lang):
                echo(text)
            merge, disputed = found.merge, found.disputes and on_conflict is OnConflict.REFUSE
            is_good = not (merge.mistakes or disputed)
            if is_good and not dry_run:
                returned.accept(opened, found, replace=on_conflict is OnConflict.REPLACE)
            for text in imported.after(opened, found, lang, is_good=is_good, dry_run=dry_run):
                echo(text)
    raise typer.Exit(0 if is_good else EXIT_REFUSED)


@app.command("decide", short_help="对文件夹或规则作出决定。 Decide for a folder or rule.")
def decide(  # noqa: PLR0913 - Typer makes one option of each parameter
    *,
    folder: Folder = "",
    pattern: Pattern = "",
    rule: Rule = "",
    level: LevelOption = "",
    decision: Choice = "",
    reason: Reason = "",
    reviewer: Reviewer = "",
    until: Until = "",
    from_: Rulings = None,
    file: File = None,
    withdraw: Withdraw = False,
    state: State = None,
    lang: Language = "zh",
) -> None:
    """Decide for whatever lies in a folder, fits a pattern, met a rule or has a level.

    The most specific decision wins: one on the file itself, then the deepest folder, then
    pattern, rule and level. A YAML file (--from) holds a list of entries with the same keys.

    对某文件夹、路径模式、定级规则或级别下的全部文件作出决定。越具体越优先：文件本身的决定、最深的文件夹、
    路径模式、规则、级别。--from 指定的 YAML 文件为条目列表，键名相同。

    示例 / Example:  handover review decide --folder HR/ --decision hold --until 2027-03-31
    """
    given = {"folder": folder, "pattern": pattern, "rule": rule, "level": level}
    words = {"decision": decision, "reason": reason, "reviewer": reviewer, "until": until}
    with plainly(lang):
        from scanner import config
        from scanner.messages import word
        from scanner.run import desk, rulings

        _refuse_mixtures(file, from_, withdraw=withdraw, others=any({**given, **words}.values()))
        with desk.opened(state or config.default_state()) as opened:
            if file is not None:
                rulings.withdraw_file(opened, file)
                echo(word("cli.review.withdrawn", lang, text=str(file)))
                return
            entries = (
                rulings.read_rulings(from_)
                if from_
                else [rulings.ruling({**given, **words, "withdraw": withdraw})]
            )
            for one, files in zip(entries, rulings.decide(opened, entries), strict=True):
                said = "ruled" if one.decision else "withdrawn"
                echo(word(f"cli.review.{said}", lang, text=one.text, files=f"{files:,}"))


@app.command("list", short_help="列出对文件夹和规则的决定。 List standing decisions.")
def list_(*, state: State = None, lang: Language = "zh") -> None:
    """List the decisions for folders, patterns, rules and levels, the most specific first.

    列出对文件夹、路径模式、规则和级别的决定，越具体越靠前。

    示例 / Example:  handover review list
    """
    with plainly(lang):
        from scanner import config
        from scanner.messages import say, word
        from scanner.review import standing
        from scanner.run import desk

        with desk.opened(state or config.default_state()) as opened:
            for one in opened.standings:
                choice = word(f"report.decision.{one.decision.choice}", lang)
                source = say(standing.source(one), lang)
                echo("  ".join(filter(None, (choice, source, one.decision.reason))))


def _refuse_mixtures(
    file: Path | None, from_: Path | None, *, withdraw: bool, others: bool
) -> None:
    """Let no option that is given be passed over in silence."""
    from scanner.errors import Misused

    if file and (from_ or others or not withdraw):
        raise Misused("review.ruling.one_file")
    if from_ and (others or withdraw):
        raise Misused("review.ruling.from")
