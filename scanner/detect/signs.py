"""What bytes mean to the sieve, as tables that compiled loops take."""

from __future__ import annotations

from string import ascii_letters, digits
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from recognizers.fold import FOLDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.detect.arrays import Bytes, Mask

LEADS = " '\"=+\t"  # decoration before a value
TRAILS = " '\"\t.0\r\n"
INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f"
DECORATION = 64  # bytes of it on either side that leave a cell whole
OTHER, ALNUM, LEAD = 0, 1, 2  # kinds of bytes
FOLDED, JOINS_AFTER, JOINS_BEFORE = 1, 2, 4  # roles of characters that are folded
MARK, TOUCHING = 8, 128  # that some values cannot do without, anywhere or beside ASCII
PLAINLY = 16  # role of a character that stands for an ASCII sign, or for none
LEADING, TRAILING = 32, 64  # roles of decoration before and after a value
WIDE = 3  # bytes of UTF-8 of a full-width sign


class Signs(NamedTuple):
    """What bytes mean, as arrays that compiled loops take."""

    kinds: Bytes  # (256,)
    steps: Bytes  # (256,): bytes of the character that begins so
    joins: Mask  # (256,): what holds two groups together
    goes_on: Mask  # (256,): may stand beside a separator in a value
    leads: Mask  # (256,): decoration before a value
    trails: Mask
    row: Bytes  # (256,): of a first byte in ``tails``
    tails: Bytes  # (rows, 65536): role of a folded character by the two bytes after its first


def _of(text: str) -> Mask:
    """Return which bytes occur in a text."""
    mask = np.zeros(256, np.bool_)
    mask[list(text.encode())] = True
    return mask


def signs(marks: Mapping[str, bool]) -> Signs:
    """Return what bytes mean where some characters are marks of values.

    Args:
        marks: Whether one that is not ASCII counts only where it touches an ASCII sign, what
            stands for one, or a middle dot.
    """
    roles = {code: _role(sign) for code, sign in FOLDS.items() if _is_of_values(sign)}
    for code, sign in {**{ord(sign): sign for sign in INVISIBLE}, **FOLDS}.items():
        roles[code] = roles.get(code, 0) | _further(sign)
    for mark, touches in marks.items():
        if not mark.isascii():
            roles[ord(mark)] = roles.get(ord(mark), 0) | (TOUCHING if touches else MARK)
    encoded = {chr(code).encode(): role for code, role in roles.items() if role}
    first = sorted({form[0] for form in encoded})
    kinds, row = np.zeros(256, np.uint8), np.zeros(256, np.uint8)
    kinds[list(f"{digits}{ascii_letters}".encode())] = ALNUM
    kinds[first] = LEAD
    row[first] = np.arange(len(first))
    tails = np.zeros((len(first), 1 << 16), np.uint8)
    for form, role in encoded.items():
        after = form[1] << 8
        which = slice(after, after + 256) if len(form) < WIDE else after | form[2]
        tails[row[form[0]], which] = role
    steps = np.ones(256, np.uint8)
    steps[0xC0:0xE0], steps[0xE0:0xF0], steps[0xF0:] = 2, 3, 4  # UTF-8
    goes_on = _of(f"{digits}{ascii_letters} -().+_%*")
    return Signs(kinds, steps, _of(" -()"), goes_on, _of(LEADS), _of(TRAILS), row, tails)


def _further(sign: str) -> int:
    """Return how a character that stands for a sign, or is not seen, can decorate."""
    leads = LEADING if sign in LEADS + INVISIBLE else 0
    trails = TRAILING if sign in TRAILS + INVISIBLE else 0
    return PLAINLY | leads | trails


def _is_of_values(sign: str) -> bool:
    """Tell what can be a part of a value: a full-width comma ends one, as the plain one does."""
    return sign.isalnum() or sign in " -.)(+@*"


def _role(sign: str) -> int:
    joins = (0 if sign.isalnum() else JOINS_AFTER) | (JOINS_BEFORE if sign in " -.)" else 0)
    return FOLDED | joins
