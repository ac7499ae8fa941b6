"""Trees of words, grown from lists of them, for ``wordtree`` to be looked up in."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from recognizers import fold, tables, traditional
from recognizers.characters import CODE
from recognizers.fold import FOLDS
from recognizers.kept import kept
from recognizers.traditional import others, simplified
from recognizers.wordtree import ROOT, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BETWEEN = ("", " ", "_", "-")  # "card no" is cardno, card_no and card-no, too

# Signs that are read as ASCII ones.  The last four are what Unicode calls i, s and k in any case.
ALIKE = FOLDS | {0x130: "i", 0x131: "i", 0x17F: "s", 0x212A: "k"}
_ALIKE = np.zeros(CODE + 1, np.uint8)
_ALIKE[list(ALIKE)] = [ord(sign) for sign in ALIKE.values()]
_SOURCES = (
    __file__,
    str(fold.__file__),
    str(traditional.__file__),
    str(tables.path("traditional")),
)


def tree_of(words: Sequence[tuple[str, float]]) -> Tree:
    """Return a tree of words, each with what it does; of two at one place the former wins."""
    return kept(lambda: _made(words), repr(words), _SOURCES)


def _made(words: Sequence[tuple[str, float]]) -> Tree:
    forms = [
        (form.lower(), rank, word.isascii(), does)
        for rank, (word, does) in enumerate(words, start=1)
        for form in _forms(simplified(word))
    ]
    written = {other for form, *_ in forms for sign in form for other in (sign, *others(sign))}
    signs = sorted({byte for sign in written for byte in sign.encode()})
    kinds = np.zeros(256, np.uint8)
    kinds[signs] = np.arange(1, len(signs) + 1)
    kinds[ord("A") : ord("Z") + 1] = kinds[ord("a") : ord("z") + 1]
    nodes, ends = _grown(forms)
    shift = len(signs).bit_length()
    tree = Tree(
        kinds,
        np.zeros(len(nodes) << shift, np.int32),
        shift,
        np.zeros(len(nodes), np.int32),
        np.zeros(len(nodes), np.bool_),
        np.zeros(len(nodes)),
        _ALIKE,
        np.zeros(len(_ALIKE), np.bool_),
    )
    for node, following in enumerate(nodes):
        for sign, target in following.items():
            tree.table[node << shift | int(kinds[sign])] = target
    for node, (rank, is_latin, does) in ends.items():
        tree.ranks[node], tree.latin[node], tree.does[node] = rank, is_latin, does
    firsts = {form[0] for form, *_ in forms}
    firsts |= {other for sign in firsts for other in (*sign.upper(), *others(sign))}
    tree.begins[[ord(sign) & CODE for sign in firsts]] = True
    tree.begins[list(ALIKE)] = tree.begins[[ord(sign) for sign in ALIKE.values()]]
    return tree


def _forms(word: str) -> Iterator[str]:
    """Yield the ways to write a word."""
    first, *more = word.split(" ")
    for between in product(_BETWEEN, repeat=len(more)):
        yield first + "".join(map("".join, zip(between, more, strict=True)))


def _grown(
    forms: Sequence[tuple[str, int, bool, float]],
) -> tuple[list[dict[int, int]], dict[int, tuple[int, bool, float]]]:
    """Return where each node leads, and which words end in which."""
    nodes: list[dict[int, int]] = [{}, {}]
    ends: dict[int, tuple[int, bool, float]] = {}
    for form, rank, is_latin, does in forms:
        node = ROOT
        for sign in form:
            start, node = node, _led(nodes, node, sign.encode())
            for other in others(sign):  # leads where the simplified character does
                *before, last = other.encode()
                nodes[_led(nodes, start, bytes(before))][last] = node
        ends.setdefault(node, (rank, is_latin, does))
    return nodes, ends


def _led(nodes: list[dict[int, int]], node: int, signs: bytes) -> int:
    """Return where some bytes lead from a node, which they make way for."""
    for sign in signs:
        if sign not in nodes[node]:
            nodes[node][sign] = len(nodes)
            nodes.append({})
        node = nodes[node][sign]
    return node
