"""Write given_names.csv from the installed package Faker (MIT); see NOTICE.md.

    python -m recognizers.tables.make_given_names

English given names, without those that are more often something else: months, colours,
stones, plants, places, brands.
"""

from __future__ import annotations

import csv
from importlib import import_module
from pathlib import Path

LOCALES = ("en_US", "en_GB", "en_IE", "en_NZ")
OFTEN_OTHERS = frozenset(
    "April May June August Autumn Summer Dawn Misty Stormy Sunny Star Sky Skye Skyler Amber Ruby"
    " Jade Pearl Crystal Diamond Gem Opal Coral Rose Rosie Lily Daisy Ivy Holly Hazel Iris Violet"
    " Heather Ginger Olive Poppy Jasmine Willow Fern Myrtle Clover Basil Sage Rosemary Virginia"
    " Georgia Carolina Dakota Savannah Paris London Chelsea Brooklyn Brooke Brook Austin Dallas"
    " Houston Jordan Israel Kenya China India Asia Florence Sydney Adelaide Victoria Lincoln"
    " Madison Jackson Cheyenne Phoenix Denver Lourdes Troy Chase Mercedes Lexus Porsche Ford Art"
    " Bill Bob Buddy Cash Christian Earl Duke Prince Major King Baron Dean Grant Guy Hope Faith"
    " Grace Joy Charity Mercy Patience Honor Justice Liberty Melody Harmony Destiny Miracle Angel"
    " Precious Mark Max Miles Pat Penny Rich Rusty Sandy Skip Sonny Star Sterling Stone Ray Rob"
    " Will Wade Gray Brown Candy Cherry Cliff Dale Glen Lane Forest Forrest Reed Royal Hunter"
    " Mason Carter Cooper Parker Taylor Tanner Tyler Page Paige Chance Victor Norma Gene Laurel"
    " Olympia Berry Blue Bud Chip Christmas Drew Easter Frank Jean Jack Johnny Pierre".split()
)
LEAST = 3  # letters


def main() -> None:
    """Write the table beside this script."""
    names = sorted(
        name for name in _names() if len(name) >= LEAST and name.isalpha() and name.isascii()
    )
    target = Path(__file__).with_name("given_names.csv")
    with target.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([("name",), *((name,) for name in names)])


def _names() -> set[str]:
    found: set[str] = set()
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for part in ("first_names", "first_names_female", "first_names_male"):
            found.update(getattr(provider, part, ()))
    return found - OFTEN_OTHERS


if __name__ == "__main__":
    main()
