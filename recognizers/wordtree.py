"""Words as a tree of bytes, and which of them stands nearest to a match.

One look at a byte leads from node to node, so that every match of a long text can be asked
what is said around it.  Traditional characters lead where simplified ones do.  ``growing`` makes
the trees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers.characters import FOUR, TWO, back, code_of, forth, width_of
from recognizers.compiled import inner

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recognizers.arrays import Bytes, Mask, Scores

    Ints = NDArray[np.int64]

BEFORE_CHARS = 24
AFTER_CHARS = 12
_MOST_BYTES = 4 * (BEFORE_CHARS + AFTER_CHARS)
ROOT = 1
_LINE_END, _A_NUMBER = ord("\n"), 5  # digits of a number that a word belongs to
_STOP, _STOP_TAIL = 0xE3, (0x80, 0x82)  # 。
_AT = ord("@")  # "@qq.com" names nobody's QQ

_PLAIN, _NO_LONGER_PLAIN = 0xE4, 0xEA  # first bytes of Chinese: none is read as another sign


class Tree(NamedTuple):
    """Words as compiled loops take them; node 0 is nowhere, node 1 the beginning."""

    kinds: Bytes  # (256,): of bytes, letters of either case alike; 0: in no word
    table: NDArray[np.int32]  # (nodes << shift,): where a kind leads
    shift: int
    ranks: NDArray[np.int32]  # (nodes,): of the word that ends there, the lowest wins; 0: none
    latin: Mask  # (nodes,): that word must stand alone
    does: Scores  # (nodes,): what it does to a score
    alike: Bytes  # (1 << 16,): the ASCII sign that a character is read as
    begins: Mask  # (1 << 16,): whether a word may begin with a character


def nearest(
    buffer: Bytes, cells: tuple[Ints, Ints], spans: tuple[Ints, Ints], tree: Tree
) -> Scores:
    """Return what the last word before each match does, else the first one after it, else 0.

    Args:
        buffer: UTF-8.
        cells: Where the text of each match begins and ends, (n,) each.
        spans: Where each match does, (n,) each.
        tree: The words.
    """
    found, text = np.zeros(len(spans[0])), np.zeros(_MOST_BYTES, np.uint8)
    _find_nearest(buffer, cells, spans, tree, text, found)
    return found


@inner
def _find_nearest(  # noqa: PLR0913 -- compiled code takes its arrays from outside of loops
    buffer: Bytes,
    cells: tuple[Ints, Ints],
    spans: tuple[Ints, Ints],
    tree: Tree,
    text: Bytes,
    found: Scores,
) -> None:
    for row in range(len(found)):
        start, stop = spans[0][row], spans[1][row]
        before = (back(buffer, cells[0][row], start, BEFORE_CHARS), start)
        found[row] = _says(buffer, before, text, tree, True)  # noqa: FBT003
        if found[row] == 0:
            after = (stop, forth(buffer, stop, cells[1][row], AFTER_CHARS))
            found[row] = _says(buffer, after, text, tree, False)  # noqa: FBT003


def is_said(buffer: Bytes, spans: tuple[Ints, Ints], tree: Tree) -> bool:
    """Tell whether any of the words is in any of some texts, (n,) begins and ends in a buffer."""
    starts, stops = spans
    return _is_said(buffer, spans, tree, np.empty((stops - starts).max(initial=0), np.uint8))


@inner
def _is_said(buffer: Bytes, spans: tuple[Ints, Ints], tree: Tree, text: Bytes) -> bool:
    starts, stops = spans
    for row in range(len(starts)):
        if _says(buffer, (starts[row], stops[row]), text, tree, False) != 0:  # noqa: FBT003
            return True
    return False


@inner
def _says(buffer: Bytes, span: tuple[int, int], text: Bytes, tree: Tree, is_last: bool) -> float:  # noqa: FBT001 -- compiled code takes arguments in order
    """Return what the last or the first word of a piece does; 0 if there is none."""
    if _is_silent(buffer, span, tree):
        return 0.0
    return _said(text, _read(buffer, span, text, tree), tree, is_last)


@inner
def _is_silent(buffer: Bytes, span: tuple[int, int], tree: Tree) -> bool:
    """Tell whether there is surely no word in a piece, by its characters as they stand."""
    place, stop = span
    while place < stop:
        width = width_of(buffer[place])
        may_begin = place + width > stop or tree.begins[code_of(buffer, place, width)]
        if may_begin and not _ends_early(buffer, place, stop, tree):
            return False
        place += width
    return True


@inner
def _ends_early(buffer: Bytes, place: int, stop: int, tree: Tree) -> bool:
    """Tell whether what begins as a word surely is none."""
    node = ROOT
    while place < stop:
        if _may_be_alike(buffer[place]):
            return False
        node = tree.table[node << tree.shift | tree.kinds[buffer[place]]]
        if node == 0:
            return True
        if tree.ranks[node]:
            return False
        place += 1
    return True


@inner
def _may_be_alike(sign: int) -> bool:
    """Tell whether a character that begins so may be read as an ASCII sign."""
    return TWO <= sign < _PLAIN or _NO_LONGER_PLAIN <= sign < FOUR


@inner
def _read(buffer: Bytes, span: tuple[int, int], text: Bytes, tree: Tree) -> int:
    """Write a piece of the buffer, as it is read, into ``text``; return its size."""
    place, size = span[0], 0
    while place < span[1]:
        sign, width = int(buffer[place]), 1
        if _may_be_alike(sign):
            width = min(width_of(sign), span[1] - place)
            alike = tree.alike[code_of(buffer, place, width)]
            if alike:
                text[size] = alike
                place, size = place + width, size + 1
                continue
        for more in range(width):
            text[size + more] = buffer[place + more]
        place, size = place + width, size + width
    return size


@inner
def _said(text: Bytes, size: int, tree: Tree, is_last: bool) -> float:  # noqa: FBT001
    """Return what the last or the first word of a text does; no two words share a letter.

    A word that contradicts belongs to its own sentence and line, or, with no number on
    it, to the next line.
    """
    said, place, digits, is_beyond = 0.0, 0, 0, False
    while place < size:
        node, at = ROOT, place
        best, end, does = 0, place, 0.0
        while at < size:
            node = tree.table[node << tree.shift | tree.kinds[text[at]]]
            if node == 0:
                break
            at += 1
            rank = tree.ranks[node]
            if (
                rank
                and (best == 0 or rank < best)
                and not (tree.latin[node] and _is_inside(text, place, at, size))
            ):
                best, end, does = rank, at, tree.does[node]
        if best and not (is_beyond and does < 0):
            said, digits = does, 0
            if not is_last:
                break
        elif text[place] == _LINE_END or _stops(text, place, size):
            is_beyond = not is_last
            if said < 0 and (digits >= _A_NUMBER or text[place] != _LINE_END):
                said = 0.0
        digits += ord("0") <= text[place] <= ord("9")
        place = max(end, place + width_of(text[place]))
    return said


@inner
def _stops(text: Bytes, place: int, size: int) -> bool:
    """Tell whether a Chinese sentence ends here."""
    if text[place] != _STOP or place + 2 >= size:
        return False
    return bool(text[place + 1] == _STOP_TAIL[0] and text[place + 2] == _STOP_TAIL[1])


@inner
def _is_inside(text: Bytes, start: int, stop: int, size: int) -> bool:
    """Tell whether letters are part of a longer word, or a host's; ``cardNumber`` is two words."""
    return (
        start > 0
        and (_is_letter(text[start - 1]) or text[start - 1] == _AT)
        and not _is_hump(text[start - 1], text[start])
    ) or (stop < size and _is_letter(text[stop]) and not _is_hump(text[stop - 1], text[stop]))


@inner
def _is_letter(sign: int) -> bool:
    return ord("a") <= sign | 0x20 <= ord("z")


@inner
def _is_hump(before: int, after: int) -> bool:
    return ord("a") <= before <= ord("z") and ord("A") <= after <= ord("Z")
