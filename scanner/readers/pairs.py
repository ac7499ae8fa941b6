"""Text of two bytes a character as UTF-8, in a compiled loop.

What a pair of bytes stands for is asked of Python's decoder once and kept in a table.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import inner

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recognizers.arrays import Bytes

    Table = NDArray[np.uint64]

CODECS = ("gb18030", "big5hkscs")
SHORTEST = 1 << 10  # bytes; less is decoded as fast
_PIECE = 1 << 19  # bytes at a time, which stay at hand
_OTHER = 4  # bytes of a character that is no pair
_APART, _FEW = 256, 10  # so many bytes for each of them beyond a few, or the decoder is as fast
_FIRST = 0x80
_SIZE = np.uint64(32)  # where in an entry the number of its bytes begins
_ALL = np.uint64(0xFFFFFFFF)


def as_utf8(data: bytes, codec: str) -> bytes | None:
    """Return text of one of ``CODECS`` as decoding it would; None where it has to be decoded."""
    view, table = np.frombuffer(data, np.uint8), _table(codec)
    target = np.empty(2 * _PIECE + 8 * words.WORD, np.uint8)  # a pair is four bytes at most
    done, place, others, last = list[bytes](), 0, 0, len(data) - 2 * words.WORD
    try:
        while place < last:
            stop = min(place + _PIECE, last)
            place, size = _written(view, place, stop, target, table)
            done.append(target[:size].tobytes())
            if place < stop:
                done.append(data[place : place + _OTHER].decode(codec).encode())
                place, others = place + _OTHER, others + 1
            if others > _FEW + place // _APART:
                return None
        done.append(data[place:].decode(codec).encode())
    except UnicodeDecodeError:
        return None
    return b"".join(done)


@cache
def _table(codec: str) -> Table:
    """Return what every pair of bytes is: up to four bytes and their number, 0 if no character."""
    table = np.zeros(1 << 16, np.uint64)
    for pair in range(_FIRST << 8, 1 << 16):
        try:
            text = pair.to_bytes(2, "big").decode(codec).encode()
        except UnicodeDecodeError:
            continue
        table[pair] = int.from_bytes(text, "little") | len(text) << int(_SIZE)
    return table


@inner
def _written(data: Bytes, start: int, stop: int, target: Bytes, table: Table) -> tuple[int, int]:
    """Write UTF-8; return how far it goes, beyond ``stop`` or to what is no pair, and its size."""
    place, size = start, 0
    while place < stop:
        word = words.load(data, place)
        words.store(target, size, word)
        plain = words.first(word & words.TOPS)
        place, size = place + plain, size + plain
        while place < stop and data[place] >= _FIRST:
            entry = table[int(data[place]) << 8 | int(data[place + 1])]
            if not entry:
                return place, size
            words.store(target, size, entry & _ALL)
            place, size = place + 2, size + int(entry >> _SIZE)
    return place, size
