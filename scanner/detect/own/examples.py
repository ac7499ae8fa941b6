"""Texts that an expression matches or nearly matches, bent as real texts are.

They are what a recognizer is examined with when it is loaded: by chance, but the same
ones every time.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

_parser: Any = re._parser  # type: ignore[attr-defined]  # Python's own, without a public name
_codes: Any = re._constants  # type: ignore[attr-defined]

_SIGNS = [*map(chr, range(32, 127)), *"中号é·　１Ｘ\n"]
_GLUE = ("", "", "", " ", "中", "号：", "x", "1", "_", "-", "\n", "é", "，", "\u3000", "\U00020000")
_KINDS: dict[Any, str] = {
    _codes.CATEGORY_DIGIT: "0123456789４٣𝟗",
    _codes.CATEGORY_SPACE: " \t\n\u00a0\u3000",
    _codes.CATEGORY_WORD: "aZ_09é中𠮷",
    _codes.CATEGORY_NOT_DIGIT: "a -中",
    _codes.CATEGORY_NOT_SPACE: "a1-中",
    _codes.CATEGORY_NOT_WORD: " -，\n",
}
_OTHER_CASE = {"k": "\u212a", "s": "ſ", "i": "ı", "I": "İ"}
# Where in what it says a part of an expression holds another one.
_INSIDE = {
    _codes.SUBPATTERN: 3,
    _codes.MAX_REPEAT: 2,
    _codes.MIN_REPEAT: 2,
    _codes.POSSESSIVE_REPEAT: 2,
    _codes.ASSERT: 1,
    _codes.ASSERT_NOT: 1,
}
_OFTEN, _MORE = 0.5, (0, 1, 8)


def parsed(pattern: str, flags: int) -> Any:
    """Return an expression as Python reads it, None where it cannot."""
    kept = flags & (re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of what later versions may read in another way
            return _parser.parse(pattern, kept)
    except (re.error, Warning, OverflowError, RecursionError):
        return None


def texts(tree: Any, chance: Random, count: int) -> Iterator[str]:
    """Yield texts around what an expression matches."""
    for _ in range(count):
        value = _bent(_sequence(tree, chance), chance)
        text = chance.choice(_GLUE) + value + chance.choice(_GLUE)
        if chance.random() < _OFTEN:
            text += _sequence(tree, chance) + chance.choice(_GLUE)
        yield text.encode("utf-8", "ignore").decode()


def signs(tree: Any) -> str:
    """Return signs that the parts of an expression take, each once."""
    return "".join(dict.fromkeys(_signs(tree)))


def _signs(nodes: Any) -> Iterator[str]:
    for operation, detail in nodes:
        if operation is _codes.LITERAL:
            yield chr(detail)
        elif operation is _codes.IN:
            yield from (sign for item in detail for sign in _some(*item))
        elif operation in (_codes.ANY, _codes.NOT_LITERAL):
            yield "a"
        else:
            for inside in _inner(operation, detail):
                yield from _signs(inside)


def _inner(operation: Any, detail: Any) -> list[Any]:
    """Return the sequences that a part of an expression is made of."""
    if operation is _codes.BRANCH:
        return list(detail[1])
    if operation is _codes.GROUPREF_EXISTS:
        return [one for one in detail[1:] if one is not None]
    if operation is _codes.ATOMIC_GROUP:
        return [detail]
    return [detail[_INSIDE[operation]]] if operation in _INSIDE else []


def _bent(text: str, chance: Random) -> str:
    """Return a text as it is, or with something done to it."""
    at = chance.randrange(len(text) + 1)
    cased = "".join(_OTHER_CASE.get(sign, sign.swapcase()) for sign in text)
    bent = [cased, text[:at] + chance.choice(_GLUE) + text[at:], text[:at] + text[at + 1 :]]
    return chance.choice([text, text, text, *bent])


def _sequence(nodes: Any, chance: Random) -> str:
    return "".join(_one(operation, detail, chance) for operation, detail in nodes)


def _one(operation: Any, detail: Any, chance: Random) -> str:
    if operation is _codes.LITERAL:
        return chr(detail)
    if operation is _codes.IN:
        return _member(detail, chance)
    if operation in (_codes.ANY, _codes.NOT_LITERAL):
        return str(chance.choice(_SIGNS))
    if operation in (_codes.MAX_REPEAT, _codes.MIN_REPEAT, _codes.POSSESSIVE_REPEAT):
        least, most, inside = detail
        count = chance.randint(least, max(least, min(int(most), least + chance.choice(_MORE))))
        return "".join(_sequence(inside, chance) for _ in range(min(count, 200)))
    if operation is _codes.ASSERT_NOT:
        return ""
    inside = _inner(operation, detail)  # of a positive look-around too: it stands beside
    return _sequence(chance.choice(inside), chance) if inside else ""


def _member(items: Any, chance: Random) -> str:
    if items[0][0] is _codes.NEGATE:
        return str(chance.choice(_SIGNS))
    some = _some(*chance.choice(items))
    return chance.choice(some) if some else ""


def _some(operation: Any, detail: Any) -> str:
    """Return some of the signs that one item of a class takes."""
    if operation is _codes.LITERAL:
        return chr(detail)
    if operation is _codes.RANGE:
        first, last = detail
        return "".join(map(chr, dict.fromkeys((first, (first + last) // 2, last))))
    return _KINDS.get(detail, "") if operation is _codes.CATEGORY else ""
