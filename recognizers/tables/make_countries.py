"""Write countries.csv (ISO 3166-1) from the Python package ``iso3166`` (MIT, see NOTICE.md).

Run it with the package installed:

    pip install iso3166
    python -m recognizers.tables.make_countries
"""

from __future__ import annotations

import csv
from importlib import import_module
from pathlib import Path


def main() -> None:
    """Write the table beside this module."""
    target = Path(__file__).with_name("countries.csv")
    with target.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("alpha2", "alpha3", "numeric"))
        writer.writerows(
            sorted(
                (one.alpha2, one.alpha3, one.numeric) for one in import_module("iso3166").countries
            )
        )


if __name__ == "__main__":
    main()
