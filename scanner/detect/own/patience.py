"""Whether an expression is one, and comes to an end on any text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from scanner.detect.own import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 1.0  # seconds of the processor's time for one of the texts below
_LONG = 3000  # signs: a good expression takes milliseconds over so many
_MOST_SIGNS = 16
_ALWAYS = "a0 -中"
_ENDS = ("", "\0!")


class Flaw(NamedTuple):
    """What is wrong with an expression, as a sentence and what to fill in."""

    key: str
    args: dict[str, str | float]


def flaw_of(pattern: str, flags: int) -> Flaw | None:
    """Return what is wrong with an expression."""
    try:
        compiled = regex.compile(pattern, flags)
    except regex.error as problem:
        details: Any = problem  # has no types
        at = details.pos or 0
        return Flaw("own.regex", {"sign": at + 1, "piece": pattern[at : at + 12]})
    try:
        for text in _trials(pattern, flags):
            for _ in compiled.finditer(text, timeout=PATIENCE):
                pass
    except TimeoutError:
        return Flaw("own.endless", {})
    return None


def _trials(pattern: str, flags: int) -> Iterator[str]:
    """Yield long texts of the signs that an expression is made of: nested repeats never end."""
    tree = examples.parsed(pattern, flags)
    own = examples.signs(tree) if tree else "".join(dict.fromkeys(pattern))
    signs = "".join(dict.fromkeys(own[:_MOST_SIGNS] + _ALWAYS))
    pieces = [*signs, *map("".join, pairwise(signs)), signs]
    for piece in pieces:
        for end in _ENDS:
            yield piece * (_LONG // len(piece)) + end
