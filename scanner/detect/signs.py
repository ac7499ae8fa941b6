"""What bytes mean to the sieve, as tables that compiled loops take."""

from __future__ import annotations

from string import ascii_letters, digits
from typing import TYPE_CHECKING

import numpy as np

from recognizers.bare import INVISIBLE
from recognizers.fold import FOLDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scanner.detect.arrays import Bytes

LEADS = " '\"=+\t\r\n"  # decoration before a value
TRAILS = " '\"\t.0\r\n"
DECORATION = 64  # bytes of it on either side that leave a cell whole
OTHER, ALNUM, LEAD = 0, 1, 2  # kinds of bytes
FOLDED, JOINS_AFTER, JOINS_BEFORE = 1, 2, 4  # roles of characters that are folded
MARK, TOUCHING = 8, 128  # that some values cannot do without, anywhere or beside ASCII
PLAINLY = 16  # role of a character that stands for an ASCII sign, or for none
LEADING, TRAILING = 32, 64  # roles of decoration before and after a value
WIDE = 3  # bytes of UTF-8 of a full-width sign


# Where the tables by bytes begin in the one array of ``signs``, which is passed about faster
# than nine of them.
KIND, STEP, JOIN, GOES_ON, LEAD_IN, TRAIL, IS_MARK, ROW, MAY_LEAD = (
    256 * number for number in range(9)
)
HAS_ROLE = MAY_LEAD + (1 << 16)  # by the character
TAILS = HAS_ROLE + (1 << 16)  # by the row of a first byte, and the two bytes after it


def signs(marks: Mapping[str, bool]) -> Bytes:
    """Return what bytes mean where some characters are marks of values, as tables in one array.

    ``KIND``, ``STEP``  of a byte; how long the character is that it begins
    ``JOIN``, ``GOES_ON``  whether it holds two groups together, or may stand beside a separator
    ``LEAD_IN``, ``TRAIL``  whether it is decoration before or after a value
    ``IS_MARK``  whether it is a mark, an ASCII sign
    ``MAY_LEAD``  by two bytes, whether they can begin a character with a role
    ``HAS_ROLE``  by a character of three bytes, whether it has a role
    ``ROW``, ``TAILS``  by its row and the two bytes that follow, the role of a character

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
    table = np.zeros(TAILS + (len(first) << 16), np.uint8)
    table[[KIND + sign for sign in f"{digits}{ascii_letters}".encode()]] = ALNUM
    table[[KIND + sign for sign in first]] = LEAD
    table[[ROW + sign for sign in first]] = np.arange(len(first))
    table[STEP : STEP + 256] = 1
    for lead, width in ((0xC0, 2), (0xE0, 3), (0xF0, 4)):  # UTF-8
        table[STEP + lead : STEP + 256] = width
    table[[IS_MARK + ord(mark) for mark in marks if mark.isascii()]] = True
    joining = ((JOIN, " -()"), (GOES_ON, f"{digits}{ascii_letters} -().+_%*@"))
    for begin, among in (*joining, (LEAD_IN, LEADS), (TRAIL, TRAILS)):
        table[[begin + sign for sign in among.encode()]] = True
    for form, role in encoded.items():
        table[MAY_LEAD + (form[0] << 8 | form[1])] = True
        if len(form) == WIDE:
            table[HAS_ROLE + ord(form.decode())] = True
        after = TAILS + (first.index(form[0]) << 16 | form[1] << 8)
        table[slice(after, after + 256) if len(form) < WIDE else after + form[2]] = role
    return table


def _further(sign: str) -> int:
    """Return how a character that stands for a sign, or is not seen, can decorate."""
    leads = LEADING if sign in LEADS + INVISIBLE else 0
    trails = TRAILING if sign in TRAILS + INVISIBLE else 0
    return PLAINLY | leads | trails


def _is_of_values(sign: str) -> bool:
    """Tell what can be a part of a value: a full-width comma ends one, as the plain one does."""
    return sign.isalnum() or sign in " -.)(+@*"


def _role(sign: str) -> int:
    """Return how a folded sign is part of values: some have a star, or a letter, at an end.

    A point at the end of ``138.0`` makes more than a float of it.
    """
    after = 0 if sign.isalnum() or sign in "*." else JOINS_AFTER
    before = JOINS_BEFORE if sign in " -.)" else 0
    return FOLDED | after | before
