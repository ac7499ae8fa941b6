"""Write dialling_codes.csv from phonenumbers' metadata (Apache-2.0, see NOTICE.md).

Run it after an update of phonenumbers:

    python -m recognizers.tables.make_dialling_codes
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

if TYPE_CHECKING:
    from collections.abc import Iterator

OF_PEOPLE = ("fixed_line", "mobile", "voip", "personal_number")
NO_COUNTRY = "001"  # what the library calls the region of such a code


def codes() -> Iterator[tuple[int, int, int]]:
    """Yield (country's code, least and most digits that a person's number has after it)."""
    for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
        sizes = [size for region in regions for size in _sizes(code, region)]
        if sizes:
            yield code, min(sizes), max(sizes)


def _sizes(code: int, region: str) -> Iterator[int]:
    if region == NO_COUNTRY:
        metadata = PhoneMetadata.metadata_for_nongeo_region(code)
    else:
        metadata = PhoneMetadata.metadata_for_region(region)
    for kind in OF_PEOPLE:
        numbers = getattr(metadata, kind)
        if numbers and numbers.national_number_pattern:
            yield from (size for size in numbers.possible_length if size > 0)


def main() -> None:
    """Write the table beside this module."""
    target = Path(__file__).with_name("dialling_codes.csv")
    with target.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("code", "least", "most"))
        writer.writerows(sorted(codes()))


if __name__ == "__main__":
    main()
