"""Write bank_bins.csv from the npm package ``bankcard`` (MIT, see NOTICE.md).

Run it on the unpacked package:

    npm pack bankcard && tar xzf bankcard-*.tgz
    python -m recognizers.tables.make_bank_bins package/dist/bankcard.cjs.js
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_BANK = regex.compile(r"\{ code: '(\w+)', name: '([^']+)' \}")
_CARD = regex.compile(r"\{\s*bin: '([0-9]+)',\s*bank: '(\w+)',\s*type: \w+,\s*len: ([0-9]+)\s*\}")


def rows(source: str) -> Iterator[tuple[str, int, str]]:
    """Yield (BIN, card length, bank's name) of every card type in the package's script."""
    names = dict(_BANK.findall(source))
    for prefix, bank, length in _CARD.findall(source):
        yield prefix, int(length), names[bank]


def main(script: str) -> None:
    """Write the table beside this module."""
    target = Path(__file__).with_name("bank_bins.csv")
    with target.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("bin", "length", "bank"))
        writer.writerows(sorted(set(rows(Path(script).read_text(encoding="utf-8")))))


if __name__ == "__main__":
    main(sys.argv[1])
