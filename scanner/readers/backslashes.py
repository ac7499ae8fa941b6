r"""Escapes with a backslash, ``\u624b``, ``\"``, ``\/``, resolved in a loop over bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import compiled, inner
from scanner.readers.copying import copied

if TYPE_CHECKING:
    from recognizers.arrays import Bytes

_BACKSLASH, _U, _SPACE, _DELETE = (ord(sign) for sign in "\\u \x7f")
_SIGNS = (_BACKSLASH, _BACKSLASH, _BACKSLASH)  # as ``words`` takes them
_MEANINGS = np.zeros(256, np.uint8)  # of the sign after a backslash; 0: that is none of ours
for _sign in b"\\\"'/":
    _MEANINGS[_sign] = _sign
_MEANINGS[list(b"bfnrt")] = _SPACE
_DIGITS = np.full(256, 16, np.uint8)  # what hexadecimal ones are worth
for _worth, _sign in enumerate(b"0123456789abcdef"):
    _DIGITS[[_sign, ord(chr(_sign).upper())]] = _worth
_ESCAPE = 6  # bytes of ``\u624b``
_HIGH, _LOW, _AFTER = 0xD800, 0xDC00, 0xE000  # halves of characters, and what follows them
_UNKNOWN = 0xFFFD


def are_in(data: Bytes) -> bool:
    """Tell whether there is any backslash."""
    return bool(_first(data) < len(data))


def resolve(data: bytes) -> bytes:
    """Return a text without such escapes; what stands for a control character is a space."""
    return _resolved(np.frombuffer(data, np.uint8)).tobytes()


@compiled
def _first(data: Bytes) -> int:
    return words.next_of(data, 0, _SIGNS)


@compiled
def _resolved(data: Bytes) -> Bytes:
    out, end, place = np.empty(len(data) + words.WORD, np.uint8), 0, 0
    while place < len(data):
        stop = words.next_of(data, place, _SIGNS)
        end = copied(data, place, stop, (out, end))
        place = stop
        if place >= len(data):
            break
        code = _code(data, place)
        if code >= 0:
            place += _ESCAPE
            if _HIGH <= code < _LOW <= _code(data, place) < _AFTER:
                code = 0x10000 + (code - _HIGH << 10) + _code(data, place) - _LOW
                place += _ESCAPE
            end = _written(code, (out, end))
        else:
            meaning = _MEANINGS[data[place + 1]] if place + 1 < len(data) else np.uint8(0)
            out[end] = meaning or _BACKSLASH
            place, end = place + (2 if meaning else 1), end + 1
    return out[:end]


@inner
def _code(data: Bytes, place: int) -> int:
    """Return the number that an escape at a place holds; -1 if there is none."""
    if place + _ESCAPE > len(data) or data[place] != _BACKSLASH or data[place + 1] != _U:
        return -1
    code = 0
    for at in range(place + 2, place + _ESCAPE):
        if _DIGITS[data[at]] > 15:  # noqa: PLR2004 -- hexadecimal
            return -1
        code = code * 16 + _DIGITS[data[at]]
    return code


@inner
def _written(code: int, to: tuple[Bytes, int]) -> int:
    """Write a character in UTF-8; return where it ends."""
    out, end = to
    if code < _SPACE or code in (_DELETE, 0x85, 0x2028, 0x2029):
        code = _SPACE
    if _HIGH <= code < _AFTER:
        code = _UNKNOWN
    size = 1 + int(code >= 0x80) + int(code >= 0x800) + int(code >= 0x10000)  # noqa: PLR2004
    for at in range(size - 1, 0, -1):
        out[end + at] = 0x80 | code & 0x3F
        code >>= 6
    out[end] = code if size == 1 else (0xF00 >> size) & 0xFF | code
    return end + size
