"""Lines in UTF-8 within a file of another encoding, told apart before they are misread.

In most encodings nearly any bytes are valid, so that what is UTF-8 has to be looked for.
It is told line by line, in a line of more than ``LONG_LINE`` word by word: what a line is
read as does not depend on its neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import utf8, words
from recognizers.compiled import inner
from scanner.readers.encodings import frequent_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]

LONG_LINE = 64 << 10  # bytes; a shorter line is never cut
_ENOUGH = 6  # bytes that UTF-8 takes beyond one a character: two ideographs and more
_LIKELY = 0.5  # share of frequent ideographs that tells GB18030 from UTF-8 with an error
_SMALL = 1 << 10  # bytes; decoding takes less than a call of compiled code
_CHINESE = ("gb18030", "big5hkscs")
_LF, _CR, _FIRST_OF_WORDS = 0x0A, 0x0D, 0x30


def is_utf8(data: bytes) -> bool:
    """Check at memory speed, where it matters without building a string."""
    if len(data) < _SMALL:
        return data.isascii() or _is_valid(data, "utf-8")
    return utf8.is_valid(data)


def fit(piece: bytes, codec: str) -> bytes | None:
    """Return a piece as UTF-8 if it is valid in its file's encoding or a likely other one."""
    if is_utf8(piece) and (codec == "utf-8" or _speaks_for_utf8(piece, codec)):
        return piece
    for other in (codec, "gb18030"):
        try:
            text = piece.decode(other)
        except UnicodeDecodeError:
            continue
        if other == codec or frequent_share(text, other) > _LIKELY:
            return text.encode()
    return None


def lines(block: bytes, *, is_piece: bool) -> Iterator[tuple[int, int]]:
    """Yield where lines stand that may be UTF-8, or have words that may be.

    ``is_piece`` says that the block is a piece of one long line.
    """
    view, place = np.frombuffer(block, np.uint8), 0
    while place < len(block):
        start, place = _next(view, place, is_piece)
        if start < place:
            yield (0, len(block)) if is_piece else (start, place)
        if is_piece:
            return


def _speaks_for_utf8(piece: bytes, codec: str) -> bool:
    """Tell whether valid UTF-8 is no text of the file's encoding that looks like it."""
    text = piece.decode()
    if len(text) + _ENOUGH > len(piece):
        return False
    if codec not in _CHINESE or not _is_valid(piece, codec):
        return True
    return frequent_share(text, "gb18030") >= frequent_share(piece.decode(codec), codec)


def _is_valid(piece: bytes, codec: str) -> bool:
    try:
        piece.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


@inner
def _next(data: Bytes, start: int, is_piece: bool) -> tuple[int, int]:  # noqa: FBT001 -- compiled
    """Return where the next line that may be UTF-8 begins, and where the one after it does."""
    line = start
    while line < len(data):
        stop = len(data) if is_piece else words.next_of(data, line, (_LF, _CR, _LF))
        following = stop
        while following < len(data) and (data[following] == _LF or data[following] == _CR):
            following += 1
        if _may_be(data, line, stop, is_piece or following - line > LONG_LINE):
            return line, following
        line = following
    return line, line


@inner
def _may_be(data: Bytes, start: int, stop: int, by_word: bool) -> bool:  # noqa: FBT001 -- compiled
    """Tell whether a line has the form of UTF-8, or any of its words if it is taken ``by_word``."""
    place, gained, is_valid = start, 0, True
    while place < stop:
        if not by_word and place + words.WORD <= stop and not words.load(data, place) & words.TOPS:
            place += words.WORD
            continue
        sign = data[place]
        size = _size(data, place, stop)
        if by_word and sign < _FIRST_OF_WORDS:
            if is_valid and gained >= _ENOUGH:
                return True
            gained, is_valid = 0, True
        elif not size:
            if not by_word:
                return False
            is_valid = False
        gained += max(size, 1) - 1
        place += max(size, 1)
    return is_valid and gained >= _ENOUGH


@inner
def _size(data: Bytes, place: int, stop: int) -> int:
    """Return how many bytes a character of UTF-8 has, 0 if there is none at a place."""
    sign = data[place]
    if sign < 0x80:  # noqa: PLR2004 -- marks of UTF-8, here and below
        return 1
    size = 2 + int(sign >= 0xE0) + int(sign >= 0xF0)  # noqa: PLR2004
    if sign < 0xC0 or place + size > stop:  # noqa: PLR2004
        return 0
    for at in range(place + 1, place + size):
        if data[at] & 0xC0 != 0x80:  # noqa: PLR2004
            return 0
    return size
