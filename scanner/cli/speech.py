"""How the command line speaks of trouble: one sentence on stderr and an exit status."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from scanner.errors import HandoverError, Misused, describe

if TYPE_CHECKING:
    from collections.abc import Iterator

EXIT_INCOMPLETE = 1  # a complete run, with files that could not be read
EXIT_MISUSED = 2
EXIT_INTERRUPTED = 130

Language = Annotated[
    str, typer.Option("--lang", metavar="zh|en", help="输出语言。 Language of what is said.")
]
Policy = Annotated[
    str,
    typer.Option(
        "--policy",
        metavar="NAME|FILE",
        help="定级策略：cn45574、strict35273 或文件。 A shipped policy, or a file.",
    ),
]


@contextmanager
def plainly(language: str) -> Iterator[None]:
    """Say what went wrong in one sentence and leave with the right status."""
    from scanner.messages import LANGUAGES

    try:
        if language not in LANGUAGES:
            raise Misused("usage.language", given=language)
        yield
    except KeyboardInterrupt:
        _complain("cli.interrupted", language)
        raise typer.Exit(EXIT_INTERRUPTED) from None
    except BrokenPipeError:
        raise
    except (HandoverError, OSError) as problem:
        from scanner.messages import say

        spoken = language if language in LANGUAGES else LANGUAGES[0]
        typer.echo(f"handover: {say(describe(problem), spoken)}", err=True)
        raise typer.Exit(EXIT_MISUSED) from None


def _complain(key: str, language: str) -> None:
    from scanner.messages import word

    typer.echo(f"handover: {word(key, language)}", err=True)
