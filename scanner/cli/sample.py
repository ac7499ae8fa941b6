"""``handover sample``: spot checks that prove something."""

# Annotations are evaluated here: Typer reads the options from them.
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scanner.cli.options import Language, State
from scanner.cli.speech import echo, plainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.run.desk import Desk
    from scanner.run.spot_checks import Rate

Size = Annotated[int, typer.Option(metavar="N", min=1, help="抽取的文件数。 Files to draw.")]
Seed = Annotated[
    str | None, typer.Option(metavar="TEXT", help="随机种子，默认随机。 To draw the same again.")
]
Target = Annotated[
    Path, typer.Option("--out", metavar="FILE", help="抽查工作簿。 The workbook to write.")
]


def sample(
    *,
    size: Size,
    seed: Seed = None,
    out: Target = Path("spot-check.xlsx"),
    state: State = None,
    lang: Language = "zh",
) -> None:
    """Draw files at random for people to check, from every level and from what is clean.

    Half of them are files in which nothing was found. Tick right, wrong or missed in the
    workbook, then take it in with "handover review import": it says what that proves.

    随机抽取文件供人工核查，覆盖各级别和未发现个人信息的文件（占一半）。在工作簿中选择“正确、误判、遗漏”，
    再用 handover review import 读回，即给出可证明的错误率上限。

    示例 / Example:  handover sample --size 400 --out spot-check.xlsx
    """
    with plainly(lang):
        from scanner import config
        from scanner.messages import word
        from scanner.report import spot_check
        from scanner.run import desk, spot_checks

        with desk.opened(state or config.default_state()) as opened:
            opened.check_target(out)
            made, drawn = spot_checks.draw(opened, size, seed)
            rows = ((report, made.number) for report, _ in drawn)
            spot_check.write(opened.inventory, rows, out, lang)
        echo(word("sample.drawn", lang, files=len(drawn), seed=made.seed, path=str(out)))


def proved(opened: "Desk", number: int, language: str) -> "Iterator[str]":
    """Say what a spot check proves, stratum by stratum."""
    from scanner.run import spot_checks

    for rate in spot_checks.rates(opened, number):
        yield from _proved(rate, language)


def _proved(rate: "Rate", language: str) -> "Iterator[str]":
    from scanner.messages import word

    what = word("sample.clean", language) if rate.stratum == "clean" else rate.stratum
    low, high = rate.between
    yield word(
        "sample.rate",
        language,
        what=what,
        errors=rate.errors,
        checked=rate.checked,
        drawn=rate.drawn,
        low=f"{low:.1%}",
        high=f"{high:.1%}",
    )
    if rate.checked:
        key = "sample.proves_clean" if rate.stratum == "clean" else "sample.proves_level"
        yield "  " + word(key, language, what=what, rate=_rounded_up(rate.at_most))


def _rounded_up(rate: float) -> str:
    """Write a bound so that what is printed is never below it."""
    from math import ceil

    return f"{min(1.0, ceil(rate * 1000) / 1000):.1%}"
