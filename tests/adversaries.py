"""Texts made from the recognizers' own patterns, and bent a little."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import recognizers
from recognizers.base import ProvenRecognizer
from recognizers.fold import FOLDS

if TYPE_CHECKING:
    from random import Random

_parser: Any = re._parser  # type: ignore[attr-defined]
_codes: Any = re._constants  # type: ignore[attr-defined]

_SIGNS = [*map(chr, range(32, 127)), *"中手号×é·－　Ｘ１"]
_WIDE = {plain: chr(code) for code, plain in FOLDS.items()}
_GLUE = [
    *[""] * 8,
    *" -.()（）+＋@＠:：/，,;；．·xX*＊_=＝|\t\xa0\u3000\u200b\u2011－é中號\ufeff'\"<>",
    *["+86 ", "86-", "0086", "(+86)", ".0", ".00", ".5", "字第", "号", ") ", "  ", " " * 9],
]
_DIGITS = "0123456789"
_LENGTHS = (4, 6, 8, 11, 15, 16, 18, 19, 20)
GENUINE = [text for one in recognizers.ALL for text in one.GENUINE]
IMPOSTORS = [text for one in recognizers.ALL for text in one.IMPOSTORS]
PROVEN = [one for one in recognizers.ALL if issubclass(one, ProvenRecognizer)]


def forms(one: type[ProvenRecognizer]) -> tuple[str, ...]:
    """Return the patterns of everything that a recognizer finds."""
    return one.PLAIN, *(form for _, form, _ in one.VARIANTS)


@cache
def shapes() -> tuple[str, ...]:
    """Return every expression that says what a value looks like."""
    proven = [form for one in PROVEN for form in (*forms(one), *(sieve for _, sieve in one.SIEVE))]
    attributes = [one for one in recognizers.ALL if not issubclass(one, ProvenRecognizer)]
    named = [form for one in attributes for form in (one.SHAPE, one.CHECK_SHAPE) if form]
    return (*proven, *named)


@cache
def words() -> tuple[str, ...]:
    """Return what announces or contradicts values, and names of columns."""
    every = {word for one in PROVEN for word in (*one.CONTEXT, *one.NEGATIVE)}
    named = {name for one in recognizers.ALL for name in getattr(one, "HEADERS", ())}
    return tuple(sorted(every | named))


def of_pattern(pattern: str, chance: Random) -> str:
    """Return a text that an expression matches, unless what stands around decides."""
    return _sequence(_parse(pattern), chance)


def cell(chance: Random) -> str:
    """Return a text of some values, lookalikes, words and what may glue them together."""
    pieces = (chance.choice(_GLUE) + _piece(chance) for _ in range(chance.choice([0, 1, 1, 2, 3])))
    text = "".join(pieces) + chance.choice(_GLUE)
    return str(text.replace("\n", " ").encode("utf-8", "ignore"), "utf-8")


_parse = cache(_parser.parse)


def _piece(chance: Random) -> str:
    kind = chance.random()
    if kind < 0.5:
        return _bent(of_pattern(chance.choice(shapes()), chance), chance)
    if kind < 0.8:
        return _bent(chance.choice(GENUINE if kind < 0.7 else IMPOSTORS), chance)
    if kind < 0.9:
        return chance.choice(words())
    return "".join(chance.choices(_DIGITS, k=chance.choice(_LENGTHS)))


def _bent(text: str, chance: Random) -> str:
    """Return a text as it is, or with something done to it."""
    at, part = chance.randrange(len(text) + 1), chance.choice([0.1, 0.5, 1])
    wide = "".join(_WIDE.get(sign, sign) if chance.random() < part else sign for sign in text)
    other = chance.choice("0123456789Xx١２Ａ")
    bent = [wide, text[:at] + chance.choice(_GLUE) + text[at:], text[:at] + text[at + 1 :]]
    bent += [text[:at] + other + text[at + 1 :], text.swapcase(), text[:at], text[at:]]
    bent += [
        text + text[:at],
        text.replace("X", "×"),
        text.replace("s", "ſ").replace("k", "\u212a"),
    ]
    return str(chance.choice([*[text] * 8, *bent]))


def _sequence(nodes: Any, chance: Random) -> str:
    return "".join(_one(operation, detail, chance) for operation, detail in nodes)


def _one(operation: Any, detail: Any, chance: Random) -> str:  # noqa: PLR0911 -- a case each
    if operation is _codes.LITERAL:
        return chr(detail)
    if operation is _codes.IN:
        return _member(detail, chance)
    if operation is _codes.BRANCH:
        return _sequence(chance.choice(detail[1]), chance)
    if operation is _codes.SUBPATTERN:
        return _sequence(detail[3], chance)
    if operation in (_codes.MAX_REPEAT, _codes.MIN_REPEAT):
        least, most, inside = detail
        count = chance.randint(least, max(least, min(int(most), least + chance.choice([0, 1, 8]))))
        return "".join(_sequence(inside, chance) for _ in range(count))
    if operation in (_codes.ANY, _codes.NOT_LITERAL):
        return str(chance.choice(_SIGNS))
    return ""  # of look-around nothing is written


def _member(items: Any, chance: Random) -> str:
    if items[0][0] is _codes.NEGATE:
        free = [sign for sign in _SIGNS if not any(_holds(ord(sign), *one) for one in items[1:])]
        return chance.choice(free) if free else ""
    operation, detail = chance.choice(items)
    if operation is _codes.LITERAL:
        return chr(detail)
    return chr(chance.randint(*detail)) if operation is _codes.RANGE else chance.choice("0a _")


def _holds(code: int, operation: Any, detail: Any) -> bool:
    if operation is _codes.LITERAL:
        return bool(code == detail)
    return operation is _codes.RANGE and bool(detail[0] <= code <= detail[1])
