"""Which pieces of a buffer are plainly an e-mail address, told by a loop over its words.

Less than ``EmailAddressRecognizer.WHOLE`` takes, never more: hosts with a hyphen are not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import words
from recognizers.compiled import inner

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recognizers.arrays import Bytes, Mask

_AT, _POINT = ord("@"), ord(".")
_LONGEST_MAILBOX, _LONGEST_LABEL, _MOST_LABELS = 64, 30, 4
_SHORTEST_TOP, _LONGEST_TOP = 2, 24
JOINTS = np.zeros(256, np.bool_)  # between letters and digits of a mailbox, one at a time
JOINTS[list(b"._+-")] = True


def plain_emails(content: Bytes, bounds: NDArray[np.int64]) -> Mask:
    """Tell which pieces are; piece i is [bounds[i], bounds[i + 1]), with room behind the last."""
    plain = np.empty(len(bounds) - 1, np.bool_)
    _tell(plain, content, bounds, JOINTS)
    return plain


@inner
def _tell(plain: Mask, content: Bytes, bounds: NDArray[np.int64], joints: Mask) -> None:
    for row in range(len(plain)):
        plain[row] = is_plain(content, bounds[row], bounds[row + 1], joints)


@inner
def is_plain(content: Bytes, start: int, stop: int, joints: Mask) -> bool:
    """Tell whether a piece is; ``joints``: ``JOINTS``."""
    at = _mailbox_end(content, start, stop, joints)
    return at < stop and _is_host(content, at + 1, stop)


@inner
def _mailbox_end(content: Bytes, start: int, stop: int, joints: Mask) -> int:
    """Return where the "@" is that ends a plain mailbox, else ``stop``."""
    place = words.alnum_end(content, start, stop)
    while start < place < stop and joints[content[place]]:
        end = words.alnum_end(content, place + 1, stop)
        place = end if end > place + 1 else stop
    is_plain = start < place < stop and place - start <= _LONGEST_MAILBOX
    return place if is_plain and content[place] == _AT else stop


@inner
def _is_host(content: Bytes, start: int, stop: int) -> bool:
    """Tell whether some labels and a top of letters reach to the end."""
    for _ in range(_MOST_LABELS + 1):
        end = words.alnum_end(content, start, stop)
        if end == stop:
            return start > 0 and content[start - 1] == _POINT and _is_top(content, start, stop)
        if not 0 < end - start <= _LONGEST_LABEL or content[end] != _POINT:
            return False
        start = end + 1
    return False


@inner
def _is_top(content: Bytes, start: int, stop: int) -> bool:
    wrong = not _SHORTEST_TOP <= stop - start <= _LONGEST_TOP
    for place in range(start, stop):
        wrong |= content[place] < ord("A")  # a digit: there is nothing but those and letters
    return not wrong
