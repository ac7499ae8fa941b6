"""Write traditional.csv from OpenCC's TSCharacters.txt (Apache-2.0, see NOTICE.md).

python -m recognizers.tables.make_traditional TSCharacters.txt
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from recognizers import headers, tables
from recognizers.base import ProvenRecognizer
from recognizers.by_header import HeaderRecognizer
from recognizers.catalogue import ALL

# The dictionary writes 帐, people write both.
_ALSO = {"帳": "账", "帐": "账", "臺": "台", "檯": "台"}


def content(dictionary: str) -> str:
    """Return the table: the traditional form of every character of our words that has one."""
    words = (*_header_words(), *_context_words(), *_listed_words(), *headers.PEOPLE_ZH)
    ours = set("".join(words))
    pairs = {
        line.split("\t")[0]: line.split("\t")[1].split(" ")[0]
        for line in dictionary.split("\n")
        if line
    }
    pairs |= _ALSO
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("traditional", "simplified"))
    writer.writerows(
        sorted((one, other) for one, other in pairs.items() if other in ours and one != other)
    )
    return text.getvalue()


def _header_words() -> list[str]:
    return [row["word"] for row in tables.rows("header_words")]


def _context_words() -> list[str]:
    proven = [one for one in ALL if issubclass(one, ProvenRecognizer)]
    return [word for one in proven for word in (*one.CONTEXT, *one.NEGATIVE)]


def _listed_words() -> list[str]:
    """Return what attributes are told by, as expressions."""
    told = [one for one in ALL if issubclass(one, HeaderRecognizer)]
    return [shape for one in told for shape in (one.SHAPE, one.CHECK_SHAPE)]


if __name__ == "__main__":
    source = Path(sys.argv[1]).read_text(encoding="utf-8")
    Path(__file__).with_name("traditional.csv").write_text(content(source), encoding="utf-8")
