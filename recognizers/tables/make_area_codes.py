"""Write area_codes.csv from phonenumbers' geocoding data (Apache-2.0, see NOTICE.md).

Run it after an update of phonenumbers:

    python -m recognizers.tables.make_area_codes
"""

from __future__ import annotations

import csv
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import phonenumbers
from phonenumbers import PhoneNumberType, number_type
from phonenumbers.geocoder import description_for_valid_number

if TYPE_CHECKING:
    from collections.abc import Iterator

FIXED = (PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def codes() -> Iterator[tuple[str, str, str]]:
    """Yield (area code with its zero, digits of a subscriber's number, place)."""
    heads = ["10", *(f"2{n}" for n in range(10)), *(str(n) for n in range(300, 1000))]
    for head, digits in product(heads, (7, 8)):
        found = [place for first in "23456788" if (place := _place(head, first, digits))]
        if found:
            yield f"0{head}", str(digits), found[0]


def _place(head: str, first: str, digits: int) -> str:
    """Return where a number of this make would ring, "" where there is none."""
    number = phonenumbers.parse(f"+86{head}{first.ljust(digits, first)}")
    if number_type(number) not in FIXED:
        return ""
    return description_for_valid_number(number, "zh")


def main() -> None:
    """Write the table beside this module."""
    target = Path(__file__).with_name("area_codes.csv")
    with target.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("code", "digits", "place"))
        writer.writerows(sorted(codes()))


if __name__ == "__main__":
    main()
