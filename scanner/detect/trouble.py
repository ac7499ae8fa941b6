"""A recognizer that fails or takes too long: the others go on, and its name is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from scanner.errors import describe
from scanner.model import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TIMEOUT = "detect.timeout"  # key of the note that a recognizer took too long

_Found = TypeVar("_Found")


class Named(Protocol):
    """Whoever was asked."""

    @property
    def name(self) -> str:
        """Return how people know it."""


def guarded(asked: Named, find: Callable[[], Iterable[_Found]]) -> list[_Found | Note]:
    """Return what a recognizer finds, or why it could not be asked."""
    try:
        return list(find())
    except MemoryError:
        raise
    except Exception as problem:  # noqa: BLE001 -- what one cannot tell, the others still can
        return [trouble(asked, problem)]


def trouble(asked: Named, problem: Exception) -> Note:
    """Say, without a word of what was read, whose findings are missing."""
    if isinstance(problem, TimeoutError):
        return Note.of(TIMEOUT, recognizer=asked.name)
    said = dict(describe(problem).args)
    kind, where = type(problem).__name__, said.get("where", "?")
    return Note.of("detect.raised", recognizer=asked.name, kind=kind, where=where)
