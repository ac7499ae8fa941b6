"""``handover explain``."""

# Annotations are evaluated here: Typer reads the options from them.
from typing import TYPE_CHECKING

import typer

from scanner.cli.options import (
    EVERYWHERE,
    Language,
    OwnRecognizers,
    Regions,
    Show,
    Text,
    listed,
    own_files,
)
from scanner.cli.speech import echo, plainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.detect import Explanation


def explain(
    text: Text = "-",
    *,
    lang: Language = "zh",
    regions: Regions = EVERYWHERE,
    recognizers: OwnRecognizers = None,
    show: Show = False,
) -> None:
    """Tell what is found in a text, by which recognizer, with what score and why.

    What only looks like a value, or lost its place to a better claim, is named with the reason.

    Values are masked unless --show is given. "-", or no TEXT, reads standard input, in whatever
    encoding it comes.

    说明一段文本中识别到什么、由哪个识别器、得分多少及原因；
    仅格式相似或被更可信的结果取代者，也列出理由。除非使用 --show，否则只显示脱敏值。
    省略文本或写“-”时，从标准输入读取，自动识别编码（UTF-8、GBK 等）。

    示例 / Example:  handover explain '电话 13800138000'
    """
    with plainly(lang):
        from scanner import config, detect
        from scanner.messages import word
        from scanner.readers.encodings import decoded

        if text == "-":
            text = decoded(typer.get_binary_stream("stdin").read())
        config.check_regions(listed(regions))
        own = own_files(recognizers)
        found = detect.explain(text, lang, regions=listed(regions), files=own)
        if not any(not one.lost_by for one in found):
            echo(word("cli.explain.nothing", lang))
        for one in found:
            for line in _lines(one, lang, show=show):
                echo(line)


def _lines(one: "Explanation", language: str, *, show: bool) -> "Iterator[str]":
    from recognizers import by_entity
    from scanner.messages import word

    kind = by_entity.get(one.entity)
    title = (kind.TITLE_ZH if language == "zh" else kind.TITLE) if kind else ""
    place: dict[str, str | float] = {
        "entity": one.entity,
        "title": title,
        "value": one.value if show else one.masked,
        "start": one.start + 1,  # people count from one, and to the last
        "end": one.end,
    }
    if one.lost_by:
        reason = word(
            f"cli.explain.lost.{one.lost_by}",
            language,
            winner=one.lost_to,
            check=_check(one.entity, language),
        )
        yield word("cli.explain.lost", language, reason=reason, **place)
        return
    yield word("cli.explain.found", language, score=f"{one.score:.2f}", **place)
    yield word(
        f"cli.explain.{_way(one)}",
        language,
        recognizer=one.recognizer,
        pattern=one.pattern,
        shape=f"{one.shape_score:.2f}",
        check=_check(one.entity, language),
        around=f"{one.score - one.shape_score:+.2f}",
    )


def _way(one: "Explanation") -> str:
    """Return which sentence says how a finding was made."""
    if one.is_own:
        return "why_own"
    return "why_label" if one.is_labelled else "why"


def _check(entity: str, language: str) -> str:
    """Return the name of the check that its values pass."""
    from scanner.classify.chance import check_of

    check = check_of(entity)
    return check.name_zh if language == "zh" else check.name_en
