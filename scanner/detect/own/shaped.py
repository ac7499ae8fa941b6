"""What Presidio's recognizers hold, with the types that it does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from presidio_analyzer import PatternRecognizer

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer, Pattern


class Shaped(Protocol):
    """A recognizer that searches with expressions."""

    name: str
    patterns: list[Pattern]
    global_regex_flags: int


def shaped(one: EntityRecognizer) -> Shaped | None:
    """Return a recognizer that searches with expressions; None for another one."""
    return cast("Any", one) if isinstance(one, PatternRecognizer) else None
