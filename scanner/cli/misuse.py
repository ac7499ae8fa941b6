"""What Typer refuses, in our own words: its own are English only and may quote a name raw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.messages import LANGUAGES
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer import TyperException


def refusal(problem: TyperException) -> Note:
    """Word what is wrong with the arguments.

    Typer's kinds of trouble are told apart by their names: the classes are not public.
    """
    match type(problem).__name__:
        case "NoSuchOption":
            return Note.of("usage.no_such_option", option=_option(problem))
        case "BadOptionUsage":
            return Note.of("usage.option_value", option=_option(problem))
        case "MissingParameter":
            return Note.of("usage.missing", argument=_parameter(problem))
        case "BadParameter":
            return Note.of("usage.bad_value", option=_parameter(problem))
        case _:
            return Note.of("usage.arguments")


def language_of(arguments: Sequence[str]) -> str:
    """Return the language that was asked for, although the arguments cannot be used."""
    for option, value in zip(arguments, [*arguments[1:], ""], strict=True):
        asked = value if option == "--lang" else option.removeprefix("--lang=")
        if option.startswith("--lang") and asked in LANGUAGES:
            return asked
    return LANGUAGES[0]


def _option(problem: TyperException) -> str:
    return str(getattr(problem, "option_name", ""))


def _parameter(problem: TyperException) -> str:
    """Return how the option or argument is written: "--workers", "DIR"."""
    parameter = getattr(problem, "param", None)
    option = next((name for name in getattr(parameter, "opts", ()) if name.startswith("-")), "")
    return option or str(getattr(parameter, "metavar", None) or "")
