"""How the command line speaks of trouble: one sentence on stderr and an exit status."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from scanner.errors import HandoverError, Misused, describe
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

EXIT_INCOMPLETE = 1  # a complete run, with files that could not be read
EXIT_MISUSED = 2
EXIT_INTERRUPTED = 130


@contextmanager
def plainly(language: str) -> Iterator[None]:
    """Say what went wrong in one sentence and leave with the right status."""
    from scanner.messages import LANGUAGES

    try:
        if language not in LANGUAGES:
            raise Misused("usage.language", given=language)
        yield
    except KeyboardInterrupt:
        raise _leave(Note.of("cli.interrupted"), language, EXIT_INTERRUPTED) from None
    except BrokenPipeError:
        raise
    except (HandoverError, OSError) as problem:
        raise _leave(describe(problem), language, EXIT_MISUSED) from None


def _leave(why: Note, language: str, status: int) -> typer.Exit:
    from scanner.messages import LANGUAGES, say

    spoken = language if language in LANGUAGES else LANGUAGES[0]
    typer.echo(f"handover: {say(why, spoken)}", err=True)
    return typer.Exit(status)
