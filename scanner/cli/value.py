"""``handover review value``."""

# Annotations are evaluated here: Typer reads the options from them.
from pathlib import Path
from typing import Annotated

import typer

from scanner.cli.options import Language, OwnRecognizers, State, own_files
from scanner.cli.speech import echo, plainly

File = Annotated[Path, typer.Option("--file", metavar="PATH", help="文件。 The file.")]
Field = Annotated[
    str, typer.Option(metavar="NAME", help="字段，正文则省略。 Column; none for text.")
]
Part = Annotated[str, typer.Option(metavar="NAME", help="部分，如工作表。 Part, such as a sheet.")]
Row = Annotated[
    int, typer.Option(min=1, metavar="N", help="行号，不计表头。 Row, without heading.")
]
Sample = Annotated[str, typer.Option(metavar="TEXT", help="脱敏后的取值。 The value, masked.")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="理由。 Why.")]
Reviewer = Annotated[str, typer.Option(metavar="NAME", help="审核人。 Who decides.")]
Until = Annotated[str, typer.Option(metavar="DATE", help="有效期至。 The last day it holds.")]
Withdraw = Annotated[bool, typer.Option("--withdraw", help="撤回该判定。 Take it back.")]


def value(  # noqa: PLR0913 - Typer makes one option of each parameter
    *,
    file: File,
    row: Row,
    sample: Sample,
    field: Field = "",
    part: Part = "",
    reason: Reason = "",
    reviewer: Reviewer = "",
    until: Until = "",
    withdraw: Withdraw = False,
    recognizers: OwnRecognizers = None,
    state: State = None,
    lang: Language = "zh",
) -> None:
    """Say that one value among several is not personal data, from the next scan on.

    Give the file, the field, the row and the value as it is shown, masked. The file is read to
    find it; only its keyed hash is kept. It counts no longer wherever it stands in that field
    of the file, also when rows move, and no other value is touched. Of what recognizers of your
    own found, give their files.

    判定若干取值中的一个并非个人信息，下次扫描起生效。请给出文件、字段、行号和脱敏后的取值。系统读取该文件
    以确定取值，只保存其带密钥的哈希。此后该取值在该文件的该字段中不再计入，行的移动不影响；其他取值不受影响。
    由自有识别器识别的取值，须一并给出 --recognizers。

    示例 / Example:  handover review value --file a.csv --field 手机号 --row 12
    --sample '138****8000' --reason 示例号码
    """
    with plainly(lang):
        from scanner import config
        from scanner.messages import word
        from scanner.run import desk, one_value
        from scanner.store.alarms import Said

        pointed = one_value.Pointed(file, part, field, row, sample)
        said = Said(reason, reviewer, until)
        with desk.opened(state or config.default_state()) as opened:
            opened.own = own_files(recognizers)
            one_value.mark(opened, pointed, said, withdraw=withdraw)
        echo(word("cli.review.value_withdrawn" if withdraw else "cli.review.marks", lang, marks=1))
