"""``handover gate``."""

# Annotations are evaluated here: Typer reads the options from them.
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scanner.cli.options import Language, State
from scanner.cli.speech import EXIT_REFUSED, echo, plainly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.review.gate import Obstacle

STATUS = """退出码：0 可以移交；1 有阻碍；2 用法有误。

Exit status: 0 nothing stands in the way; 1 something does; 2 wrong usage."""
_SHOWN = 50
MaxLevel = Annotated[
    str,
    typer.Option(
        metavar="L1-L5", help="可移交的最高级别。 Nothing above it goes, whatever was decided."
    ),
]
RequireDecision = Annotated[
    str,
    typer.Option(
        metavar="L1-L5", help="从该级别起须有决定。 From here on every file needs a decision."
    ),
]
AllowUnread = Annotated[
    int, typer.Option(metavar="N", min=0, help="允许的未读文件数。 Unread, undecided files.")
]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON。 For programs.")]


def gate(  # noqa: PLR0913 - Typer makes one option of each parameter
    *,
    max_level: MaxLevel = "L3",
    require_decision: RequireDecision = "L3",
    allow_unread: AllowUnread = 0,
    as_json: Json = False,
    state: State = None,
    lang: Language = "zh",
) -> None:
    """Tell what stands in the way of handing over what the latest scan saw.

    The heaviest comes first. A decision counts while it is in force: one that needs another
    look does not. What is to be removed or held back is in the way while it is on the drive.

    列出移交前的阻碍，最重的在前。须复审的决定不算数；决定剔除或暂缓的文件仍在盘上时也算阻碍。

    示例 / Example:  handover gate --max-level L3 --require-decision L3 --allow-unread 0
    """
    with plainly(lang):
        from scanner import config
        from scanner.review.gate import Terms
        from scanner.run import desk, gating

        terms = Terms(_level(max_level), _level(require_decision), allow_unread)
        with desk.opened(state or config.default_state()) as opened:
            found = gating.obstacles(opened, terms)
        for line in _as_json(found, lang) if as_json else _lines(found, lang):
            echo(line)
    raise typer.Exit(EXIT_REFUSED if found else 0)


def _level(text: str) -> Any:
    from scanner.errors import Misused
    from scanner.model import Level

    try:
        return Level[text.upper()]
    except KeyError:
        raise Misused("usage.level", given=text) from None


def _lines(found: "list[Obstacle]", language: str) -> "Iterator[str]":
    from scanner.messages import word

    if not found:
        yield word("gate.open", language)
        return
    yield word("gate.closed", language, count=f"{len(found):,}")
    for obstacle in found[:_SHOWN]:
        yield f"  {_line(obstacle, language)}"
    if len(found) > _SHOWN:
        yield "  " + word("cli.more", language, count=f"{len(found) - _SHOWN:,}")


def _line(obstacle: "Obstacle", language: str) -> str:
    from scanner.messages import say, word
    from scanner.report.cells import shown

    level = obstacle.level.name if obstacle.level else ""
    why = word(f"gate.why.{obstacle.why}", language)
    details = "; ".join(say(note, language) for note in obstacle.details)
    return "  ".join(filter(None, (level, shown(obstacle.path), why, details)))


def _as_json(found: "list[Obstacle]", language: str) -> "Iterator[str]":
    from collections import Counter

    from scanner.messages import say
    from scanner.report.cells import shown

    listed = [
        {
            "why": str(one.why),
            "root": shown(one.root),
            "path": shown(one.path),
            "level": one.level.name if one.level else None,
            "size": one.size,
            "details": [say(note, language) for note in one.details],
        }
        for one in found
    ]
    counts = Counter(str(one.why) for one in found)
    told = {"schema": 1, "passes": not found, "counts": dict(counts), "obstacles": listed}
    yield json.dumps(told, ensure_ascii=True)
