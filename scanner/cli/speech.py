"""How the command line speaks of trouble: one sentence on stderr and an exit status."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from scanner.errors import HandoverError, Misused, describe
from scanner.model import Note
from scanner.report.cells import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

EXIT_INCOMPLETE = 1  # a complete run, with files that could not be read
EXIT_REFUSED = 1  # the answer is no: a closed gate, a conflict, a difference
EXIT_MISUSED = 2
EXIT_STOPPED = 3  # by a full disk or a bug of ours, in the middle
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
    except HandoverError as problem:
        raise _leave(describe(problem), language, EXIT_MISUSED) from None
    except OSError as problem:
        raise _leave(_of_the_disk(problem), language, EXIT_STOPPED) from None


def _of_the_disk(problem: OSError) -> Note:
    """Word trouble that befell the command itself: most words of ``describe`` tell of a share."""
    said = describe(problem)
    if said.key in ("os.disk_full", "os.read_only", "os.too_many_open"):
        return said
    return Note.of("cli.os", path=os.fsdecode(problem.filename or "-"), **dict(said.args))


def _leave(why: Note, language: str, status: int) -> typer.Exit:
    from scanner.messages import LANGUAGES

    complain(why, language if language in LANGUAGES else LANGUAGES[0])
    return typer.Exit(status)


def complain(why: Note, language: str) -> None:
    """Say on stderr what is wrong."""
    from scanner.messages import LANGUAGES, say

    # Names may come from a share, by "handover scan /mnt/*"; sentences of ours have lines.
    args = ((name, text if name in LANGUAGES else _one_line(text)) for name, text in why.args)
    echo(f"handover: {say(Note(why.key, tuple(args)), language)}", err=True)


def echo(text: str, *, err: bool = False) -> None:
    """Print lines; no control character of a name reaches the terminal."""
    typer.echo("\n".join(map(printable, text.split("\n"))), err=err)


def _one_line(text: str | float) -> str | float:
    return printable(text) if isinstance(text, str) else text
