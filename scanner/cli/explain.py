"""``handover explain``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.speech import Language, plainly

if TYPE_CHECKING:
    from scanner.detect import Explanation


def explain(
    text: Annotated[
        str,
        typer.Argument(
            metavar="[TEXT | -]", help="文本；“-”从标准输入读取。 Text, or - for stdin."
        ),
    ] = "-",
    *,
    lang: Language = "zh",
    show: Annotated[
        bool, typer.Option("--show", help="显示原值而不脱敏。 Show values, not masks.")
    ] = False,
) -> None:
    """Tell what is found in a text, by which recognizer, with what score and why.

    Values are masked unless --show is given.

    说明一段文本中识别到什么、由哪个识别器、得分多少及原因；除非使用 --show，否则只显示脱敏值。

    示例 / Example:  handover explain '电话 13800138000'
    """
    with plainly(lang):
        from scanner import detect
        from scanner.messages import word

        if text == "-":
            text = typer.get_text_stream("stdin", errors="replace").read()
        found = detect.explain(text, lang)
        for one in found:
            typer.echo(_line(one, lang, show=show))
        if not found:
            typer.echo(word("cli.explain.nothing", lang))


def _line(one: Explanation, language: str, *, show: bool) -> str:
    from scanner.messages import word

    return word(
        "cli.explain.check" if one.check else "cli.explain.shape",
        language,
        entity=one.entity,
        value=one.value if show else one.masked,
        start=one.start,
        end=one.end,
        recognizer=one.recognizer,
        pattern=one.pattern,
        shape=f"{one.shape_score:.2f}",
        check=one.check,
        score=f"{one.score:.2f}",
    )
