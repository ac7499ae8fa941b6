"""Expressions of Presidio as looser ones that the sieve understands.

Presidio searches with ``regex``; the sieve with its own machine, or RE2.  What they share
is little, so an expression is translated into one that matches wherever it could match,
and at other places too: anchors and look-around are dropped, classes become the spans of
characters that ``regex`` itself, asked character by character, lets pass, with small gaps
filled.  What is found there is then for ``regex`` to say.

What ``regex`` and Python read in two ways, or Python cannot read at all, is not translated.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import regex

from scanner.detect.own import examples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_codes: Any = re._constants  # type: ignore[attr-defined]

# Read by ``regex`` alone, or by both in two ways: POSIX classes, fuzzy matching, and what
# only it has behind a backslash or a question mark.
_TWO_WAYS = re.compile(
    r"\[:\^?[a-z]+:\]|\{(?![0-9]*,?[0-9]*\})[^}]*[eids][^}]*\}|\\[gGKLmMNpPRXhHQE]"
    r"|\(\?[^:=!<>imsxaP#()-]"
)
_KNOWN_FLAGS = regex.I | regex.M | regex.S
_ASCII_END = 0x80
_MOST_SPANS = 12
_MOST_REPEATS = 64
_ANYTHING = "[\\x00-\\U0010ffff]"
_CLASSES = {
    _codes.CATEGORY_DIGIT: r"\d",
    _codes.CATEGORY_NOT_DIGIT: r"\D",
    _codes.CATEGORY_SPACE: r"\s",
    _codes.CATEGORY_NOT_SPACE: r"\S",
    _codes.CATEGORY_WORD: r"\w",
    _codes.CATEGORY_NOT_WORD: r"\W",
}
_REPEATS = (_codes.MAX_REPEAT, _codes.MIN_REPEAT, _codes.POSSESSIVE_REPEAT)
_NOWHERE = (_codes.AT, _codes.ASSERT, _codes.ASSERT_NOT)

Span = tuple[int, int]


class Untranslatable(Exception):
    """An expression for ``regex`` alone."""


def superset(pattern: str, flags: int) -> str:
    """Return an expression that matches in every text in which a pattern does.

    Raises:
        Untranslatable: None is known.
    """
    if _TWO_WAYS.search(pattern) or flags & ~int(_KNOWN_FLAGS):
        raise Untranslatable
    tree = examples.parsed(pattern, flags)
    if tree is None or tree.state.flags & ~(re.UNICODE | re.IGNORECASE | re.MULTILINE | re.DOTALL):
        raise Untranslatable
    return _sequence(tree, flags | _inside(tree.state.flags))


def _inside(flags: int) -> int:
    """Return flags of Python's as those of ``regex``."""
    pairs = ((re.IGNORECASE, regex.I), (re.MULTILINE, regex.M), (re.DOTALL, regex.S))
    return sum(int(theirs) for ours, theirs in pairs if flags & ours)


def _sequence(nodes: Any, flags: int) -> str:
    return "".join(_one(operation, detail, flags) for operation, detail in nodes)


def _one(operation: Any, detail: Any, flags: int) -> str:
    if operation in _NOWHERE:
        return ""
    if operation in _REPEATS:
        return _repeat(detail, flags)
    if operation is _codes.BRANCH:
        return f"(?:{'|'.join(_sequence(one, flags) for one in detail[1])})"
    if operation in (_codes.SUBPATTERN, _codes.ATOMIC_GROUP):
        return _group(detail if operation is _codes.SUBPATTERN else (None, 0, 0, detail), flags)
    if operation is _codes.GROUPREF:
        return f"{_ANYTHING}*"
    return _class(_spans(_source(operation, detail), flags))


def _group(detail: Any, flags: int) -> str:
    _, added, removed, inside = detail
    if removed or added & ~(re.IGNORECASE | re.DOTALL | re.MULTILINE):
        raise Untranslatable
    return f"(?:{_sequence(inside, flags | _inside(added))})"


def _repeat(detail: Any, flags: int) -> str:
    least, most, inside = detail
    one = f"(?:{_sequence(inside, flags)})"
    if least > _MOST_REPEATS:  # fewer of them are in there as well
        return f"{one}{{{_MOST_REPEATS}}}{one}*"
    if most is _codes.MAXREPEAT or most > _MOST_REPEATS:
        return f"{one}{{{least}}}{one}*" if least else f"{one}*"
    return f"{one}{{{least},{most}}}"


def _source(operation: Any, detail: Any) -> str:
    """Return one sign or class as ``regex`` writes it."""
    if operation is _codes.ANY:
        return "."
    if operation is _codes.LITERAL:
        return f"[{_sign(detail)}]"
    if operation is _codes.NOT_LITERAL:
        return f"[^{_sign(detail)}]"
    if operation is not _codes.IN:
        raise Untranslatable
    return f"[{''.join(_item(*one) for one in detail)}]"


def _item(operation: Any, detail: Any) -> str:
    if operation is _codes.NEGATE:
        return "^"
    if operation is _codes.LITERAL:
        return _sign(detail)
    if operation is _codes.RANGE:
        return f"{_sign(detail[0])}-{_sign(detail[1])}"
    if operation is _codes.CATEGORY:
        return _CLASSES[detail]
    raise Untranslatable


def _sign(code: int) -> str:
    return f"\\U{code:08x}"


@cache
def _every_character() -> str:
    return "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))


@cache
def _spans(source: str, flags: int) -> tuple[Span, ...]:
    """Return the characters that a class takes, by asking ``regex`` about each."""
    found = regex.compile(f"(?:{source})+", flags).finditer(_every_character())
    return tuple(_few([_codes_of(match.group()) for match in found]))


def _codes_of(run: str) -> Span:
    return ord(run[0]), ord(run[-1])


def _few(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield few spans that hold many: gaps are filled, small ones first, but not in ASCII."""
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(spans)]
    outside = sorted(
        gap for gap, (_, last) in zip(gaps, spans[:-1], strict=True) if last >= _ASCII_END
    )
    too_many = len(outside) + 1 - _MOST_SPANS
    filled = outside[too_many - 1] if too_many > 0 else 0
    first, last = spans[0] if spans else (0, -1)
    for begin, end in spans[1:]:
        if last >= _ASCII_END and begin - last <= filled:
            last = end
        else:
            yield first, last
            first, last = begin, end
    if spans:
        yield first, last


def _class(spans: Iterable[Span]) -> str:
    """Return some spans of characters as the sieve writes them."""
    inside = "".join(f"{_escaped(first)}-{_escaped(last)}" for first, last in spans)
    if not inside:
        raise Untranslatable  # matches nothing at all: not worth a rule of its own
    return f"[{inside}]"


def _escaped(code: int) -> str:
    """Return a character as Python's parser and RE2 both read it."""
    sign = chr(code)
    if sign.isascii() and sign.isalnum():
        return sign
    return f"\\x{code:02x}" if code < _ASCII_END else sign
