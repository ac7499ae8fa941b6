"""What the labels of public sets leave open, settled apart from the product.

Generated sets hold made-up numbers that no check passes; other sets take their labels from
a column's name and overlook some names.  Figures are given twice: as labelled, and mended.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING

import phonenumbers
from stdnum import luhn
from stdnum.cn import ric, uscc

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.public_data import Column

_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]·?"
    r"(?:(?![A-Z]{3})(?:[A-HJ-NP-Z0-9]{5})|[A-HJ-K][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJ-K])"
)
_TWO_LETTERS = 2  # at most, among the five signs of a plate (GA 36-2018)
_PASSPORT = re.compile(r"[EGDSP][A-HJ-NP-Z0-9][0-9]{7}$")
_MOST = 0.5  # of a column's values pass: else its label is made up

# Names that the labels' own rules overlook, though their cells are what the name says; and
# a label of what is no single value.
_OVERLOOKED = {
    "im_tqa": (
        (re.compile(r"姓名(?:/名称)?$|负责人$|秘书$"), "PERSON"),
        (re.compile(r"^(?:邮政编码|邮编)$"), "POSTCODE"),
    ),
    "datahub": (
        (re.compile(r"(?i)(?:first|last|maiden)[ _]name$"), "PERSON"),  # it labels whole ones
        (re.compile(r"^Second Address$"), "ADDRESS"),
        (re.compile(r"^Age Group$"), ""),  # "25 and older" is nobody's age
    ),
}


def holds(value: str, kind: str) -> bool:
    """Tell whether a value passes the public rules of its kind, by other people's code."""
    check = _CHECKS.get(kind)
    return check is None or check(value)


def mended(which: str, column: Column) -> Column | None:
    """Return the column under a better label; None where the label's values are made up."""
    for name, kind in _OVERLOOKED.get(which, ()):
        if name.search(column.name) and (not column.kind or not kind):
            return column._replace(kind=kind)
    cells = [cell for cell in column.cells if cell.strip()]
    held = sum(holds(cell, column.kind) for cell in cells)
    return column if column.kind in _MADE_UP or held >= _MOST * len(cells) else None


def _compact(value: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", value)


def _is_id(value: str) -> bool:
    compact = _compact(value).upper()
    return ric.is_valid(compact) if len(compact) == _ID_WIDTH else bool(compact)


def _is_phone(value: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(value, "CN"))
    except phonenumbers.NumberParseException:
        return False


def _is_plate(value: str) -> bool:
    tail = value.replace("·", "")[2:]
    letters = sum(sign.isalpha() for sign in tail)
    return bool(_PLATE.fullmatch(value)) and (len(tail) > _TAIL or letters <= _TWO_LETTERS)


def _is_ip(value: str) -> bool:
    try:
        return bool(ip_address(value))
    except ValueError:
        return False


_ID_WIDTH, _TAIL = 18, 5
# Only where a column can be judged by its own cells whatever country it comes from.
_CHECKS: dict[str, Callable[[str], bool]] = {
    "BANK_CARD": lambda value: luhn.is_valid(_compact(value)),
    "ID": _is_id,
    "IP": _is_ip,
    "PASSPORT": lambda value: bool(_PASSPORT.search(value)),
    "PHONE": _is_phone,
    "PLATE": _is_plate,
    "USCC": lambda value: uscc.is_valid(value.upper()),
}
_MADE_UP = frozenset(_CHECKS) - {"BANK_CARD"}  # kinds whose columns keep their label all the same
