"""The machine-readable zone of a passport: two lines of 44 signs (TD3).

Line 1: P, kind, issuing state (3), names.  Line 2: number (9), check digit, nationality (3),
date of birth (6), check digit, sex, date of expiry (6), check digit, personal number (14),
check digit, check digit over all of them.

Source: ICAO Doc 9303, parts 3 (check digits) and 4 (TD3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recognizers import signs

if TYPE_CHECKING:
    from recognizers.arrays import Bytes, Mask

WIDTH = 44
FILLER = ord("<")
NAMES = "P[A-Z<][A-Z](?:[A-Z]{2}|<<)[A-Z][A-Z<]{38}"
DATA = "[A-Z0-9<]{9}[0-9][A-Z](?:[A-Z]{2}|<<)[0-9]{7}[MFX<][0-9]{7}[A-Z0-9<]{14}[0-9<][0-9]"
# A second line without a filler is one run of letters and digits, as other numbers are.
RUN = "[A-Z0-9]{9}[0-9][A-Z]{3}[0-9]{7}[MFX][0-9]{7}[A-Z0-9]{14}[0-9]{2}"
_RUN = (
    *((signs.DIGITS + signs.LETTERS, range(9)), (signs.DIGITS, (9, *range(13, 20)))),
    *((signs.LETTERS, range(10, 13)), ("MFX", (20,)), (signs.DIGITS, (*range(21, 28), 42, 43))),
    (signs.DIGITS + signs.LETTERS, range(28, 42)),
)

_WEIGHTS = (7, 3, 1)
# (columns that are summed up, column of the check digit), both from 0.
_NUMBER = (range(9), 9)
_BIRTH = (range(13, 19), 19)
_EXPIRY = (range(21, 27), 27)
_PERSONAL = (range(28, 42), 42)
_ALL = ((*range(10), *range(13, 20), *range(21, 43)), 43)


def is_line(values: Bytes) -> Mask:
    """Tell which rows of a padded matrix are one of the two lines."""
    if values.shape[1] < WIDTH:
        return np.zeros(len(values), np.bool_)
    lines = values[:, :WIDTH]
    wide: Mask = (lines != 0).all(axis=1) & ~values[:, WIDTH:].any(axis=1)
    return wide & (_has_names(lines) | _has_data(lines))


def is_run(values: Bytes) -> Mask:
    """Tell which rows, 44 signs wide, have the shape ``RUN``."""
    good = np.ones(len(values), np.bool_)
    for allowed, columns in _RUN:
        good &= signs.one_of(values[:, list(columns)], allowed).all(axis=1)
    return good


def _has_names(lines: Bytes) -> Mask:
    """Tell which are first lines; fillers part the names."""
    parted: Mask = ((lines[:, 5:-1] == FILLER) & (lines[:, 6:] == FILLER)).any(axis=1)
    worded = np.all(signs.one_of(lines, f"{signs.LETTERS}<"), axis=1)
    named: Mask = parted & worded & (lines[:, 0] == ord("P"))
    return named


def _has_data(lines: Bytes) -> Mask:
    """Tell which are second lines, by all five check digits."""
    values = np.where(lines == FILLER, np.uint8(0), signs.base_36(lines)).astype(np.uint16)
    good: Mask = (values != signs.NONE).all(axis=1)
    for columns, check in (_NUMBER, _BIRTH, _EXPIRY, _PERSONAL, _ALL):
        total = sum(values[:, column] * _WEIGHTS[n % 3] for n, column in enumerate(columns))
        good &= total % 10 == values[:, check]
    return good
