"""``handover explain``."""

# Annotations are evaluated here: Typer reads the options from them.
from typing import TYPE_CHECKING

import typer

from scanner.cli.options import Language, Show, Text
from scanner.cli.speech import plainly

if TYPE_CHECKING:
    from scanner.detect import Explanation


def explain(text: Text = "-", *, lang: Language = "zh", show: Show = False) -> None:
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


def _line(one: "Explanation", language: str, *, show: bool) -> str:
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
