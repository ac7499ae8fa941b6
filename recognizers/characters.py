"""Characters of UTF-8, for compiled loops: so many of them on either side, and which one it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import inner

if TYPE_CHECKING:
    from recognizers.arrays import Bytes

CODE = 0xFFFF  # what tables of characters go up to; of those beyond the lowest bits are looked up
# The least further byte of a character; the least first bytes of those of two, three, four bytes.
CONTINUES, TWO, THREE, FOUR = 0x80, 0xC0, 0xE0, 0xF0


@inner
def back(buffer: Bytes, first: int, start: int, most: int) -> int:
    """Return where the characters before a place begin, so many of them at the most."""
    place, count = start, 0
    while place - first >= words.WORD:
        more = words.many(_begun(words.load(buffer, place - words.WORD)))
        if count + more >= most:
            break
        place, count = place - words.WORD, count + more
    while place > first and count < most:
        place -= 1
        count += _begins(buffer[place])
    return place


@inner
def forth(buffer: Bytes, stop: int, last: int, most: int) -> int:
    """Return where the characters after a place end, so many of them at the most."""
    place, count = stop, 0
    while last - place >= words.WORD:
        more = words.many(_begun(words.load(buffer, place)))
        if count + more > most:
            break
        place, count = place + words.WORD, count + more
    while place < last:
        count += _begins(buffer[place])
        if count > most:
            break
        place += 1
    return place


@inner
def _begun(word: np.uint64) -> np.uint64:
    """Mark the bytes with which characters begin."""
    return ~(word & ~(word << np.uint64(1))) & words.TOPS


@inner
def _begins(sign: int) -> bool:
    return sign < CONTINUES or sign >= TWO


@inner
def width_of(sign: int) -> int:
    """Return how many bytes the character has that begins so; one if none does."""
    return 1 + (sign >= TWO) + (sign >= THREE) + (sign >= FOUR)


@inner
def code_of(buffer: Bytes, place: int, width: int) -> int:
    """Return the character of so many bytes that begins at a place: its lowest 16 bits."""
    sign = int(buffer[place])
    code = sign & (0xFF >> width if width > 1 else 0x7F)
    for more in range(1, width):
        code = code << 6 | int(buffer[place + more]) & 0x3F
    return code & CODE
