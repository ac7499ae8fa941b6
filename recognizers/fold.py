"""Written variants of the same character, folded one to one so that offsets stay.

Full-width forms become ASCII, every blank a space, every dash a hyphen.  Letters that
only look alike (Greek chi, multiplication sign) are left: they end words of their own.  So is
the full-width colon, which in Chinese is punctuation and never part of a value.
"""

from __future__ import annotations

_COLON = 0xFF1A
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code != _COLON}
_BLANKS = dict.fromkeys([0xA0, 0x3000, 0x202F, 0x205F, *range(0x2000, 0x200B)], " ")
_DASHES = dict.fromkeys([0x2212, 0xFE63, 0x2E3A, *range(0x2010, 0x2016)], "-")
ANY_BLANK = "".join(map(chr, (0x20, *_BLANKS)))  # for classes of expressions that see them unfolded
FOLDS: dict[int, str] = _FULL_WIDTH | _BLANKS | _DASHES


def fold(text: str) -> str:
    """Return ``text`` with the same length and only plain forms of what we look for."""
    return text if text.isascii() else text.translate(FOLDS)
