"""Write surnames.csv, name_stopwords.csv and gb_codes.csv from the reference tables.

Only rows that may ship: surnames from Faker (MIT) and the list of compound surnames, with
what they lack added by hand; codes are facts of national standards; the stop words are
our own.  See NOTICE.md.

    python -m recognizers.tables.make_attributes <folder of reference tables>
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Row = tuple[str, ...]

MAY_SHIP = {"faker", "memory"}
# What Faker lacks: surnames in the yearly reports of the Ministry of Public Security, and
# the simplified forms that identity cards have (肖 for 萧, 闫 for 阎, 付 for 傅, 代 for 戴).
ADDED = "肖闫付代占晏佟蔚麻糜伏候訾仉郄逄隗谯鄂苑"
# The same surnames as Taiwan and Hong Kong write them.
TRADITIONAL = (
    "張劉陳楊黃趙吳孫馬羅鄭謝韓馮鄧許蕭葉蘇呂蔣賈閻鍾譚鄒陸顧龍萬錢湯賴喬龔嚴齊蘭聶關紀畢項"
    "溫莊鮑盧車藍單衛鄔麥寧閔歐費華駱應闞竇來鄺簡饒貝滿東強連練勞魯儲賀鄢欒蓋"
)
TRADITIONAL_COMPOUND = tuple("歐陽 諸葛 司馬 東方 獨孤 長孫 鍾離 聞人 張簡".split())
DOMAINS = ("ethnicity", "marital", "political", "education", "religion")


def surnames(reference: Path) -> Iterator[Row]:
    """Yield (surname, "single" or "compound"), simplified and traditional."""
    found = {
        (row["surname"], row["kind"])
        for row in _rows(reference / "surnames.csv")
        if MAY_SHIP & set(row["sources"].split("|"))
    }
    found |= {(surname, "single") for surname in ADDED + TRADITIONAL}
    found |= {(surname, "compound") for surname in TRADITIONAL_COMPOUND}
    yield from sorted(found)


def stop_words(reference: Path) -> Iterator[Row]:
    """Yield common words that begin with a surname's character."""
    yield from sorted({(row["word"],) for row in _rows(reference / "name_stopwords_zh.csv")})


def codes(reference: Path) -> Iterator[Row]:
    """Yield (domain, standard, code, name) of the closed lists we recognize."""
    for row in _rows(reference / "gb_enum_codes.csv"):
        if row["domain"] in DOMAINS:
            yield row["domain"], row["standard"], row["code"], row["name"]


def main(reference: Path, target: Path = Path(__file__).parent) -> None:
    """Write the tables beside this module."""
    _write(target / "surnames.csv", ("surname", "kind"), surnames(reference))
    _write(target / "name_stopwords.csv", ("word",), stop_words(reference))
    _write(target / "gb_codes.csv", ("domain", "standard", "code", "name"), codes(reference))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def _write(path: Path, header: Row, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
